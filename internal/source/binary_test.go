package source_test

import (
	"reflect"
	"testing"

	"example.com/vacatur/internal/source"
)

func FuzzBinary(f *testing.F) {
	f.Add([]byte("a: {b: [1, 'x'], c: }\nd: {}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := source.ReadBinary(string(data)); err == nil && len(data) == 0 {
			t.Error("nothing was read as a tree")
		}
		n, ds := source.ReadYAML("x", data)
		if n == nil || len(ds) > 0 {
			return
		}
		again, err := source.ReadBinary(string(source.AppendBinary(nil, n)))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(normal(n), normal(again)) {
			t.Error("the tree changed on its way")
		}
	})
}

// normal makes empty and absent slices alike.
func normal(n *source.Node) *source.Node {
	m := *n
	m.Items, m.Fields = nil, nil
	for _, item := range n.Items {
		m.Items = append(m.Items, normal(item))
	}
	for _, f := range n.Fields {
		f.Value = normal(f.Value)
		m.Fields = append(m.Fields, f)
	}
	return &m
}
