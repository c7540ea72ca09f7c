package foreign

import (
	"fmt"
	"strings"

	"fathom/rubric"
	"fathom/rubric/strictyaml"
)

// checklist writes the items of a criterion, one a line, and the rules of what is ticked.
func (w *writer) checklist(c *rubric.Criterion) {
	if !c.IsChecklist() {
		return
	}
	w.line(8, "items:")
	for _, it := range c.Items {
		w.line(10, "- id: %s", strictyaml.Quote(it.ID))
		w.textOf(12, "text", it.Text)
		w.textOf(12, "help", it.Help)
		if it.Alone {
			w.line(12, "alone: true")
		}
	}
	w.line(8, "ticked:")
	for k := range c.Ticked {
		w.line(10, "- {%s}", tickRule(&c.Ticked[k]))
	}
}

func tickRule(t *rubric.TickRule) string {
	out := []string{fmt.Sprintf("level: %d", t.Level)}
	list := func(key string, ids []string) {
		if len(ids) > 0 {
			out = append(out, key+": "+words(ids))
		}
	}
	list("all", t.All)
	list("any", t.Any)
	if t.AtLeast > 0 {
		out = append(out, fmt.Sprintf("at_least: %d", t.AtLeast))
	}
	list("of", t.Of)
	list("without", t.Without)
	return strings.Join(out, ", ")
}
