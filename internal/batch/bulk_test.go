package batch_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
)

// Generated bulk input: every person, date and sentence is drawn anew, so that nothing can be remembered from one record to
// the next but what real files repeat as well, such as statutes.

var bulkCharges = []string{
	"459 PC-BURGLARY", "484(A)/488 PC-PETTY THEFT", "11377(A) HS-POSSESS CONTROLLED SUBSTANCE", "273.5(A) PC-INFLICT CORPORAL INJURY",
	"23152(A) VC-DUI ALCOHOL/DRUGS", "496(A) PC-RECEIVE STOLEN PROPERTY", "211 PC-ROBBERY", "11351 HS-POSSESS FOR SALE", "242 PC-BATTERY",
	"245(A)(1) PC-ADW NOT FIREARM", "422 PC-CRIMINAL THREATS", "647(F) PC-DISORDERLY CONDUCT", "11357(C)HS-POSSESS MARIJUANA", "487(A) PC-GRAND THEFT",
	"148(A)(1) PC-OBSTRUCT OFFICER", "10851(A) VC-TAKE VEHICLE", "530.5(A) PC-USE ANOTHER'S ID", "594(A) PC-VANDALISM", "12020(A) PC-WEAPON", "SEE COMMENT FOR CHARGE",
}

// bulkRows writes the rows of persons in the California layout: for each cycle an arrest, and a court action of one to
// three parts. It returns how many rows there are.
func bulkRows(w io.Writer, persons int) int {
	r := rand.New(rand.NewPCG(7, 11))
	rows := 0
	var b strings.Builder
	row := func(cells map[int]string) {
		for i := range 95 {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(cells[i])
		}
		b.WriteByte('\n')
		rows++
	}
	for p := range persons {
		b.Reset()
		base := map[int]string{2: fmt.Sprint(10000000 + p), 11: fmt.Sprint(900000000 + p), 12: `"DOE,JOHN Q"`, 14: fmt.Sprintf("%d%02d%02d", 1950+r.IntN(50), 1+r.IntN(12), 1+r.IntN(28)), 48: "SAN JOAQUIN"}
		put := func(more map[int]string) {
			for k, v := range base {
				if _, set := more[k]; !set {
					more[k] = v
				}
			}
			row(more)
		}
		for c := range 1 + r.IntN(3) {
			charge := bulkCharges[r.IntN(len(bulkCharges))]
			level, toc := "FELONY", "F"
			if r.IntN(2) == 0 {
				level, toc = "MISDEMEANOR", "M"
			}
			year := 1975 + r.IntN(50)
			put(map[int]string{40: fmt.Sprintf("%d%02d%02d", year, 1+r.IntN(12), 1+r.IntN(28)), 42: "ARREST/DETAINED/CITED", 50: fmt.Sprintf("%03d001001000", c+1), 54: charge, 55: toc})
			day := fmt.Sprintf("%d%02d%02d", year+1, 1+r.IntN(12), 1+r.IntN(28))
			if r.IntN(12) == 0 {
				day = fmt.Sprintf("%d0000", year+1)
			}
			parts := []map[int]string{{86: "JAIL", 87: fmt.Sprint(1 + r.IntN(364)), 88: "D"}, {86: "PROBATION", 87: fmt.Sprint(12 * (1 + r.IntN(5))), 88: "M"}, {86: "FINE"}}
			for _, part := range parts[:1+r.IntN(3)] {
				part[40], part[42], part[50], part[54], part[55] = day, "COURT ACTION", fmt.Sprintf("%03d002001000", c+1), charge, toc
				part[80], part[82] = "CONVICTED-PROB/JAIL", level
				if strings.HasPrefix(charge, "SEE") {
					part[93] = "11358 HS-CULTIVATE CANNABIS"
				}
				put(part)
			}
		}
		io.WriteString(w, b.String())
	}
	return rows
}

const bulkHeader = "case_id,person.status,person.lpr_since,conviction.id,conviction.jurisdiction,conviction.statute,conviction.level,conviction.court," +
	"conviction.disposition,conviction.plea,conviction.offense_date,conviction.plea_date,conviction.sentence.imposed,conviction.custody\n"

// bulkTable writes a table of cases with one to three convictions. It returns how many cases there are.
func bulkTable(w io.Writer, cases int) int {
	r := rand.New(rand.NewPCG(3, 5))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	statutes := []string{"PC 459", "PC 484(a)/488", "HS 11377(a)", "PC 273.5(a)", "VC 23152(a)", "PC 496(a)", "PC 211", "HS 11351", "PC 242", "PC 422", "PC 647(f)", "PC 487(a)"}
	io.WriteString(w, bulkHeader)
	for i := range cases {
		status, since := pick("lpr", "lpr", "none", "asylee", "tps", "unknown"), ""
		if status == "lpr" {
			since = fmt.Sprintf("%d-%02d-%02d", 1985+r.IntN(35), 1+r.IntN(12), 1+r.IntN(28))
		}
		for n := range 1 + r.IntN(3) {
			year, month := 1990+r.IntN(33), 1+r.IntN(12)
			fmt.Fprintf(w, "k%d,%s,%s,c%d,CA,%s,%s,adult,%s,%s,%d-%02d,%d-%02d-%02d,%dd,%s\n", i, status, since, n+1, statutes[r.IntN(len(statutes))],
				pick("felony", "misdemeanor", ""), pick("plea", "plea", "trial", ""), pick("guilty", "no_contest"), year, month, year+1, month, 1+r.IntN(28), r.IntN(800),
				pick("none", "none", "probation", "unknown", ""))
		}
	}
	return cases
}
