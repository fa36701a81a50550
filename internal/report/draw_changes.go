package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/screen"
)

// changes says which grounds and bars would fall and which would stand, by title, and whether any would fall or weaken. Of those that
// stand it names the ones that do so for certain or arguably; what turns on facts that nobody has told yet is counted.
func (d *drawer) changes(b *block, p *screen.Path, same map[string]string) (helps bool) {
	if len(p.Clears)+len(p.Remains) == 0 {
		return false
	}
	stand, open, weaker := d.remaining(p)
	if len(p.Clears) == 0 {
		b.say(d.tr("Clears"), d.tr("no ground or bar for the record as a whole"))
		b.say(d.tr("Weakens"), d.listOf(weaker, 6))
		return len(weaker) > 0
	}
	key := strings.Join(p.Clears, " ") + "|" + strings.Join(p.Remains, " ") + "|" + strings.Join(weaker, " ")
	if at, told := same[key]; told {
		b.say(d.tr("Clears"), d.trf("as under %s", at))
		return true
	}
	same[key] = p.Rule.ID
	cleared, maybe := d.standingOnes(p.Clears)
	b.say(d.tr("Clears"), d.listOf(append(cleared, maybe...), 8))
	if len(open) > 0 && len(stand) <= 5 {
		stand = append(stand, d.trf("%d that turn on unknown facts", len(open)))
	}
	b.say(d.tr("Weakens"), d.listOf(weaker, 6))
	b.say(d.tr("Remains"), d.listOf(stand, 6))
	return true
}

// remaining splits what a granted path leaves into what stands today and as surely then, what needs facts today, and what stands
// today but then less surely.
func (d *drawer) remaining(p *screen.Path) (stand, open, weaker []string) {
	for _, id := range p.Remains {
		if i := slices.IndexFunc(p.Weakens, func(w screen.Weakened) bool { return w.ID == id }); i >= 0 {
			weaker = append(weaker, d.titleOf(id)+" ("+d.trf("then %s", d.word(p.Weakens[i].Then.String()))+")")
		} else if d.strongest(id) >= screen.Arguable {
			stand = append(stand, d.titleOf(id))
		} else {
			open = append(open, d.titleOf(id))
		}
	}
	return stand, open, weaker
}

// standingOnes splits ids of grounds and bars into those that stand today or may by the law, and those that need facts.
func (d *drawer) standingOnes(ids []string) (stand, open []string) {
	for _, id := range ids {
		if d.strongest(id) >= screen.Arguable {
			stand = append(stand, d.titleOf(id))
		} else {
			open = append(open, d.titleOf(id))
		}
	}
	return stand, open
}

func (d *drawer) strongest(id string) screen.Status {
	best := screen.NotTriggered
	for _, vs := range [][]screen.Verdict{d.r.Grounds, d.r.Bars} {
		for i := range vs {
			if vs[i].Rule.ID == id {
				best = max(best, vs[i].Status)
			}
		}
	}
	return best
}
