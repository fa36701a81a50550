package source

import (
	"encoding/binary"
	"errors"
)

// AppendBinary appends a compact form of a document tree, places included, that ReadBinary reads back equal. It exists
// because parsing YAML takes most of a short run; the YAML stays the source.
func AppendBinary(dst []byte, n *Node) []byte {
	w := binaryWriter{index: map[string]uint64{}}
	w.node(n)
	dst = binary.AppendUvarint(dst, uint64(len(w.strings)))
	for _, s := range w.strings {
		dst = binary.AppendUvarint(dst, uint64(len(s)))
		dst = append(dst, s...)
	}
	dst = binary.AppendUvarint(dst, uint64(w.nodes))
	return append(dst, w.buf...)
}

type binaryWriter struct {
	buf     []byte
	strings []string
	index   map[string]uint64
	nodes   int
}

func (w *binaryWriter) uint(v uint64) { w.buf = binary.AppendUvarint(w.buf, v) }

func (w *binaryWriter) pos(p Pos) {
	w.uint(uint64(p.Line))
	w.uint(uint64(p.Col))
}

func (w *binaryWriter) string(s string) {
	i, ok := w.index[s]
	if !ok {
		i = uint64(len(w.strings))
		w.index[s], w.strings = i, append(w.strings, s)
	}
	w.uint(i)
}

func (w *binaryWriter) node(n *Node) {
	w.nodes++
	head := uint64(n.Kind) << 1
	if n.Quoted {
		head |= 1
	}
	w.uint(head)
	w.pos(n.Pos)
	switch n.Kind {
	case Scalar:
		w.string(n.Value)
	case List:
		w.uint(uint64(len(n.Items)))
		for _, item := range n.Items {
			w.node(item)
		}
	case Map:
		w.uint(uint64(len(n.Fields)))
		for i := range n.Fields {
			w.string(n.Fields[i].Key)
			w.pos(n.Fields[i].Pos)
			w.node(n.Fields[i].Value)
		}
	}
}

var errBinary = errors.New("the compiled rule file is damaged; generate it again")

// ReadBinary reads what AppendBinary wrote.
func ReadBinary(data string) (n *Node, err error) {
	r := binaryReader{data: data}
	strings := make([]string, r.count())
	for i := range strings {
		size := r.count()
		if r.bad {
			return nil, errBinary
		}
		strings[i], r.data = r.data[:size], r.data[size:]
	}
	r.strings = strings
	r.nodes = make([]Node, 0, r.count())
	n = r.node()
	if r.bad || r.data != "" {
		return nil, errBinary
	}
	return n, nil
}

type binaryReader struct {
	data    string
	strings []string
	nodes   []Node
	bad     bool
}

func (r *binaryReader) uint() (v uint64) {
	for shift := 0; ; shift += 7 {
		if r.data == "" || shift > 35 {
			r.bad = true
			return 0
		}
		b := r.data[0]
		r.data = r.data[1:]
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
}

// count reads a number of things of which each takes a byte at least.
func (r *binaryReader) count() int {
	v := r.uint()
	if v > uint64(len(r.data)) {
		r.bad = true
		return 0
	}
	return int(v)
}

func (r *binaryReader) pos() Pos {
	line := r.uint()
	return Pos{int32(line), int32(r.uint())}
}

func (r *binaryReader) string() string {
	i := r.uint()
	if i >= uint64(len(r.strings)) {
		r.bad = true
		return ""
	}
	return r.strings[i]
}

func (r *binaryReader) node() *Node {
	if len(r.nodes) == cap(r.nodes) || r.bad {
		r.bad = true
		return &Node{}
	}
	r.nodes = r.nodes[:len(r.nodes)+1]
	n := &r.nodes[len(r.nodes)-1]
	head := r.uint()
	n.Kind, n.Quoted, n.Pos = Kind(head>>1), head&1 != 0, r.pos()
	switch n.Kind {
	case Scalar:
		n.Value = r.string()
	case List:
		n.Items = make([]*Node, r.count())
		for i := range n.Items {
			n.Items[i] = r.node()
		}
	case Map:
		n.Fields = make([]Field, r.count())
		for i := range n.Fields {
			f := &n.Fields[i]
			f.Key, f.Pos = r.string(), r.pos()
			f.Value = r.node()
		}
	}
	return n
}
