package batch_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/vacatur/internal/batch"
	"example.com/vacatur/internal/date"
	"example.com/vacatur/internal/fact"
	"example.com/vacatur/internal/report"
	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
	"example.com/vacatur/rules"
)

var shipped = sync.OnceValue(func() *screen.Screener {
	p, ds := rulepack.Load(rules.Library(), rulepack.All)
	if p == nil {
		panic(ds)
	}
	return screen.New(p)
})

var lines report.JSONLines

func options(out batch.Output) batch.Options {
	return batch.Options{Screener: shipped(), AsOf: date.DayOf(2026, 11, 24), Output: out,
		Full: func(to []byte, c *fact.Case, r *screen.Result) []byte {
			return lines.Append(to, r, report.Options{Language: c.Language})
		}}
}

// record is one case of a generated caseload.
func record(i int) string {
	statutes := []string{"PC 459", "PC 484(a)/488", "HS 11377(a)", "PC 273.5(a)", "VC 23152(a)", "PC 496(a)", "PC 211", "HS 11351"}
	return fmt.Sprintf(`{"schema":"vacatur/case/v1","case_id":"r%d","as_of":"2026-11-24","person":{"status":"lpr","lpr_since":"2006-05-30"},"convictions":[{"id":"a","jurisdiction":"CA","statute":%q,"level":"felony","court":"adult","disposition":"plea","plea":"guilty","offense_date":"%d-03","plea_date":"%d-06-01","sentence":{"imposed":"%dd"},"custody":"none"}]}`,
		i, statutes[i%len(statutes)], 1995+i%25, 1995+i%25, i%500) + "\n"
}

func caseload(n int, bad func(int) bool) string {
	var b strings.Builder
	for i := range n {
		if bad != nil && bad(i) {
			b.WriteString(`{"schema":"vacatur/case/v1","convictions":[{"levvel":"felony"}]}` + "\n")
			continue
		}
		b.WriteString(record(i))
	}
	return b.String()
}

func run(t testing.TB, in string, name string, opts batch.Options) (string, batch.Summary) {
	t.Helper()
	var out bytes.Buffer
	s, err := batch.Run(context.Background(), strings.NewReader(in), name, &out, opts)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), s
}

func TestSameBytesForAnyNumberOfWorkers(t *testing.T) {
	in := caseload(400, nil)
	for _, form := range []batch.Output{batch.Brief, batch.Sheet} {
		want := ""
		for _, workers := range []int{1, 2, 5} {
			opts := options(form)
			opts.Workers = workers
			got, _ := run(t, in, "x.ndjson", opts)
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("%s with %d workers differs", form, workers)
			}
		}
	}
}

// An input cut in four and run side by side gives the bytes of one run.
func TestFourShards(t *testing.T) {
	lines := strings.SplitAfter(caseload(200, nil), "\n")
	want, _ := run(t, strings.Join(lines, ""), "x.ndjson", options(batch.Brief))
	parts := make([]string, 4)
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() { parts[i], _ = run(t, strings.Join(lines[i*50:(i+1)*50], ""), "x.ndjson", options(batch.Brief)) })
	}
	wg.Wait()
	if strings.Join(parts, "") != want {
		t.Error("four shards give other bytes than one run")
	}
}

// A bad record is rejected with its place, and costs no good one.
func TestOneBadLineInTen(t *testing.T) {
	bad := func(i int) bool { return i%10 == 3 }
	var rejects bytes.Buffer
	opts := options(batch.Brief)
	opts.Rejects = &rejects
	out, s := run(t, caseload(1000, bad), "x.ndjson", opts)
	if got := strings.Count(out, "\n"); got != 900 || s.Screened != 900 || s.Rejected != 100 {
		t.Errorf("%d lines, %d screened, %d rejected", got, s.Screened, s.Rejected)
	}
	lines := strings.Split(strings.TrimSpace(rejects.String()), "\n")
	if len(lines) != 100 || !strings.Contains(lines[0], `did you mean`) || !strings.Contains(lines[0], `4`) {
		t.Errorf("%d rejects, the first %s", len(lines), lines[0])
	}
}

func TestLongRecordIsRejectedUnread(t *testing.T) {
	opts := options(batch.Brief)
	opts.MaxRecord = 2000
	long := `{"schema":"vacatur/case/v1","case_id":"` + strings.Repeat("x", 1<<20) + `"}` + "\n"
	out, s := run(t, record(1)+long+record(2), "x.ndjson", opts)
	if strings.Count(out, "\n") != 2 || s.Rejected != 1 {
		t.Errorf("%d rejected, output %q", s.Rejected, out)
	}
}

func TestFullOutputIsResults(t *testing.T) {
	out, _ := run(t, caseload(3, nil), "x.ndjson", options(batch.Full))
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var v struct {
			Schema string `json:"schema"`
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil || v.Schema != report.ResultSchema {
			t.Errorf("%v: %.80s", err, line)
		}
	}
}

// stopping fails after some bytes, as a killed process or a full disk would.
type stopping struct {
	bytes.Buffer
	room int
}

func (s *stopping) Write(p []byte) (int, error) {
	if s.Len()+len(p) > s.room {
		n := max(0, s.room-s.Len())
		s.Buffer.Write(p[:n])
		return n, io.ErrShortWrite
	}
	return s.Buffer.Write(p)
}

// Broken off at a random byte and resumed, the output equals that of one run.
func TestResumeAnywhere(t *testing.T) {
	in := caseload(120, func(i int) bool { return i%17 == 5 })
	r := rand.New(rand.NewPCG(7, 8))
	for _, form := range []batch.Output{batch.Brief, batch.Sheet} {
		want, _ := run(t, in, "x.ndjson", options(form))
		for range 50 {
			w := &stopping{room: r.IntN(len(want))}
			batch.Run(context.Background(), strings.NewReader(in), "x.ndjson", w, options(form))
			done, err := batch.Resume(bytes.NewReader(w.Bytes()), form)
			if err != nil {
				t.Fatal(err)
			}
			opts := options(form)
			opts.Resume = done
			rest, _ := run(t, in, "x.ndjson", opts)
			if got := w.String()[:done.Bytes] + rest; got != want {
				t.Fatalf("%s broken off at %d: the output differs", form, w.room)
			}
		}
	}
}

func TestTemplateIsATable(t *testing.T) {
	out, s := run(t, string(batch.Template(nil)), "template.csv", options(batch.Brief))
	if s.Screened != 2 || s.Convictions != 3 || !strings.Contains(out, "101(a)(43)(G)") {
		t.Errorf("%d cases with %d convictions: %s", s.Screened, s.Convictions, out)
	}
}

func TestExcelHabits(t *testing.T) {
	table := string(batch.Template(nil))
	out, _ := run(t, table, "t.csv", options(batch.Sheet))
	for name, in := range map[string]string{"BOM": "\ufeff" + table, "CRLF": strings.ReplaceAll(table, "\n", "\r\n")} {
		if got, _ := run(t, in, "t.csv", options(batch.Sheet)); got != out {
			t.Errorf("%s changes the output", name)
		}
	}
	for name, in := range map[string]string{"semicolons": strings.ReplaceAll(table, ",", ";"), "a column nobody knows": strings.Replace(table, "conviction.plea_date", "conviction.plea_dat", 1)} {
		_, err := batch.Run(context.Background(), strings.NewReader(in), "t.csv", io.Discard, options(batch.Sheet))
		if err == nil {
			t.Errorf("%s: no error", name)
		} else {
			t.Logf("%s: %v", name, err)
		}
	}
	formula := strings.Replace(table, "2026-0118", "=HYPERLINK(\"\"x\"\")", 1)
	formula = strings.Replace(formula, `=HYPERLINK(""x"")`, `"=HYPERLINK(""x"")"`, 1)
	got, _ := run(t, formula, "t.csv", options(batch.Sheet))
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a cell is a formula: %q", cell)
			}
		}
	}
}

func data(t testing.TB, name string) string {
	dir := os.Getenv("VACATUR_DATA")
	if dir == "" {
		dir = "../../../shared/data"
	}
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Skip("the data folder is not here; set VACATUR_DATA to run this test on real data")
	}
	return string(text)
}

// The sample of the California DOJ layout gives the convictions that a reader finds by hand in it.
func TestCaliforniaSample(t *testing.T) {
	opts := options(batch.Brief)
	opts.Input = batch.CADOJ
	out, s := run(t, data(t, "ca-doj-sample.csv"), "sample.csv", opts)
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		var v struct {
			CaseID      string `json:"case_id"`
			Convictions []struct {
				Statute string `json:"statute"`
			} `json:"convictions"`
		}
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		for _, c := range v.Convictions {
			got = append(got, v.CaseID+" "+c.Statute)
		}
	}
	// Read by hand: every row whose disposition begins with CONVICTED, parts of one sentence (the fine of 2017) counted once.
	want := strings.Split(`18675309 503 VC
18675309 4149 BP
18675309 11358 HS
18675309 4060 BP
17954908 11357(C)HS
17954908 11357(b)HS
17954908 503 VC
23675654 11358 HS
23675654 11358 HS
23675654 11358 HS
23675654 11359(C) HS
90675321 11358 HS
90675321 314(1) PC
90675321 11358 HS
84734892 11358 HS
84734892 220 PC
84734892 632 PC
84734892 11357(C)HS
84734892 11359HS
14575654 11359 HS
14575654 11359 HS
14575654 11359 HS
95875321 11358 HS
95875321 187 PC
34499400 11358 HS
43322421 11358 HS
66678381 4149 BP
34174567 148 PC`, "\n")
	if diff := cmp.Diff(want, got); diff != "" || int64(len(got)) != s.Convictions || s.Rejected != 0 {
		t.Errorf("%d convictions, %d rejected\n%s", s.Convictions, s.Rejected, diff)
	}
}
