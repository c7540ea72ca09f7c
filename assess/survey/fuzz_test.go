package survey_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fathom/assess/form"
	"fathom/assess/survey"
	"fathom/rubric"
)

// TestIDs: over random texts an id is valid, and the same whatever the blanks around the text; with a prefix also
// whatever the case, and another one for another text.
func TestIDs(t *testing.T) {
	rng := rand.New(rand.NewPCG(19, 1))
	signs := []rune("ab1 8.@-_王芳O+") // no apostrophe: in front of @ it is a spreadsheet's
	for _, prefix := range []string{"", "respondent: {column: W, prefix: r}\n"} {
		seen := map[string]string{}
		var cells []string
		for range 120 {
			var b strings.Builder
			for range 1 + rng.IntN(12) {
				b.WriteRune(signs[rng.IntN(len(signs))])
			}
			text := strings.ToLower(strings.Join(strings.Fields(b.String()), " "))
			if text = strings.Trim(text, " "); text != "" && seen[text] == "" {
				seen[text], cells = "there", append(cells, b.String())
			}
		}
		written := func(cell string) string { return cell }
		mapping := head + "columns: {Q: " + q + ", W: rater}\n"
		if prefix != "" {
			mapping, written = head+prefix+"columns: {Q: "+q+"}\n", strings.ToUpper
		}
		ids := map[string]string{}
		for _, cell := range cells {
			got, problems := read(t, mapping, "W,Q\n\""+cell+"\",3\n", "Q,W\n3,\"  "+written(cell)+" \"\n")
			if len(problems) != 1 || problems[0].Kind != "duplicate" {
				t.Fatalf("%q in two files is not the same person: %v", cell, problems)
			}
			id := strings.ToLower(got.Respondents[0].Assessment.Raters[0].ID)
			if !rubric.ValidID(id) {
				t.Errorf("%q has the id %s", cell, id)
			}
			if other, ok := ids[id]; ok && prefix != "" {
				t.Errorf("%q and %q have the id %s", cell, other, id)
			}
			ids[id] = cell
		}
	}
}

// FuzzSurvey: whatever a file holds, it gives respondents or problems.
func FuzzSurvey(f *testing.F) {
	mapping, err := survey.ReadMapping("m.yaml", []byte("format: fathom.mapping/1\nset: {subject: x}\nrespondent: {column: W, prefix: r}\n"+
		"submitted: {column: S}\ntime: T\ntwice: last\nreason: n\ncolumns: {Q: "+q+", D: date, R: \"tag:r\"}\nlabels: {a: 3, b: na}\n"), model())
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("W,Q,D,R,S,T\n8,3,2026-11-20,n,x,2026/11/20 下午2:02\n8,b,2026-11-20,n,x,2026-11-20 9:00\n"))
	f.Add([]byte("[{\"W\": 8, \"Q\": \"3 - x\", \"D\": \"20 Nov 2026\", \"R\": null, \"S\": true, \"T\": \"\"}]"))
	f.Add([]byte("W\tQ\tD\tR\tS\tT\n\t?\t1/2/26\t\t1\t25:00\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tables, err := form.ReadTables("f", data, "")
		if err != nil {
			return
		}
		s := survey.New(model(), mapping, "")
		s.Read("f", tables)
		if got, problems := s.Result(); got == nil || len(problems) == 0 && len(tables) == 0 {
			t.Errorf("%v %v", got, problems)
		}
		if text, err := survey.Skeleton("f", tables, model(), "zh"); err == nil {
			if _, err := survey.ReadMapping("m.yaml", text, model()); err != nil {
				t.Errorf("the draft cannot be read: %v\n%s", err, text)
			}
		}
	})
}
