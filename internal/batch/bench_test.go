package batch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"example.com/vacatur/internal/batch"
	"example.com/vacatur/internal/casefile"
	"example.com/vacatur/internal/date"
)

const benchRecords = 5000

func bench(b *testing.B, in, name string, records int, opts batch.Options) {
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := batch.Run(context.Background(), strings.NewReader(in), name, io.Discard, opts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

func BenchmarkNDJSONFull(b *testing.B) {
	bench(b, caseload(200, nil), "x.ndjson", 200, options(batch.Full))
}

func BenchmarkNDJSONBrief(b *testing.B) {
	bench(b, caseload(benchRecords, nil), "x.ndjson", benchRecords, options(batch.Brief))
}

func BenchmarkSheet(b *testing.B) {
	bench(b, caseload(benchRecords, nil), "x.ndjson", benchRecords, options(batch.Sheet))
}

// BenchmarkDecodeEncode is the yardstick: the same records decoded as cases and encoded again, with no screening, on one core.
func BenchmarkDecodeEncode(b *testing.B) {
	lines := strings.SplitAfter(strings.TrimSpace(caseload(benchRecords, nil)), "\n")
	format := casefile.NewFormat(shipped().Pack())
	for b.Loop() {
		for _, line := range lines {
			n, ds := casefile.Read("x.json", []byte(line))
			if n == nil {
				b.Fatal(ds)
			}
			c, ds := format.Decode("x.json", n, date.DayOf(2026, 11, 24))
			if c == nil {
				b.Fatal(ds)
			}
			if _, err := json.Marshal(c.ID); err != nil {
				b.Fatal(err)
			}
			casefile.Encode(c, shipped().Pack())
		}
	}
	b.ReportMetric(float64(len(lines))*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkDecodeEncodeFull is the yardstick for full results: the same records decoded as cases, and the results of them, as
// they stand in memory already, encoded, with no screening, on one core.
func BenchmarkDecodeEncodeFull(b *testing.B) {
	in := caseload(20, nil)
	var out bytes.Buffer
	if _, err := batch.Run(context.Background(), strings.NewReader(in), "x.ndjson", &out, options(batch.Full)); err != nil {
		b.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSpace(in), "\n")
	results := make([]any, len(lines))
	for i, text := range bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n")) {
		if err := json.Unmarshal(text, &results[i]); err != nil {
			b.Fatal(err)
		}
	}
	format := casefile.NewFormat(shipped().Pack())
	for b.Loop() {
		for i, line := range lines {
			n, _ := casefile.Read("x.json", []byte(line))
			if c, ds := format.Decode("x.json", n, date.DayOf(2026, 11, 24)); c == nil {
				b.Fatal(ds)
			}
			if _, err := json.Marshal(results[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(len(lines))*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}
