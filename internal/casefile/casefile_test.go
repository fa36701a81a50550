package casefile_test

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/rules"
)

var today = date.DayOf(2026, 11, 24)

func pack(t testing.TB) *rulepack.Pack {
	p, ds := rulepack.Load(rules.Library(), "CA", "IL")
	if p == nil {
		t.Fatal(ds)
	}
	return p
}

// Decoding a case and encoding it again gives the same bytes from the second time on.
func TestDecodeEncodeDecode(t *testing.T) {
	p := pack(t)
	files, err := filepath.Glob("../../testdata/cases/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		once := again(t, p, file, data)
		if twice := again(t, p, file, once); string(twice) != string(once) {
			t.Errorf("%s changed on its way:\n%s\n%s", file, once, twice)
		}
	}
}

func again(t *testing.T, p *rulepack.Pack, file string, data []byte) []byte {
	n, ds := casefile.Read(file, data)
	if n == nil {
		t.Fatal(ds)
	}
	c, ds := casefile.Decode(file, n, p, today)
	if c == nil {
		t.Fatal(ds)
	}
	return casefile.Encode(c, p)
}

// Whatever is read, as YAML or as JSON, ends in a case or in mistakes with a place; what is a case reads back.
func FuzzDecode(f *testing.F) {
	p := pack(f)
	f.Add("x.yaml", []byte("schema: vacatur/case/v1\nconvictions: [{id: a, jurisdiction: CA, plea_date: 2009-06, sentence: {imposed: 1y}}]\n"))
	f.Add("x.json", []byte(`{"schema":"vacatur/case/v1","person":{"goals":["visa"]},"convictions":[{"classification":{"cimt":{"value":true,"by":"x"}}}]}`))
	f.Add("x", []byte("- a\n"))
	f.Fuzz(func(t *testing.T, file string, data []byte) {
		n, ds := casefile.Read(file, data)
		if n == nil {
			if len(ds) == 0 {
				t.Fatal("nothing was read, and nothing said")
			}
			return
		}
		c, ds := casefile.Decode(file, n, p, today)
		if c == nil {
			if !ds.HasErrors() {
				t.Fatal("no case, and no mistake")
			}
			return
		}
		text := casefile.Encode(c, p)
		m, ds := casefile.Read("again.yaml", text)
		if m == nil {
			t.Fatalf("%s\n%s", ds, text)
		}
		d, ds := casefile.Decode("again.yaml", m, p, today)
		if d == nil {
			t.Fatalf("%s\n%s", ds, text)
		}
		if twice := casefile.Encode(d, p); string(twice) != string(text) {
			t.Errorf("changed on its way:\n%s\n%s", text, twice)
		}
	})
}
