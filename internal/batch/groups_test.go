package batch

import (
	"strconv"
	"testing"
)

// A key is new once, however far the table has grown; past the bound only the keys met before it are known.
func TestIDSetKnowsWhatItMet(t *testing.T) {
	s := newIDSet()
	key := func(i int) []byte { return strconv.AppendInt(nil, int64(i), 10) }
	for i := range maxIDs {
		if !s.add(key(i)) {
			t.Fatalf("key %d is new", i)
		}
		if i%4097 == 0 && s.add(key(i/2)) {
			t.Fatalf("key %d was met", i/2)
		}
	}
	for i := range maxIDs {
		if s.add(key(i)) {
			t.Fatalf("key %d was met", i)
		}
	}
	if !s.add(key(maxIDs)) || len(s.table) != maxTable {
		t.Errorf("the table grew past its bound, to %d", len(s.table))
	}
}
