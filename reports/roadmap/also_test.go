package roadmap_test

import (
	"bytes"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/plan"
	"fathom/reports/markdown"
	"fathom/reports/roadmap"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

// TestAlso: where the action that takes communication to 3 does not serve its last criterion, at 2 today, that one
// is named beside it, to read and as data; where no action says what it serves, none is.
func TestAlso(t *testing.T) {
	for _, tagged := range []bool{true, false} {
		r := channelteam.Rubric()
		for i := range r.Practices {
			for k := range r.Practices[i].Actions {
				a := &r.Practices[i].Actions[k]
				a.Serves = nil
				if tagged && r.Practices[i].ID == "communication" && a.To == 3 {
					a.Serves = []string{"internal", "cross-department", "timeliness"}
				}
			}
		}
		m := assess.Compile(r)
		file, err := answerfile.Read("henan", samples.All()[0].Data, r)
		if err != nil {
			t.Fatal(err)
		}
		q := plan.Question{Kind: plan.Budget, Budget: 20}
		a := plan.Ask(m, m.Evaluate(file, assess.Options{}), q, plan.Capacity{}, 0)
		start, _ := plan.ParseDate("2027-01-04")
		calendar := roadmap.Calendar{Dates: plan.NewDates(start)}
		for lang, want := range map[say.Language]string{
			"en": "one shared source. Also needed for level 3, without an action of their own: Accuracy &amp; openness.",
			"zh": "唯一共享来源。要到 3 级，还须一并做到：准确与透明（没有单列的行动）。",
		} {
			var page, data, rows bytes.Buffer
			doc := roadmap.New(a, "sha256:1", calendar, lang)
			if err := markdown.Write(&page, doc.Doc()); err != nil {
				t.Fatal(err)
			}
			if doc.WriteJSON(&data) != nil || doc.WriteCSV(&rows) != nil {
				t.Fatal("not written")
			}
			if strings.Contains(page.String(), want) != tagged {
				t.Errorf("%v: %q\n%s", tagged, want, page.String())
			}
			if strings.Contains(data.String(), "\"also\": [\n") != tagged {
				t.Errorf("%v: %s", tagged, data.String())
			}
			if strings.Contains(rows.String(), ",communication/") != tagged {
				t.Errorf("%v: %s", tagged, rows.String())
			}
		}
	}
}
