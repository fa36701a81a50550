package batch_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"example.com/vacatur/internal/batch"
)

const tableHeader = "case_id,person.status,conviction.id,conviction.jurisdiction,conviction.statute,conviction.plea_date,relatives,entry.1.date,entry.2.date\n"

// A table gives its cases, and what is wrong with a row costs no more than its case.
func TestTableRecords(t *testing.T) {
	long := strings.Repeat("x", 5000)
	for _, c := range []struct {
		name, rows string
		screened   int64
		reasons    []string // of each refused record, in order
	}{
		{"rows of a case stand together", "a,lpr,1,CA,PC 459,2009,,,\na,,2,CA,PC 211,2011,,,\nb,,,CA,PC 459,,none,2001,2003-04\n", 2, nil},
		{"no case_id: a row is a case", ",,,CA,PC 459,,,,\n,,,CA,PC 459,,,,\n\n", 2, nil},
		{"a quote that is never closed", "a,lpr,1,CA,\"PC 459,2009,,,\nb,lpr,1,CA,PC 459,2009,,,\n", 1, []string{`2,1,"a quote opens a cell here and is never closed`}},
		{"text behind a closing quote", "a,lpr,1,CA,\"PC\" 459,2009,,,\nb,lpr,1,CA,PC 459,2009,,,\n", 1, []string{"2,1,text follows a closing quote"}},
		{"a quoted line feed", "a,lpr,1,CA,\"PC\n459\",2009,,,\nb,lpr,1,CA,PC 459,2009-13,,,\n", 1, []string{"4,19,"}},
		{"a case that is torn apart", "a,,1,CA,PC 459,2009,,,\nb,,1,CA,PC 459,2009,,,\na,,2,CA,PC 211,2009,,,\n", 2, []string{`4,1,"case_id ""a"" stands a second time`}},
		{"rows that contradict", "a,lpr,1,CA,PC 459,2009,,,\na,none,2,CA,PC 459,2009,,,\n", 0, []string{"3,3,person.status is none here and lpr on line 2"}},
		{"a row too short", "a,lpr,1\nb,,1,CA,PC 459,2009,,,\n", 1, []string{"2,1,the row has 3 cells where the header has 9 columns"}},
		{"a row too long", "a,,1,CA," + long + ",,,,\nb,,1,CA,PC 459,2009,,,\n", 1, []string{"2,1,the record is longer than 4096 bytes"}},
		{"a case too long", "a,,1,CA," + long[:3000] + ",,,,\na,,2,CA," + long[:3000] + ",,,,\na,,3,CA,,,,,\nb,,1,CA,PC 459,2009,,,\n", 1, []string{`2,1,"the rows of case_id ""a"" together are longer`}},
		{"bytes of another encoding", "a,,1,CA,\xa7 459,2009,,,\nb,,1,CA,PC 459,2009,,,\n", 1, []string{"2,1,"}},
		{"a place that there is not", "a,,1,Calif,PC 459,2009,,,\n", 0, []string{`2,6,"conviction.jurisdiction: ""Calif"" is not a jurisdiction`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rejects bytes.Buffer
			opts := options(batch.Sheet)
			opts.Rejects, opts.MaxRecord = &rejects, 4096
			_, s := run(t, tableHeader+c.rows, "x.csv", opts)
			if s.Screened != c.screened || s.Rejected != int64(len(c.reasons)) {
				t.Errorf("%d screened, %d rejected", s.Screened, s.Rejected)
			}
			rest := rejects.String()
			for _, reason := range c.reasons {
				at := strings.Index(rest, "\n"+reason)
				if at < 0 {
					t.Fatalf("no refusal %q in\n%s", reason, rejects.String())
				}
				rest = rest[at+1:]
			}
		})
	}
}

func TestInputsRefusedAsAWhole(t *testing.T) {
	for in, want := range map[string]string{
		"":                                      "the file is empty",
		"a;b\n":                                 "divided by semicolons",
		"a\tb\n":                                "divided by tabs",
		"\xff\xfea\x00":                         "UTF-16",
		"PK\x03\x04":                            "spreadsheet",
		"case_id,plea_date\n":                   `did you mean "conviction.plea_date"?`,
		"case_id,conviction.statute,case_id\n":  "stands here a second time",
		"case_id,entry.date\n":                  `did you mean "entry.1.date"?`,
		"case_id,conviction.classification.x\n": "is not known",
		"case_id,name\n":                        "#",
	} {
		_, err := batch.Run(context.Background(), strings.NewReader(in), "x.csv", io.Discard, options(batch.Sheet))
		var input *batch.InputError
		if !errors.As(err, &input) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

// Interrupted, a run has written whole records, and says why it ended.
func TestInterruptionEndsWithWholeRecords(t *testing.T) {
	in := caseload(2000, nil)
	ctx, cancel := context.WithCancel(context.Background())
	opts := options(batch.Brief)
	opts.Progress = func(p batch.Progress) {
		if p.Records >= 300 {
			cancel()
		}
	}
	var out bytes.Buffer
	_, err := batch.Run(ctx, strings.NewReader(in), "x.ndjson", &out, opts)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("ended with %v", err)
	}
	done, err := batch.Resume(bytes.NewReader(out.Bytes()), batch.Brief)
	if err != nil || done.Bytes != int64(out.Len()) || done.Records < 300 || done.Records == 2000 {
		t.Errorf("%d records in %d of %d bytes, %v", done.Records, done.Bytes, out.Len(), err)
	}
}

// A run reads an input that is written while it is read, and its memory does not grow with it.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: reads some megabytes")
	}
	for _, input := range []batch.Input{batch.Table, batch.CADOJ} {
		r, w := io.Pipe()
		go func() {
			if input == batch.Table {
				bulkTable(w, 24000)
			} else {
				bulkRows(w, 24000)
			}
			w.Close()
		}()
		opts := options(batch.Sheet)
		opts.Input = input
		var early, late uint64
		calls := 0
		opts.Progress = func(p batch.Progress) {
			if calls++; calls%10 != 0 {
				return
			}
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if p.Records < 12000 { // buffers and remembered texts have found their size by then
				early = max(early, m.HeapAlloc)
			} else {
				late = max(late, m.HeapAlloc)
			}
		}
		s, err := batch.Run(context.Background(), r, "x.csv", io.Discard, opts)
		if err != nil || s.Screened < 22000 {
			t.Fatal(s.Screened, err)
		}
		if late > early+early/4 || late > 64<<20 {
			t.Errorf("%s: %d bytes are live late in the run, %d early", input, late, early)
		}
		t.Logf("%s: %d KiB early, %d KiB late", input, early>>10, late>>10)
	}
}
