package source

import "strings"

// Nearest returns the known word that was most likely meant by a word that is not known, or "" where none is near. Letters
// changed, missing, added or exchanged count as one step each; up to a third of the word may differ. Numbers and words of one
// or two letters, as states have, are near to too many others for any to be the one that was meant.
func Nearest(word string, known []string) string {
	if len(word) < 3 || strings.Trim(word, "0123456789") == "" {
		return ""
	}
	best, bestSteps := "", len(word)/3+1
	w := fold(word)
	for _, k := range known {
		if steps := distance(w, fold(k), bestSteps); steps <= bestSteps && (best == "" || steps < bestSteps) {
			best, bestSteps = k, steps
		}
	}
	return best
}

func fold(s string) string {
	return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(s))
}

// distance is the optimal string alignment distance, given up where it exceeds limit.
func distance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
