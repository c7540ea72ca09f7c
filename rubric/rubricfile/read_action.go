package rubricfile

import (
	"slices"
	"strconv"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file decodes the actions of a practice, and checks what they name.

func (d *decoder) actions(to *[]rubric.Action) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			a := rubric.Action{To: numberOf(item, "to")}
			at := strconv.Itoa(a.To)
			d.unique(item, at)
			d.under(at, item, d.action(&a))
			*to = append(*to, a)
		}
	}
}

func (d *decoder) action(a *rubric.Action) func(*node) {
	return func(n *node) {
		d.object(n, keys{
			"to": d.level(&a.To), "effort": d.choice(rubric.Efforts(), func(s string) { a.Effort = rubric.Effort(s) }),
			"days": d.integer(&a.Days, 1, MaxDays), "person_days": func(n *node) { a.PersonDays = d.work(n) },
			"owner": d.id(&a.Owner), "serves": d.serves(&a.Serves), "measures": d.id(&a.Measures),
			"text": d.text(&a.Text), "kpi": d.text(&a.KPI), "first": d.text(&a.First), "done": d.text(&a.Done),
		}, "to", "effort", "days")
	}
}

// serves reads the ids of the criteria that an action lifts.
func (d *decoder) serves(to *[]string) func(*node) {
	return func(n *node) {
		for _, item := range d.Items(n) {
			var id string
			d.id(&id)(item)
			d.unique(item, id)
			*to = append(*to, id)
		}
		if n.Kind() == strictyaml.List && len(n.Items()) == 0 {
			d.Fault(n, "empty", say.Both("name the criteria that this action lifts, or leave serves out: then it lifts them all",
				"写上这条行动提升哪几条标准；不写 serves 就是全部"))
		}
	}
}

// actionNames refuses an owner that nobody is, a criterion that its practice has not, and a measure of what the action
// does not lift.
func (d *decoder) actionNames(p *rubric.Practice, path string, owners []string) {
	var criteria []string
	for _, c := range p.Criteria {
		criteria = append(criteria, c.ID)
	}
	for i := range p.Actions {
		a := &p.Actions[i]
		at := path + "/actions/" + strconv.Itoa(a.To)
		if a.Owner != "" {
			d.known(at+"/owner", a.Owner, owners)
		}
		for _, id := range a.Serves {
			d.knownCriterion(at+"/serves/"+id, p.ID, id, criteria)
		}
		switch {
		case a.Measures == "":
		case !slices.Contains(criteria, a.Measures):
			d.knownCriterion(at+"/measures", p.ID, a.Measures, criteria)
		case !a.ServesCriterion(a.Measures):
			d.Problems.Add(d.places.Problem(at+"/measures", "measures", say.Both(
				"the measure is of %s, which this action does not serve; add it to serves, or measure one that is there",
				"衡量的是 %s，可这条行动没有提升它：把它加进 serves，或改成衡量 serves 里的一条", problem.Short(a.Measures))))
		}
	}
}

// knownCriterion refuses an id that is none of a practice's criteria.
func (d *decoder) knownCriterion(path, practice, id string, criteria []string) {
	if !slices.Contains(criteria, id) {
		d.Problems.Add(d.places.Problem(path, "unknown-id", d.Problems.Hint(say.Both(
			"%[1]s has no criterion %[2]s", "%[1]s 没有标准 %[2]s", practice, problem.Short(id)), id, criteria)))
	}
}
