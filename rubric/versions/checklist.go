package versions

import (
	"strconv"
	"strings"

	"fathom/rubric"
)

// checklist adds the facts of what is ticked at a criterion, and of the rules that make a level of it.
func (f *facts) checklist(c *rubric.Criterion) {
	for i := range c.Items {
		it := &c.Items[i]
		path := "items/" + it.ID
		f.text(path+"/text", it.Text)
		f.text(path+"/help", it.Help)
		if it.Alone {
			f.add(path+"/alone", true)
		}
	}
	for k := range c.Ticked {
		f.add("ticked/"+strconv.Itoa(k), ruleFact(&c.Ticked[k]))
	}
}

// ruleFact is a rule as one line, as its file has it.
func ruleFact(t *rubric.TickRule) string {
	out := []string{"level: " + strconv.Itoa(t.Level)}
	list := func(key string, ids []string) {
		if len(ids) > 0 {
			out = append(out, key+": ["+strings.Join(ids, ", ")+"]")
		}
	}
	list("all", t.All)
	list("any", t.Any)
	if t.AtLeast > 0 {
		out = append(out, "at_least: "+strconv.Itoa(t.AtLeast))
	}
	list("of", t.Of)
	list("without", t.Without)
	return strings.Join(out, ", ")
}
