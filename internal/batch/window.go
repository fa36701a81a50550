package batch

import (
	"bytes"
	"errors"
	"io"
)

// window is a bounded view of the input: the bytes that are read and not yet done with. It counts lines.
type window struct {
	in    io.Reader
	buf   []byte
	start int // of what is not done with
	max   int // of one record
	line  int // of buf[start], from 1
	done  int64
	eof   bool
	err   error
}

const readSize = 64 << 10

func newWindow(in io.Reader, maxRecord int) *window { return &window{in: in, max: maxRecord, line: 1} }

// begin reads the first bytes, drops a byte-order mark, and refuses text that is plainly in another encoding.
func (w *window) begin() error {
	head := w.peek(4)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		w.start, w.done = w.start+3, 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.IndexByte(head, 0) >= 0:
		return &InputError{errors.New(`the file is in UTF-16 or is no text; save it as "CSV UTF-8" (or as JSON in UTF-8)`)}
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return &InputError{errors.New(`the file is a spreadsheet or an archive; save the sheet as "CSV UTF-8"`)}
	}
	return nil
}

// rest is what is read and not done with.
func (w *window) rest() []byte { return w.buf[w.start:] }

// peek returns the next n bytes, or fewer where the input ends before.
func (w *window) peek(n int) []byte {
	for len(w.rest()) < n && w.more() {
	}
	return w.rest()[:min(n, len(w.rest()))]
}

// more reads further into the window. It reports false at the end of the input.
func (w *window) more() bool {
	if w.eof {
		return false
	}
	if cap(w.buf)-len(w.buf) < readSize {
		need := len(w.rest()) + readSize
		to := w.buf[:0]
		if cap(w.buf) < need || w.start < len(w.rest()) {
			to = make([]byte, 0, max(2*need, 4*readSize))
		}
		to = append(to, w.rest()...)
		w.buf, w.start = to, 0
	}
	for range 100 {
		n, err := w.in.Read(w.buf[len(w.buf):cap(w.buf)])
		w.buf = w.buf[:len(w.buf)+n]
		if err != nil {
			w.eof = true
			if !errors.Is(err, io.EOF) {
				w.err = err
			}
		}
		if n > 0 || err != nil {
			return n > 0
		}
	}
	w.eof, w.err = true, io.ErrNoProgress
	return false
}

// take is done with the next n bytes.
func (w *window) take(n int) {
	w.line += bytes.Count(w.buf[w.start:w.start+n], []byte{'\n'})
	w.start += n
	w.done += int64(n)
}

// end returns the error at the end of the input: io.EOF if there was none.
func (w *window) end() error {
	if w.err != nil {
		return w.err
	}
	return io.EOF
}

// lineEnd returns where the line that begins at from (in rest) ends, its line feed included. It is -1 where the line would
// make the record longer than is allowed.
func (w *window) lineEnd(from int) int {
	scanned := from
	for {
		if i := bytes.IndexByte(w.rest()[scanned:], '\n'); i >= 0 {
			if scanned+i > w.max {
				return -1
			}
			return scanned + i + 1
		}
		if scanned = len(w.rest()); scanned > w.max {
			return -1
		}
		if !w.more() {
			return len(w.rest())
		}
	}
}

// skipLine is done with the rest of a line without keeping it.
func (w *window) skipLine() {
	for {
		if i := bytes.IndexByte(w.rest(), '\n'); i >= 0 {
			w.take(i + 1)
			return
		}
		w.take(len(w.rest()))
		if !w.more() {
			return
		}
	}
}
