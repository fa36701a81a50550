package batch_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"example.com/vacatur/internal/batch"
)

// fuzzInput holds a decoder to what must be true of any input: it does not panic, what it writes is whole, the same for one
// worker and for three, and no record is lost: each is screened, refused with a place, or holds no conviction.
func fuzzInput(f *testing.F, input batch.Input, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var first []byte
		for _, workers := range []int{1, 3} {
			opts := options(batch.Brief)
			opts.Input, opts.Workers, opts.MaxRecord = input, workers, 4096
			var out, rejects bytes.Buffer
			opts.Rejects = &rejects
			s, err := batch.Run(context.Background(), bytes.NewReader(in), "x", &out, opts)
			if err != nil {
				if out.Len() > 0 || err.Error() == "" {
					t.Fatalf("refused as a whole after output: %v", err)
				}
				return
			}
			if n := bytes.Count(out.Bytes(), []byte("\n")); int64(n) != s.Screened || out.Len() > 0 && !bytes.HasSuffix(out.Bytes(), []byte("\n")) {
				t.Fatalf("%d lines for %d cases", n, s.Screened)
			}
			if n := bytes.Count(rejects.Bytes(), []byte("\n")); int64(n) != s.Rejected {
				t.Fatalf("%d rejects for %d refused records", n, s.Rejected)
			}
			for _, line := range bytes.Split(append(out.Bytes(), rejects.Bytes()...), []byte("\n")) {
				if len(line) > 0 && !json.Valid(line) {
					t.Fatalf("not JSON: %q", line)
				}
			}
			both := append(out.Bytes(), rejects.Bytes()...)
			if first == nil {
				first = both
			} else if !bytes.Equal(first, both) {
				t.Fatal("three workers wrote other bytes than one")
			}
		}
	})
}

func FuzzNDJSON(f *testing.F) {
	fuzzInput(f, batch.NDJSON, record(1)+"{]\n\n"+record(2), `{"schema":"vacatur/case/v1","convictions":[{}]}`, "\xef\xbb\xbf{}\r\n", strings.Repeat("[", 5000))
}

func FuzzTable(f *testing.F) {
	header := "case_id,conviction.id,conviction.jurisdiction,conviction.statute,conviction.plea_date,relatives,entry.1.date,conviction.classification.cimt\n"
	fuzzInput(f, batch.Table, header+"a,1,CA,PC 459,2009-06-01,none,2001,yes by X\r\na,2,CA,\"PC \"\"484\"\"\na\",2010\n",
		header+"a,1,CA,\"PC 459,2009,,,\nb,1,CA,PC 459,2009,,,\n", header+",,\xff,=1+1,,,,\n", strings.ReplaceAll(header, ",", ";"), "\xff\xfea\x00", "")
}

func FuzzCADOJ(f *testing.F) {
	var rows bytes.Buffer
	bulkRows(&rows, 3)
	fuzzInput(f, batch.CADOJ, rows.String(), strings.ReplaceAll(rows.String(), "0101", "0000"), "RECORD_ID,,SUBJECT_ID\n"+rows.String()[:300], strings.Repeat(",", 94)+"\n")
}

// The rows of well-formed text are those that encoding/csv finds.
func FuzzRows(f *testing.F) {
	f.Add("a,\"b\n\"\"c\",d\r\ne,f,g\n")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\r\x00") || strings.HasPrefix(text, "\ufeff") {
			return // told apart on other grounds
		}
		rows, err := csv.NewReader(strings.NewReader("#,#,#\n" + text)).ReadAll()
		if err != nil {
			return
		}
		opts := options(batch.Brief)
		opts.Input = batch.Table
		s, err := batch.Run(context.Background(), strings.NewReader("conviction.jurisdiction,#,#b\n"+text), "x", &bytes.Buffer{}, opts)
		if err != nil || s.Screened+s.Rejected != int64(len(rows)-1) {
			t.Fatalf("%d records and %v where encoding/csv finds %d rows", s.Screened+s.Rejected, err, len(rows)-1)
		}
	})
}
