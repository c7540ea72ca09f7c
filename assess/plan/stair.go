package plan

import (
	"cmp"
	"slices"
)

// A way that must be cheap, worth much and lean on one side is only beaten by one that is all three. The stair holds
// the best of those that cost no more than the next one: each step up is worth more, and uses more.

// climbs puts a way on the stair, unless one on it beats it.
func (j *joiner) climbs(w *way) bool {
	// the first that is worth as much is the leanest of those
	at, _ := slices.BinarySearchFunc(j.stair, w, func(s way, w *way) int {
		if beats(w.value, s.value) {
			return -1
		}
		return 1
	})
	if at < len(j.stair) && !beats(j.stair[at].use, w.use) {
		return false
	}
	from := at
	for from > 0 && j.stair[from-1].use >= w.use {
		from-- // it is worth less, and uses no less
	}
	j.stair = slices.Replace(j.stair, from, at, *w)
	return true
}

// byCostAndUse lists the best pairs for each cost up to the most, by their cost.
func (j *joiner) byCostAndUse(a, b *front, lowest bool, most int64) {
	for int64(len(j.rows)) <= most {
		j.rows = append(j.rows, nil)
	}
	for c := range j.rows[:most+1] {
		j.rows[c] = j.rows[c][:0]
	}
	pairs(a, b, lowest, most, func(now way) { j.rows[now.cost] = among(j.rows[now.cost], &now, a, b) })
	j.found = j.found[:0]
	for _, row := range j.rows[:most+1] {
		slices.SortFunc(row, func(x, y way) int {
			return cmp.Or(cmp.Compare(y.value, x.value), cmp.Compare(x.use, y.use))
		})
		j.found = append(j.found, row...)
	}
}

// among adds a way to others of the same cost, unless one of them beats it, and takes out those that it beats.
func among(row []way, now *way, a, b *front) []way {
	for k := range row {
		if w := &row[k]; !beats(now.value, w.value) && !beats(w.use, now.use) && !better(now, w, a, b) {
			return row
		}
	}
	kept := row[:0]
	for k := range row {
		if w := &row[k]; beats(w.value, now.value) || beats(now.use, w.use) {
			kept = append(kept, *w)
		}
	}
	return append(kept, *now)
}
