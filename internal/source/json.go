package source

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// IsJSON reports whether a file is read as JSON: by its name, or, where the name says nothing, by its first character.
func IsJSON(file string, data []byte) bool {
	switch {
	case strings.HasSuffix(file, ".json"):
		return true
	case strings.HasSuffix(file, ".yaml"), strings.HasSuffix(file, ".yml"):
		return false
	}
	data = bytes.TrimLeft(data, " \t\r\n\ufeff")
	return len(data) > 0 && data[0] == '{'
}

// Read reads one document, JSON or YAML as IsJSON says.
func Read(file string, data []byte) (*Node, Diagnostics) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if IsJSON(file, data) {
		if ds := precheck(file, data); len(ds) > 0 {
			return nil, ds
		}
		return ReadJSON(file, 1, data)
	}
	return ReadYAML(file, data)
}

// ReadJSON reads one JSON value that begins on the given line of its file. It refuses duplicate names, bad UTF-8 and
// trailing text.
func ReadJSON(file string, line int32, data []byte) (*Node, Diagnostics) {
	r := jsonReader{file: file, data: data, dec: jsontext.NewDecoder(bytes.NewBuffer(data)), at: Pos{line, 1}}
	n, err := r.value(0)
	if err == nil {
		if _, err = r.dec.ReadToken(); err == nil {
			r.ds.Add(file, r.pos(), "text follows after the end of the value")
		} else if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	if err != nil {
		r.fail(err)
		return nil, r.ds
	}
	return n, r.ds
}

type jsonReader struct {
	file    string
	data    []byte
	dec     *jsontext.Decoder
	ds      Diagnostics
	at      Pos // of data[scanned]
	scanned int
}

// pos returns the place of the last token read. It moves forward only, so that all calls together read the text once.
func (r *jsonReader) pos() Pos { return r.place(int(r.dec.InputOffset())) }

func (r *jsonReader) place(offset int) Pos {
	for r.scanned < offset && r.scanned < len(r.data) {
		if nl := bytes.IndexByte(r.data[r.scanned:offset], '\n'); nl >= 0 {
			r.at.Line, r.at.Col = r.at.Line+1, 1
			r.scanned += nl + 1
		} else {
			r.at.Col += int32(offset - r.scanned)
			r.scanned = offset
		}
	}
	return r.at
}

// next returns the place where the next token begins.
func (r *jsonReader) next() Pos {
	offset := int(r.dec.InputOffset())
	for offset < len(r.data) && strings.IndexByte(" \t\r\n,:", r.data[offset]) >= 0 {
		offset++
	}
	return r.place(offset)
}

func (r *jsonReader) fail(err error) {
	text := strings.TrimPrefix(err.Error(), "jsontext: ")
	var syntactic *jsontext.SyntacticError
	if errors.As(err, &syntactic) && syntactic.Err != nil {
		text = syntactic.Err.Error()
		if syntactic.ByteOffset > int64(r.scanned) {
			r.place(int(syntactic.ByteOffset))
		}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		text = "the text ends before the value is complete"
	}
	r.ds.Add(r.file, r.at, "this is not JSON that can be read: %s", text)
}

func (r *jsonReader) value(depth int) (*Node, error) {
	n := &Node{Pos: r.next()}
	if depth > MaxDepth {
		r.ds.Add(r.file, n.Pos, "values are nested more than %d deep", MaxDepth)
		return n, r.dec.SkipValue()
	}
	tok, err := r.dec.ReadToken()
	if err != nil {
		return n, err
	}
	switch tok.Kind() {
	case 'n':
		n.Kind = Null
	case '"':
		n.Quoted, n.Value = true, tok.String()
	case '[':
		n.Kind = List
		for r.dec.PeekKind() != ']' {
			item, err := r.value(depth + 1)
			if err != nil {
				return n, err
			}
			n.Items = append(n.Items, item)
		}
		_, err = r.dec.ReadToken()
	case '{':
		n.Kind = Map
		n.Fields = make([]Field, 0, 8)
		for r.dec.PeekKind() != '}' {
			pos := r.next()
			key, err := r.dec.ReadToken()
			if err != nil {
				return n, err
			}
			f := Field{Key: key.String(), Pos: pos}
			if f.Value, err = r.value(depth + 1); err != nil {
				return n, err
			}
			n.Fields = append(n.Fields, f)
		}
		_, err = r.dec.ReadToken()
	default: // true, false and numbers keep their text
		n.Value = tok.String()
	}
	return n, err
}
