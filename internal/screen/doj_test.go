package screen_test

import (
	"encoding/csv"
	"os"
	"testing"

	"example.com/vacatur/internal/screen"
)

// dataFolder is where the real data for tests lies, outside the repository.
func dataFolder(t testing.TB) string {
	dir := os.Getenv("VACATUR_DATA")
	if dir == "" {
		dir = "../../../shared/data"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the data folder is not here; set VACATUR_DATA to run this test on real data")
	}
	return dir
}

// Every section of the California DOJ's table of offenses can be read, and the test says how many the catalog decides.
func TestCaliforniaTableOfOffenses(t *testing.T) {
	f, err := os.Open(dataFolder(t) + "/ca-doj-offense-codes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal("the table cannot be read or is empty", err)
	}
	s := screener(t, "CA")
	parser, catalog := s.Pack().Offenses["CA"].Parser, screen.NewCatalog(s.Pack())
	decided, unread := 0, 0
	for _, row := range rows[1:] {
		if row[2] == "ZZ" || row[2] == "AA" {
			continue // markers of the table, such as "DNA PALM PRINT", that stand for no statute
		}
		text := row[1] + " " + row[2]
		if _, err := parser.Parse(text); err != nil {
			if unread++; unread <= 40 {
				t.Errorf("%q: %s", text, err)
			}
			continue
		}
		if m := catalog.Match("CA", text); m.Certain() {
			decided++
		}
	}
	t.Logf("%d sections: %d cannot be read, the catalog holds %d", len(rows)-1, unread, decided)
}
