package batch

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
)

// Written is how much of an output an earlier run has finished.
type Written struct {
	Records int64 // whole records
	Bytes   int64 // up to which they reach; what follows is torn and is to be cut off
}

// Resume finds how many whole records an output holds. The caller cuts the output at Bytes, and gives the answer to a run
// over the same input, with the same options, that appends to it.
func Resume(output io.Reader, form Output) (Written, error) {
	var done Written
	var at int64
	r := bufio.NewReaderSize(output, 64<<10)
	var line []byte
	for n := 0; ; n++ {
		line = line[:0]
		for {
			part, err := r.ReadSlice('\n')
			line = append(line, part...)
			if err == nil {
				break
			}
			if errors.Is(err, io.EOF) {
				return done, nil // what is left is torn
			}
			if !errors.Is(err, bufio.ErrBufferFull) {
				return done, err
			}
		}
		at += int64(len(line))
		switch {
		case form != Sheet:
			if line[0] != '{' {
				return done, errors.New("the output is not one of this command: line " + strconv.Itoa(n+1) + " is no JSON object")
			}
			done = Written{done.Records + 1, at}
		case n == 0:
			if string(line) != sheetHeader {
				return done, errors.New("the output is not one of this command: its first line does not name the columns")
			}
			done.Bytes = at
		case bytes.Equal(nthCell(line, 2), nthCell(line, 3)): // the last conviction of its case
			done = Written{done.Records + 1, at}
		}
	}
}
