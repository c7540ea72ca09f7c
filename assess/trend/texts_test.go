package trend_test

import (
	"testing"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/rubric/rubricfile"
)

// TestMovesTexts: what was answered both times by texts that are not alike was answered both times and is not
// compared.
// By hand, all in one practice and of one weight: a goes from 1 to 2, b, of another text then, from 3 to 5, c was 5 and
// is not answered now, d is 3 now. The old score is (1+3+5)/3 = 3; of what was answered both times it was (1+3)/2 = 2,
// so that c dropped 1; of a alone it was 1 and is 2; of a and b it is (2+5)/2 = 3.5; all now is (2+5+3)/3.
func TestMovesTexts(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "four.yaml", Data: []byte(`format: fathom.rubric/1
id: four
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}, {level: 3}, {level: 4}, {level: 5}]}
parts: [{id: all}]
dimensions: [{id: work, part: all}]
practices:
  - {id: p, dimension: work, criteria: [{id: a, core: true}, {id: b}, {id: c}, {id: d}]}
`)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	rated := func(date string, levels ...int) *assess.Assessment {
		a := &assess.Assessment{Subject: assess.Subject{ID: "s"}, Date: date, Answers: make([]assess.Answer, 4)}
		for i, level := range levels {
			if level > 0 {
				a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level,
					Text: m.Criterion(i).TextDigest()}
			}
		}
		return a
	}
	old, new := rated("2026-05-01", 1, 3, 5, 0), rated("2026-11-01", 2, 5, 0, 3)
	old.Answers[1].Text = "aaaaaaaa"
	tr := compare(m, old, new)
	mv := tr.Moves
	near(t, "dropped", mv.Dropped, -1)
	near(t, "texts", mv.Texts, (1-2)+(3.5-2))
	near(t, "subject", mv.Subject, 1)
	near(t, "added", mv.Added, 10./3-3.5)
	if tr.Criteria != 1 || tr.OtherTexts != 1 {
		t.Errorf("%d compared, %d of other texts", tr.Criteria, tr.OtherTexts)
	}
	line := trend.Series(m, []trend.Round{tr.Old, tr.New})[0]
	if line.Compared != 1 || line.Alike != assess.Some(1.) {
		t.Errorf("%+v over %d", line.Alike, line.Compared)
	}
}
