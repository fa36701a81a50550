package screen

import (
	"slices"

	"example.com/vacatur/internal/rulepack"
)

// pathsFor returns the paths that a conviction of its jurisdiction has.
func (s *Screener) pathsFor(c *conviction) []*rulepack.Rule {
	if v := &c.item.Values[s.jurisdiction.Slot]; v.Known() {
		if paths, known := s.placePaths[v.Str]; known {
			return paths
		}
	}
	return s.placePaths[""]
}

// sortPaths puts paths by the jurisdictions whose convictions they reach; those that reach any stand under "" as well.
func (s *Screener) sortPaths() {
	s.placePaths = map[string][]*rulepack.Rule{}
	places := []string{""}
	for _, r := range s.pathRules {
		if r.Of == s.convictions {
			places = append(places, r.Path.Jurisdictions...)
		} else {
			s.wholePaths = append(s.wholePaths, r)
		}
	}
	for _, place := range places {
		if s.placePaths[place] != nil {
			continue
		}
		for _, r := range s.pathRules {
			if r.Of == s.convictions && (slices.Contains(r.Path.Jurisdictions, "any") || slices.Contains(r.Path.Jurisdictions, place)) {
				s.placePaths[place] = append(s.placePaths[place], r)
			}
		}
	}
}
