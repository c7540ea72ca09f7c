package form_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestLabelsAlone: no two labels of a form are alike in a language, also where criteria, or all of their names, are; by
// its labels such a form comes back.
func TestLabelsAlone(t *testing.T) {
	for name, change := range map[string]func(r *rubric.Rubric){
		"as shipped": func(*rubric.Rubric) {},
		"criteria":   func(r *rubric.Rubric) { named(r, "", "Date") },
		"everything": func(r *rubric.Rubric) { named(r, "Note", "*Note*") },
	} {
		r := channelteam.Rubric()
		change(r)
		m := assess.Compile(r)
		for _, depth := range []string{"quick", "full"} {
			for _, lang := range []say.Language{"zh", "en"} {
				var out bytes.Buffer
				opt := form.Options{Depth: depth, Langs: []say.Language{lang}}
				if err := form.WriteXLSForm(&out, m, opt); err != nil {
					t.Fatal(err)
				}
				f, seen := readForm(t, out.Bytes()), map[string]bool{}
				for _, q := range f.survey {
					if label := f.label(q); q["fathom_id"] != "" && seen[label] {
						t.Errorf("%s, %s, %s: %q is there twice", name, depth, lang, label)
					} else {
						seen[label] = true
					}
				}
				s, all := shapes()["KoboToolbox, with groups"], raters(m, depth, 3)
				checkBack(t, m, s.export(t, f, m, all), all, slices.Concat(s.before, s.after))
			}
		}
	}
}

// named calls all practices and all criteria of a rubric alike; "" leaves a name.
func named(r *rubric.Rubric, practice, criterion string) {
	for p := range r.Practices {
		if practice != "" {
			r.Practices[p].Name = rubric.Text{"en": practice, "zh": practice}
		}
		for c := range r.Practices[p].Criteria {
			r.Practices[p].Criteria[c].Name = rubric.Text{"en": criterion, "zh": criterion}
			r.Practices[p].Criteria[c].Question = nil
		}
	}
}

// TestFormLanguages: a form has the languages of its rubric, each by its own name, and begins in the one of the run
// where the rubric has it.
func TestFormLanguages(t *testing.T) {
	for _, c := range []struct {
		of    []string
		run   say.Language
		heads string
		first string
	}{
		{[]string{"zh", "en"}, "zh", "label::中文 (zh) label::English (en)", "中文 (zh)"},
		{[]string{"zh", "en"}, "en", "label::中文 (zh) label::English (en)", "English (en)"},
		{[]string{"de"}, "zh", "label::Deutsch (de)", "Deutsch (de)"},
		{[]string{"de", "en"}, "en", "label::Deutsch (de) label::English (en)", "English (en)"},
		{[]string{"en"}, "zh", "label::English (en)", "English (en)"},
	} {
		r := channelteam.Rubric()
		r.Languages = c.of
		for p := range r.Practices {
			r.Practices[p].Name["de"] = "Praxis"
		}
		var out bytes.Buffer
		if err := form.WriteXLSForm(&out, assess.Compile(r), form.Options{Langs: []say.Language{c.run}}); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		heads := sheet(t, book, "choices")[0][2:]
		if got := strings.Join(heads, " "); got != c.heads || readForm(t, out.Bytes()).language != c.first {
			t.Errorf("%v: %s, first %s", c.of, got, readForm(t, out.Bytes()).language)
		}
		_ = book.Close()
		f := readForm(t, out.Bytes())
		i := slices.IndexFunc(f.survey, func(q map[string]string) bool { return q["fathom_id"] == first })
		if label := f.survey[i]["label::Deutsch (de)"]; c.of[0] == "de" && !strings.HasPrefix(label, "Praxis") {
			t.Errorf("in German: %q", label)
		}
	}
}

// TestAnyHead: case does not tell heads apart, as in SPSS; a fact's label is anybody's word where no criterion is
// headed by its own, and a name goes before it.
func TestAnyHead(t *testing.T) {
	question := "Goals & strategy, Goal quality: How are this year's channel goals set, " +
		"and how finely are they broken down?"
	for name, c := range map[string]struct{ text, dropped string }{
		"upper case": {"FATHOM_SUBJECT,FATHOM_DATE,FATHOM_GROUP_DIRECTION.Q_GOALS_STRATEGY__GOAL_QUALITY\n" +
			"henan,2026-11-20,3\n", "[]"},
		"labels": {"Subject id,Date,\"" + question + "\"\nhenan,2026-11-20,3 Defined\n", "[]"},
		"other words": {"Subject id,fathom_subject,fathom_date,Date,[" + first + "]\nx,henan,2026-11-20,y,3\n",
			"[Subject id Date]"},
		"a name and a label": {"fathom_subject,Day,Date,fathom_date,\"" + question + "\"\nhenan,x,never,2026-11-20,3\n",
			"[Day Date]"},
	} {
		got, err := form.Import("f.csv", []byte(c.text), model(), form.Defaults{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		a := got.Respondents[0].Assessment
		if a.Answers[0].Level != 3 || a.Subject.ID != "henan" || a.Date != "2026-11-20" ||
			fmt.Sprint(got.Dropped) != c.dropped {
			t.Errorf("%s: %+v, left out %v", name, a.Subject, got.Dropped)
		}
	}
}
