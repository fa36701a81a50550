package batch_test

import (
	"bytes"
	"context"
	"io"
	"testing"

	"example.com/vacatur/internal/batch"
)

func benchBulk(b *testing.B, text []byte, unit string, n int, input batch.Input) {
	opts := options(batch.Sheet)
	opts.Input = input
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s, err := batch.Run(context.Background(), bytes.NewReader(text), "x.csv", io.Discard, opts)
		if err != nil || s.Rejected > int64(n)/20 {
			b.Fatal(err, s.Rejected)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), unit)
}

// BenchmarkBulkTable reads a table and writes one, brief.
func BenchmarkBulkTable(b *testing.B) {
	var text bytes.Buffer
	n := bulkTable(&text, 4000)
	benchBulk(b, text.Bytes(), "records/s", n, batch.Table)
}

// BenchmarkBulkCADOJ reads the rows of the California Department of Justice; no person stands there twice.
func BenchmarkBulkCADOJ(b *testing.B) {
	var text bytes.Buffer
	n := bulkRows(&text, 4000)
	benchBulk(b, text.Bytes(), "rows/s", n, batch.CADOJ)
}
