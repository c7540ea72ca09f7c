package rubricfile

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Tests reads what a file says of worked tests, for a rubric that was read without them: they are no part of its
// canonical form. The error is a [problem.List].
func Tests(r *rubric.Rubric, f File) ([]rubric.Test, error) {
	tested := *r
	d := &decoder{r: &tested, places: problem.Places{}}
	for _, s := range d.gather(Parse(f))["tests"] {
		d.under("tests", s.value, d.tests)
	}
	d.checkTests()
	return tested.Tests, d.Problems.Err()
}

func (d *decoder) tests(n *node) {
	for _, item := range d.Items(n) {
		var t rubric.Test
		d.under(strconv.Itoa(len(d.r.Tests)), item, func(n *node) {
			d.object(n, keys{
				"name": d.str(&t.Name), "stage": d.id(&t.Stage), "sector": d.id(&t.Sector),
				"all": func(n *node) {
					t.All = new(int)
					d.level(t.All)(n)
				},
				"answers": d.testAnswers(&t.Answers), "expect": d.expectations(&t.Expect), "first": d.first(&t.First),
			}, "name")
		})
		if len(t.Expect)+len(t.First) == 0 && item.Kind() == strictyaml.Mapping {
			d.Fault(item, "test", say.Both("a test expects something: give expect or first", "测试要有预期：请写 expect 或 first"))
		}
		d.r.Tests = append(d.r.Tests, t)
	}
}

func (d *decoder) testAnswers(to *map[string]rubric.TestAnswer) func(*node) {
	return func(n *node) {
		*to = map[string]rubric.TestAnswer{}
		for _, f := range d.Fields(n) {
			d.note(f.Name(), f.Key)
			d.under(f.Name(), f.Value, func(n *node) { (*to)[f.Name()] = d.testAnswer(n) })
		}
	}
}

// testAnswer reads a level, {na: reason} or {unknown: true}.
func (d *decoder) testAnswer(n *node) (a rubric.TestAnswer) {
	if n.Kind() != strictyaml.Mapping {
		d.level(&a.Level)(n)
		return a
	}
	var reason string
	d.object(n, keys{"na": d.str(&reason), "unknown": d.boolean(&a.Unknown), "level": d.level(&a.Level)})
	a.NA = reason != ""
	if one := len(n.Fields()) == 1; !one || n.Value("unknown") != nil && !a.Unknown {
		d.Fault(n, "answer", say.Both("answer in one way: a level, na: a reason, or unknown: true", "只答一种：级别、na: 理由，或 unknown: true"))
	}
	return a
}

func (d *decoder) expectations(to *[]rubric.Expectation) func(*node) {
	return func(n *node) {
		for _, f := range d.Fields(n) {
			d.note(f.Name(), f.Key)
			e := rubric.Expectation{ID: f.Name(), None: f.Value.Kind() == strictyaml.Null}
			if !e.None {
				e.Score = d.anyFloat(f.Value) // points that were added up may be more than any number of the rubric
				digits, _ := f.Value.Decimal()
				e.Within = within(digits)
			}
			*to = append(*to, e)
		}
	}
}

// within is half a unit of the last decimal of a number as it is written: 2.667 stands for 2.6665 to 2.6675.
func within(number string) float64 {
	_, decimals, _ := strings.Cut(number, ".")
	w := 0.005
	for range max(0, len(decimals)-2) {
		w /= 10
	}
	return w
}

func (d *decoder) first(to *[]string) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var id string
			d.id(&id)(item)
			d.unique(item, id)
			d.note(strconv.Itoa(len(*to)), item)
			*to = append(*to, id)
		}
	}
}

// checkTests refuses tests that name what the rubric does not have.
func (d *decoder) checkTests() {
	r := d.r
	practices := r.PracticeIDs()
	nodes := slices.Concat([]string{"overall"}, r.PartIDs(), r.DimensionIDs(), practices)
	for i := range r.Tests {
		t, path := &r.Tests[i], fmt.Sprintf("tests/%d", i)
		if t.Stage != "" {
			d.known(path+"/stage", t.Stage, r.StageIDs())
		}
		if t.Sector != "" {
			d.known(path+"/sector", t.Sector, r.SectorIDs())
		}
		for _, e := range t.Expect {
			d.known(path+"/expect/"+e.ID, e.ID, nodes)
		}
		for k, id := range t.First {
			d.known(path+"/first/"+strconv.Itoa(k), id, practices)
		}
		d.checkAnswers(t, path)
	}
}

// checkAnswers refuses answers to no criterion, and levels that a criterion's scale does not have.
func (d *decoder) checkAnswers(t *rubric.Test, path string) {
	var ids []string
	for _, p := range d.r.Practices {
		for _, c := range p.Criteria {
			id := rubric.FullID(p.ID, c.ID)
			ids = append(ids, id)
			a, given := t.Answers[id]
			scale := d.r.Scale(c.Scale)
			switch {
			case given && !a.NA && !a.Unknown && !scale.Has(float64(a.Level)):
				d.offScale(path+"/answers/"+id, float64(a.Level), scale)
			case !given && t.All != nil && !scale.Has(float64(*t.All)):
				d.offScale(path+"/all", float64(*t.All), scale)
				return
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(t.Answers)) {
		d.known(path+"/answers/"+id, id, ids)
	}
}
