package source

import (
	"slices"
	"strings"
)

// Reader reads mappings of one file and reports what is wrong with them.
type Reader struct {
	File  string
	Diags *Diagnostics
}

// Known reports the keys of a mapping that are not among those allowed. It returns false if n is no mapping.
func (r Reader) Known(n *Node, allowed ...string) bool {
	if n == nil || n.Kind != Map {
		pos := Pos{1, 1}
		if n != nil {
			pos = n.Pos
		}
		r.Diags.Add(r.File, pos, "a mapping must stand here, with some of %s", strings.Join(allowed, ", "))
		return false
	}
	for i := range n.Fields {
		if f := &n.Fields[i]; !slices.Contains(allowed, f.Key) {
			r.Diags.Add(r.File, f.Pos, "the key %q is not known here%s; it may be one of %s", f.Key, DidYouMean(f.Key, allowed), strings.Join(allowed, ", "))
		}
	}
	return true
}

// Text returns the text under a key, or "" where there is none. A list or mapping there is a mistake.
func (r Reader) Text(n *Node, key string) string {
	v := n.Get(key)
	switch {
	case v == nil || v.Kind == Null:
		return ""
	case v.Kind != Scalar:
		r.Diags.Add(r.File, v.Pos, "%s must be text, not %s", key, v.Kind)
		return ""
	}
	return v.Value
}

// Required is Text, and reports a missing or empty value.
func (r Reader) Required(n *Node, key string) string {
	s := r.Text(n, key)
	if s == "" {
		r.Diags.Add(r.File, n.Pos, "%q is missing", key)
	}
	return s
}

// List returns the items under a key; a single value counts as a list of one.
func (r Reader) List(n *Node, key string) []*Node {
	v := n.Get(key)
	switch {
	case v == nil || v.Kind == Null:
		return nil
	case v.Kind == List:
		return v.Items
	}
	return []*Node{v}
}

// Strings returns the texts under a key.
func (r Reader) Strings(n *Node, key string) []string {
	items := r.List(n, key)
	out := make([]string, 0, len(items))
	for _, item := range items {
		if item.Kind != Scalar {
			r.Diags.Add(r.File, item.Pos, "%s must be a list of texts", key)
			continue
		}
		out = append(out, item.Value)
	}
	return out
}

// Bool reads true, false, yes or no; absent is false.
func (r Reader) Bool(n *Node, key string) bool {
	switch v := r.Text(n, key); v {
	case "true", "yes":
		return true
	case "", "false", "no":
		return false
	default:
		r.Diags.Add(r.File, n.Get(key).Pos, "%s must be true or false, not %q", key, v)
		return false
	}
}

// OneOf is Text, and reports a value that is not among those allowed.
func (r Reader) OneOf(n *Node, key string, allowed ...string) string {
	s := r.Text(n, key)
	if s != "" && !slices.Contains(allowed, s) {
		r.Diags.Add(r.File, n.Get(key).Pos, "%s cannot be %q%s; it is one of %s", key, s, DidYouMean(s, allowed), strings.Join(allowed, ", "))
		return ""
	}
	return s
}

// DidYouMean returns `; did you mean "…"?` for the nearest known word, or "".
func DidYouMean(word string, known []string) string {
	if near := Nearest(word, known); near != "" {
		return `; did you mean "` + near + `"?`
	}
	return ""
}
