package starter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

// view is what the templates see: the plan, and what follows from the number of levels and the names of the dimensions.
type view struct {
	Plan
	Rating     rubric.Text
	Scale      []scaleView
	Dimensions []dimensionView
	Practices  []practiceView
	Named      bool // the dimensions are the person's own

	TargetBuildUp, TargetSteady int // levels
	Test                        testView
}

type scaleView struct {
	Level         int
	Name, Meaning rubric.Text
}

type dimensionView struct {
	ID             string
	Name, Question rubric.Text
}

type practiceView struct {
	ID, Dimension   string
	Name, Intent    rubric.Text
	BuildUp, Steady int // weights
	Requires        string
	Evidence        map[string][]string
	Criteria        []criterionView
	Actions         []actionView
}

type criterionView struct {
	ID             string
	Name, Question rubric.Text
	Core           bool
	Levels         []levelView
}

type levelView struct {
	Level int
	Text  rubric.Text
}

type actionView struct {
	To, Days, PersonDays int
	Effort, Owner        string
	Serves               []string // criteria
	Measures             string
	Text, KPI            rubric.Text
	First, Done          rubric.Text
}

// testView is the worked example of a test: every criterion at the level All but rules/written, which is at 1.
type testView struct {
	All                int
	Mean, Rules, Score string // of the criteria of rules, of rules, and of its dimension
	Capped             bool
	Dimension          string
}

func (p Plan) view() view {
	v := view{Plan: p, Rating: p.of(rating())}
	if p.Base != "" {
		return v
	}
	practised, measured := p.level(practised), p.level(measured)
	v.TargetBuildUp, v.TargetSteady = practised, max(practised, measured)
	for i, r := range rungs(p.Levels) {
		v.Scale = append(v.Scale, scaleView{i + 1, p.of(ladder()[r].name), p.of(ladder()[r].meaning)})
	}
	v.Named = p.Dimensions != nil
	for n, d := range p.dimensions() {
		v.Dimensions = append(v.Dimensions, d)
		v.Practices = append(v.Practices, p.practices(n, d, v.TargetSteady)...)
	}
	v.Test = example(practised, v.Dimensions[0].ID)
	return v
}

// level is the level that a rung of the ladder has in this plan, 0 when it has none.
func (p Plan) level(rung int) int { return slices.Index(rungs(p.Levels), rung) + 1 }

// dimensions gives each dimension an id made of its name, or of its number.
func (p Plan) dimensions() []dimensionView {
	var out []dimensionView
	if p.Dimensions == nil {
		for _, d := range dimensions() {
			out = append(out, dimensionView{d.id, p.of(d.name), p.of(d.question)})
		}
		return out
	}
	for i, name := range p.Dimensions {
		d := dimensionView{ID: fmt.Sprintf("dimension-%d", i+1), Name: name, Question: rubric.Text{}}
		for _, lang := range []string{"en", "zh"} {
			id := slug(name[lang])
			if rubric.ValidID(id) && !slices.ContainsFunc(out, func(o dimensionView) bool { return o.ID == id }) {
				d.ID = id
				break
			}
		}
		for _, lang := range p.Languages {
			d.Question[lang] = fmt.Sprintf(question().in(lang), name[lang])
		}
		out = append(out, d)
	}
	return out
}

// slug keeps the letters and digits of a name that an id can have: "Front desk" is front-desk.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' ||
			r >= '0' && r <= '9')
	})
	return strings.Join(words, "-")
}

// practices are the examples of the n-th dimension: two in the first, one in each other. They come round again after
// the third; then the dimension tells two of a kind apart.
func (p Plan) practices(n int, d dimensionView, highest int) []practiceView {
	if n == 0 {
		return []practiceView{p.practice(rules(), d, highest), p.practice(review(), d, highest)}
	}
	kinds := []practice{responsibility(), skills(), rules()}
	v := p.practice(kinds[(n-1)%len(kinds)], d, highest)
	if n > 2 {
		v.ID = fmt.Sprintf("%s-%d", v.ID, n+1)
		for _, lang := range p.Languages {
			v.Name[lang] = fmt.Sprintf(pair{"%s: %s", "%s：%s"}.in(lang), d.Name[lang], v.Name[lang])
		}
	}
	return []practiceView{v}
}

func (p Plan) practice(kind practice, d dimensionView, highest int) practiceView {
	v := practiceView{
		ID: kind.id, Dimension: d.ID, Name: p.of(kind.name), Intent: p.of(kind.intent),
		BuildUp: kind.buildUp, Steady: kind.steady, Requires: kind.requires, Evidence: map[string][]string{},
	}
	for _, lang := range p.Languages {
		for _, e := range kind.evidence {
			v.Evidence[lang] = append(v.Evidence[lang], strictyaml.Quote(e.in(lang)))
		}
	}
	for i, c := range kind.criteria {
		cv := criterionView{ID: c.id, Name: p.of(c.name), Question: p.of(c.question), Core: i == 0}
		for n, r := range rungs(p.Levels) {
			cv.Levels = append(cv.Levels, levelView{n + 1, p.of(c.rungs[r])})
		}
		v.Criteria = append(v.Criteria, cv)
	}
	var serves []string
	for _, c := range kind.criteria {
		serves = append(serves, c.id)
	}
	for i, a := range kind.actions {
		if to := p.level(i + 1); to > 1 && to <= highest {
			v.Actions = append(v.Actions, actionView{to, a.days, a.work, a.effort, kind.owner, serves, a.measures,
				p.of(a.text), p.of(a.kpi), p.of(a.first), p.of(a.done)})
		}
	}
	return v
}

// example works the test of the first dimension out by hand: rules has two criteria and may be at most a point above
// its lowest; it weighs 3 and its neighbour 1.
func example(all int, dimension string) testView {
	mean := (1 + float64(all)) / 2
	rules := min(mean, 1+1)
	return testView{
		All: all, Mean: number(mean), Rules: number(rules), Score: number((3*rules + float64(all)) / 4),
		Capped: rules < mean, Dimension: dimension,
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
