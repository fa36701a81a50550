package report

import (
	"slices"
	"strings"

	"example.com/vacatur/internal/rulepack"
	"example.com/vacatur/internal/screen"
)

// changes says which grounds and bars would fall and which would stand, by title, and whether any would fall. Of those that
// stand it names the ones that do so for certain or arguably; what turns on facts that nobody has told yet is counted.
func (d *drawer) changes(b *block, p *screen.Path, same map[string]string) (clears bool) {
	if len(p.Clears)+len(p.Remains) == 0 {
		return false
	}
	if len(p.Clears) == 0 {
		b.say(d.tr("Clears"), d.tr("no ground or bar for the record as a whole"))
		return false
	}
	key := strings.Join(p.Clears, " ") + "|" + strings.Join(p.Remains, " ")
	if at, told := same[key]; told {
		b.say(d.tr("Clears"), d.trf("as under %s", at))
		return true
	}
	same[key] = p.Rule.ID
	stand, open := d.standingOnes(p.Clears)
	b.say(d.tr("Clears"), d.listOf(append(stand, open...), 8))
	var weaker []string
	stand, open = d.standingOnes(p.Remains)
	if strings.HasPrefix(p.Effect, "eliminates") {
		stand, weaker = d.weakened(p)
	}
	if len(open) > 0 && len(stand) <= 5 {
		stand = append(stand, d.trf("%d that turn on unknown facts", len(open)))
	}
	b.say(d.tr("Weakens"), d.listOf(weaker, 6))
	b.say(d.tr("Remains"), d.listOf(stand, 6))
	return true
}

// weakened splits what would stand after a conviction is gone into what stands as before, and what only other convictions
// would still bring, less surely.
func (d *drawer) weakened(p *screen.Path) (stand, weaker []string) {
	for _, id := range p.Remains {
		now, then := d.strongest(id), screen.NotTriggered
		if now < screen.Arguable {
			continue
		}
		rule := d.r.Pack.Rule(rulepack.Ground, id)
		for i := range d.r.Grounds {
			if v := &d.r.Grounds[i]; v.Rule == rule && !slices.Contains(v.Convictions, p.Conviction) {
				then = max(then, v.Status)
			}
		}
		if rule != nil && rule.Of != nil && then < now && then > screen.NotTriggered {
			weaker = append(weaker, d.titleOf(id)+" ("+d.trf("then %s", d.word(then.String()))+")")
			continue
		}
		if d.broughtAlone(id, p.Conviction) {
			weaker = append(weaker, d.titleOf(id)+" ("+d.tr("then in doubt")+")")
			continue
		}
		stand = append(stand, d.titleOf(id))
	}
	return stand, weaker
}

// broughtAlone reports whether a bar has its status for reasons about this one conviction and no other.
func (d *drawer) broughtAlone(id string, conviction int) bool {
	i := slices.IndexFunc(d.r.Bars, func(v screen.Verdict) bool { return v.Rule.ID == id })
	if i < 0 || !slices.Equal(d.r.Bars[i].Convictions, []int{conviction}) {
		return false
	}
	v := &d.r.Bars[i]
	standing := reasonsOf(v)
	return !slices.ContainsFunc(v.Rule.Reasons, func(reason *rulepack.Rule) bool { return reason.Of == nil && standing[reason.ID] })
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
