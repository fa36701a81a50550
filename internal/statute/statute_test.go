package statute_test

import (
	"fmt"
	"testing"

	"example.com/vacatur/internal/statute"
)

var california = statute.NewParser([]statute.Code{
	{ID: "PC", Names: []string{"Penal Code", "Pen. Code", "Pen. C.", "P.C.", "CPC"}},
	{ID: "HS", Names: []string{"H&S", "H & S", "HSC", "Health and Safety Code", "Health & Saf. Code"}},
	{ID: "VC", Names: []string{"Vehicle Code", "Veh. Code", "CVC"}},
	{ID: "WI", Names: []string{"W&I", "WIC", "Welf. & Inst. Code"}},
	{ID: "BP", Names: []string{"B&P", "Bus. & Prof. Code"}},
})

func TestWhatPeopleWrite(t *testing.T) {
	for text, want := range map[string]string{
		"PC 459":                               "PC 459",
		"459 PC":                               "PC 459",
		"pc459":                                "PC 459",
		"Cal. Penal Code § 459":                "PC 459",
		"Cal. Pen. Code, § 459, subd. (a)":     "PC 459(a)",
		"§ 273.5(a)":                           "273.5(a)",
		"HS11377(a)":                           "HS 11377(a)",
		"H&S 11377(A)":                         "HS 11377(a)",
		"H & S 11350":                          "HS 11350",
		"Health & Saf. Code § 11352(a)":        "HS 11352(a)",
		"664/459 PC":                           "PC 664/459",
		"PC 664/PC 459":                        "PC 664/459",
		"PC 664(a)-187(a)":                     "PC 664(a)/187(a)",
		"Penal Code section 484/490.5":         "PC 484/490.5",
		"484(A)/490.5 PC-PETTY THEFT":          "PC 484(a)/490.5",
		"503 VC-TAKE CAR W/OUT OWNERS CONSENT": "VC 503",
		"11357(C)HS-POSSESS MARIJUANA":         "HS 11357(c)",
		"4149 BP - UNLICENSED SALE OF NEEDLES": "BP 4149",
		"647F PC":                              "PC 647f",
		"PC 647(f)":                            "PC 647(f)",
		"487h PC":                              "PC 487h",
		"P.C. 245(a)(1)":                       "PC 245(a)(1)",
		"PC 459/460(b)":                        "PC 459/460(b)",
		"W&I 10980(c)(2)":                      "WI 10980(c)(2)",
		"VC 23152(a) & (b)":                    "VC 23152(a)/23152(b)",
		"PC 273.5 felony":                      "PC 273.5",
		"VC 23152(a) and (b)":                  "VC 23152(a)/23152(b)",
		"PC 273.5, subd. (a)":                  "PC 273.5(a)",
		"PC 459 second degree":                 "",
		"burglary":                             "",
		"":                                     "",
		"PC":                                   "",
	} {
		c, err := california.Parse(text)
		got := ""
		if err == nil {
			got = c.String()
		}
		if got != want {
			t.Errorf("Parse(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

var titles = statute.NewParser([]statute.Code{
	{ID: "18 USC", Names: []string{"18 U.S.C.", "18 U.S. Code", "Title 18, United States Code", "Title 18, U.S.C.", "Title 18", "18USC", "18:"}},
	{ID: "21 USC", Names: []string{"21 U.S.C.", "Title 21, United States Code", "Title 21", "21USC", "21:"}},
})

// A code may be one title of several: its number belongs to its name, and the section of one is not that of another.
func TestTitlesOfACode(t *testing.T) {
	for text, want := range map[string]string{
		"18 USC 1546(a)":                                        "18 USC 1546(a)",
		"18 U.S.C. § 1546(a)":                                   "18 USC 1546(a)",
		"18 U.S.C. Sec. 1028A":                                  "18 USC 1028a",
		"18 USC1546(a)":                                         "18 USC 1546(a)",
		"18USC1546(a)":                                          "18 USC 1546(a)",
		"18 U.S. Code § 1546":                                   "18 USC 1546",
		"18:1546(a)":                                            "18 USC 1546(a)",
		"18:1343 and 2":                                         "18 USC 1343/2",
		"18 U.S.C. §§ 1343 and 2":                               "18 USC 1343/2",
		"21 U.S.C. § 841(a)(1), (b)(1)(C)":                      "21 USC 841(a)(1)/841(b)(1)(c)",
		"21 U.S.C. §§ 841(a)(1) and (b)(1)(C)":                  "21 USC 841(a)(1)/841(b)(1)(c)",
		"21:841(a)(1) & 846; 18:2":                              "21 USC 841(a)(1)/846/18 USC 2",
		"Title 18, United States Code, Section 1546(a)":         "18 USC 1546(a)",
		"Title 18, U.S.C., § 1001":                              "18 USC 1001",
		"Section 1546(a) of Title 18, United States Code":       "18 USC 1546(a)",
		"Title 21, United States Code, Sections 841(a)(1), 846": "21 USC 841(a)(1)/846",
		"22 USC 2778":                                           "",
		"118 USC 1001":                                          "",
		"18 USC":                                                "",
	} {
		c, err := titles.Parse(text)
		got := ""
		if err == nil {
			got = c.String()
		}
		if got != want {
			t.Errorf("Parse(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	a, err := titles.Parse("18 USC 1001")
	b, err2 := titles.Parse("21 USC 1001")
	if err != nil || err2 != nil || a[0].Covers(b[0]) || b[0].Covers(a[0]) {
		t.Errorf("%v and %v are taken for one section (%v, %v)", a, b, err, err2)
	}
}

// Words that name the offense are returned; an ordinal is one of them and no section.
func TestWordsBeside(t *testing.T) {
	for text, want := range map[string]string{
		"PC 459 second degree": "PC 459 [second degree]", "459 PC (2nd degree)": "PC 459 [( 2nd degree )]", "PC 459": "PC 459 []",
	} {
		c, beside, err := california.ParseNamed(text)
		if got := fmt.Sprint(c, " ", beside); err != nil || got != want {
			t.Errorf("ParseNamed(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	if _, _, err := california.ParseNamed("second degree burglary"); err == nil {
		t.Error("a name without a section was taken for a citation")
	}
}

func TestNeverBySubstring(t *testing.T) {
	parse := func(s string) statute.Section {
		c, err := california.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		return c[0]
	}
	for _, c := range []struct {
		whole, part string
		want        bool
	}{
		{"PC 37", "PC 637", false}, {"HS 11357", "HS 11357.5", false}, {"PC 273.5", "PC 273.5(a)", true},
		{"PC 273.5(a)", "PC 273.5", false}, {"PC 647(f)", "PC 647F", false}, {"PC 459", "VC 459", false},
		{"459", "VC 459", true}, {"PC 245(a)(1)", "PC 245(a)(2)", false}, {"PC 245(a)", "PC 245(a)(2)", true},
	} {
		if got := parse(c.whole).Covers(parse(c.part)); got != c.want {
			t.Errorf("%s covers %s: %v", c.whole, c.part, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("Cal. Penal Code § 459/460(b)")
	f.Add("11357(C)HS-X")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := california.Parse(s)
		if err != nil {
			return
		}
		if again, err := california.Parse(c.String()); err != nil || again.String() != c.String() {
			t.Errorf("%q reads as %s, which reads back as %v, %v", s, c, again, err)
		}
	})
}
