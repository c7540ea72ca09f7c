package foreign

import (
	"fathom/rubric/say"
)

// placeWeights gives two columns of weights that do not say whose they are to what stands before each of them: an area
// or a question.
func (l *list) placeWeights() {
	var plainOnes []int
	for c, col := range l.columns {
		if col.role == roleWeight {
			plainOnes = append(plainOnes, c)
		}
	}
	if len(plainOnes) < 2 {
		return
	}
	for _, c := range plainOnes {
		for before := c - 1; before >= 0; before-- {
			switch l.columns[before].role {
			case roleArea:
				l.columns[c].role = roleAreaWeight
			case rolePractice:
				l.columns[c].role = rolePracticeWeight
			case roleName, roleQuestion:
			default:
				continue
			}
			break
		}
	}
}

// weights are what the columns of weights say, by whom they weigh.
type weights struct{ area, practice, question bool }

// settleWeights finds whose the weights are: every question has one, or only the first question of each group does, as
// where cells are merged; then they are the group's. A blank one otherwise is a problem.
func (t *table) settleWeights(items []*item) (w weights) {
	w.question = t.plainWeights(items)
	w.area = t.groupWeights(items, roleAreaWeight, (*item).areaKey)
	w.practice = t.groupWeights(items, rolePracticeWeight, (*item).practiceKey)
	return w
}

// areaKey and practiceKey tell the groups of questions apart; "" for none.
func (it *item) areaKey() string {
	if len(it.area) == 0 {
		return ""
	}
	return "\x00" + plain(it.area.In(keys(it.area)...))
}

func (it *item) practiceKey() string {
	if len(it.practice) == 0 {
		return ""
	}
	return it.areaKey() + "\x00" + plain(it.practice.In(keys(it.practice)...))
}

// plainWeights settles the column that does not say whose weights it has; true where they are the questions' own.
func (t *table) plainWeights(items []*item) bool {
	given := 0
	for _, it := range items {
		if it.weight[roleWeight].given {
			given++
		}
	}
	if given == 0 || given == len(items) {
		t.sameUnit(items, roleWeight)
		return given > 0
	}
	for _, g := range []struct {
		role role
		key  func(*item) string
	}{{rolePracticeWeight, (*item).practiceKey}, {roleAreaWeight, (*item).areaKey}} {
		if !isOfGroups(items, g.key) {
			continue
		}
		for _, it := range items {
			if n := it.weight[roleWeight]; n.given && !it.weight[g.role].given {
				it.weight[g.role] = n
			}
		}
		return false
	}
	for _, it := range items {
		if !it.weight[roleWeight].given {
			t.noWeight(it, roleWeight)
		}
	}
	return false
}

// isOfGroups reports whether the first question of each group has a weight and no other has.
func isOfGroups(items []*item, key func(*item) string) bool {
	seen := map[string]bool{}
	for _, it := range items {
		k := key(it)
		if k == "" || it.weight[roleWeight].given == seen[k] {
			return false
		}
		seen[k] = true
	}
	return true
}

// groupWeights checks that every group has one weight, at its first question; false where no group has any.
func (t *table) groupWeights(items []*item, r role, key func(*item) string) bool {
	first := map[string]*item{}
	given := false
	for _, it := range items {
		n := it.weight[r]
		if key(it) == "" && !n.given {
			continue
		}
		given = given || n.given
		switch of := first[key(it)]; {
		case of == nil:
			first[key(it)] = it
		case n.given && n.value != of.weight[r].value:
			t.problems.Add(it.l.s.Problem(it.row, n.column, "number", say.Both("the weight of one group is %v here and %v above", "同一组的权重，这里是 %v，上面是 %v", n.value, of.weight[r].value)))
		}
	}
	if !given {
		return false
	}
	for _, it := range items {
		if first[key(it)] == it && !it.weight[r].given {
			t.noWeight(it, r)
		}
	}
	t.sameUnit(items, r)
	return true
}

func (t *table) noWeight(it *item, r role) {
	for c, col := range it.l.columns {
		if col.role == r || col.role == roleWeight {
			t.problems.Add(it.l.s.Problem(it.row, c, "number", say.Both("no weight here, and others have one; write it, or leave the column out: --column none=%s", "这里没有权重，别的行有；请补上，或不读这一列：--column none=%s", letter(c))))
			return
		}
	}
}

// sameUnit refuses weights of which some are percentages and others are not.
func (t *table) sameUnit(items []*item, r role) {
	var first number
	for _, it := range items {
		n := it.weight[r]
		switch {
		case !n.given:
		case !first.given:
			first = n
		case n.percent != first.percent:
			t.problems.Add(it.l.s.Problem(it.row, n.column, "number", say.Both("some weights are percentages and others are not; write all of them alike", "有的权重是百分数，有的不是；请统一写法")))
			return
		}
	}
}
