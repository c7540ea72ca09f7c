package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
	"fathom/rubric/problem"
)

// kindsOf lints one criterion of a made-up rubric, with a text for each level, and lists the findings of the kinds
// closed-range, lacking and threshold: "2 lacking" for one at level 2.
func kindsOf(lang string, texts ...string) (out []string) {
	c := rubric.Criterion{ID: "c", Scale: "s", Levels: map[int]rubric.Text{}}
	r := &rubric.Rubric{Languages: []string{lang}, Scales: []rubric.Scale{{ID: "s"}}}
	places := problem.Places{}
	for i, text := range texts {
		r.Scales[0].Levels = append(r.Scales[0].Levels, rubric.Level{Level: i + 1, Value: float64(i + 1)})
		c.Levels[i+1] = rubric.Text{lang: text}
		places[fmt.Sprintf("c/levels/%d/%s", i+1, lang)] = problem.Place{Line: i + 1}
	}
	l := &linter{r: r, places: places}
	l.closed(&c, "c")
	l.thresholds(&c, "c")
	l.lacking(&c, "c")
	for _, p := range l.warnings {
		out = append(out, fmt.Sprintf("%d %s", p.Line, p.Kind))
	}
	slices.Sort(out)
	return out
}

// TestRangesAndThresholds: texts of several trades, one for each level behind the other, and what is found.
func TestRangesAndThresholds(t *testing.T) {
	for _, c := range []struct{ lang, texts, want string }{
		// shares: everywhere but at the lowest level
		{"en", "10–19% of beds are free|20–29% of beds are free|30% or more of beds are free", "2 closed-range"},
		{"zh", "空床10–19%|空床20%到29%|空床30%以上", "2 closed-range"},
		{"en", "under 50%|between 50 and 79 %|80% or more", "2 closed-range"},
		{"zh", "不到50%|50%～79%|８０－９４％", "2 closed-range,3 closed-range"},
		// what has a form, dates, hours and notice are no scale; nor is the same range twice
		{"en", "no plan|a plan of 3–7 goals|3–7 goals, each with an owner", ""},
		{"en", "no rota|a rota 2–4 weeks ahead|1–3 people on call since 2026-11, 8:00–17:00", ""},
		{"zh", "没有排班|提前2–4周排班|1–3人值班，自2026-11起", ""},
		// two ranges of one unit are
		{"en", "no limit|repaired in 6–10 days|repaired in 1–5 days", "2 closed-range,3 closed-range"},
		{"zh", "没有时限|6–10天修好|1–5天修好", "2 closed-range,3 closed-range"},
		// a corridor has two bounds, where more is not better
		{"en", "nobody looks|ovens are used|no fewer than 50% and no more than 80% of the oven hours are used", ""},

		{"en", "none|50% or more of loaves are sold the same day|80% or more of loaves are sold the same day", ""},
		{"en", "none|80% or more of loaves are sold the same day|70% or more of loaves are sold the same day", "3 threshold"},
		{"zh", "没有|80%以上的面包当天卖完|70%以上的面包当天卖完", "3 threshold"},
		{"en", "none|tables are cleared within 5 minutes|tables are cleared within 10 minutes", "3 threshold"},
		{"zh", "没有|5分钟内收桌|10分钟内收桌", "3 threshold"},
		{"en", "none|at least 5 nurses are trained|at least 3 nurses are trained", "3 threshold"},
		{"en", "none|at most 2 lessons a month are dropped|at most 4 lessons a month are dropped", "3 threshold"},
		// a level between says nothing
		{"en", "none|80% or more of trains are on time|delays are counted|75% or more of trains are on time", "4 threshold"},
		// the two lowest levels tell what is missing, and a measure of it may fall throughout
		{"en", "40% or more of pupils are absent|25% or more of pupils are absent|15% or more of pupils are absent", ""},
		{"en", "fewer than 20% of the staff are trained|fewer than 50% of the staff are trained|50% or more of the staff are trained", ""},
		{"en", "a|15% or more of pupils are absent|25% or more of pupils are absent|10% or more of pupils are absent", "4 threshold"},
		// another quantity, another unit, the same threshold
		{"en", "none|80% or more of loaves are sold the same day|60% or more of the guests come back", ""},
		{"zh", "没有|80%以上的面包当天卖完|60%以上的客人再来", ""},
		{"en", "none|letters are answered within 5 days|letters are answered within 10 hours", ""},
		{"en", "none|80% or more of wards are checked yearly|80% or more of wards are checked monthly", ""},
	} {
		if got := strings.Join(kindsOf(c.lang, strings.Split(c.texts, "|")...), ","); got != c.want {
			t.Errorf("%s: %q, want %q", c.texts, got, c.want)
		}
	}
}
