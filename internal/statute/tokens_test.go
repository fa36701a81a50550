package statute

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"
)

var (
	token  = regexp.MustCompile(`[A-Za-z][A-Za-z.&']*|[0-9][0-9A-Za-z:]*(?:\.[0-9]+[A-Za-z]*)*|\([^()]{1,8}\)|[/&,;§+-]|\S`)
	number = regexp.MustCompile(`^[0-9]+[A-Za-z]{0,2}(?:\.[0-9]+[A-Za-z]{0,2})*$`)
)

func agree(t *testing.T, text string) {
	t.Helper()
	if got, want := tokens(text), token.FindAllString(text, -1); !slices.Equal(got, want) {
		t.Fatalf("%q: got %q, want %q", text, got, want)
	}
	for _, s := range append(tokens(text), text) {
		if got, want := isNumber(s), number.MatchString(s); got != want {
			t.Fatalf("%q is a number: %v, want %v", s, got, want)
		}
	}
}

// Texts are cut as a regular expression says that cuts them.
func TestTokensAreThoseOfTheExpression(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	parts := []string{"PC", "H&S", "Cal.", "459", "273.5", "1203.4a", "11377HS", "(a)", "(1)", "(", ")", "((a)", "(abcdefghi)", "(é)", "§", "/", "-", ".", ":", " ", "\t", "é", "'", "5.", "12.a", "1A:2", "\u00a0", "\xff"}
	for range 20000 {
		text := ""
		for range 1 + r.IntN(7) {
			text += parts[r.IntN(len(parts))]
		}
		agree(t, text)
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("Cal. Penal Code § 484/490.5(a)(1)")
	f.Fuzz(func(t *testing.T, text string) { agree(t, text) })
}
