package assess_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/rubric/rubricfile"
)

const smithy = `format: fathom.rubric/1
id: smithy
version: "1"
languages: [zh, en]
scales: {s: [{level: 1}, {level: 2}, {level: 3}, {level: 4}, {level: 5}]}
sectors:
  - {id: repair, name: {en: Repair}, leave_out: [tools/stock], leave_out_why: {zh: 没有库存, en: no stock}}
  - {id: retail, name: {en: Retail}, why: {en: shops}}
parts: [{id: shop}]
dimensions: [{id: work, part: shop}]
practices:
  - {id: tools, dimension: work, criteria: [{id: kept, core: true}, {id: stock}]}
  - {id: people, dimension: work, criteria: [{id: trained, core: true}]}
`

// TestLeaveOut: what a sector leaves out does not apply, for the reason in the language asked for, in every way to
// score, also where it was answered all the same; not in another sector, and not beyond what the depth asks. It was not
// asked, and a level or a don't-know that is left out is warned of. By hand: tools/kept 2 and people/trained 4 make 3;
// with tools/stock unanswered, coverage is 1 of 1 and 1/2 of 1, so 0.75; with tools/stock 4 and no sector, 3.5. Of
// three criteria two are asked where one is left out, and of the two core ones both.
func TestLeaveOut(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "smithy.yaml", Data: []byte(smithy)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	answered := func(level int) assess.Answer {
		return assess.Answer{Given: true, State: assess.Answered, Level: level}
	}
	for _, c := range []struct {
		name, sector, depth string
		stock               assess.Answer
		state               assess.State
		overall, coverage   float64
		asked, leftOut      int
		warned              bool
		note                string
	}{
		{"left out", "repair", "", assess.Answer{}, assess.NotApplicable, 3, 1, 2, 1, false, "no stock"},
		{"another sector", "retail", "", assess.Answer{}, assess.Unanswered, 3, 0.75, 3, 0, false, ""},
		{"no sector", "", "", assess.Answer{}, assess.Unanswered, 3, 0.75, 3, 0, false, ""},
		{"answered", "", "", answered(4), assess.Answered, 3.5, 1, 3, 0, false, ""},
		{"answered all the same", "repair", "", answered(4), assess.NotApplicable, 3, 1, 2, 1, true, "no stock"},
		{"answered beyond the depth", "repair", "quick", answered(4), assess.NotApplicable, 3, 1, 2, 1, true, "no stock"},
		{"nobody knows", "repair", "", assess.Answer{Given: true, State: assess.Unknown, Note: "asked twice"},
			assess.NotApplicable, 3, 1, 2, 1, true, "no stock\nasked twice"},
		{"agreed with the sector", "repair", "", assess.Answer{Given: true, State: assess.NotApplicable, Note: "none here"},
			assess.NotApplicable, 3, 1, 2, 1, false, "none here"},
		{"not asked", "repair", "quick", assess.Answer{}, assess.NotAsked, 3, 1, 2, 0, false, ""},
	} {
		a := &assess.Assessment{Subject: assess.Subject{ID: "s", Sector: c.sector}, Depth: c.depth,
			Answers: []assess.Answer{answered(2), c.stock, answered(4)}}
		res := m.Evaluate(a, assess.Options{Langs: []string{"en"}})
		got := res.Practices[0].Criteria[1]
		if got.State != c.state || math.Abs(res.Overall.Score.Value-c.overall) > 1e-12 ||
			math.Abs(res.Overall.Coverage.Value-c.coverage) > 1e-12 || res.Assessment.Answers[1].Noted() != c.note {
			t.Errorf("%s: %v, overall %v, coverage %v, note %q", c.name, got.State, res.Overall.Score, res.Overall.Coverage,
				res.Assessment.Answers[1].Noted())
		}
		reason, _, _ := strings.Cut(c.note, "\n") // what was noted is none
		if got := res.Assessment.Answers[1].Why(); got != reason {
			t.Errorf("%s: the reason is %q, want %q", c.name, got, reason)
		}
		isWarned := slices.Contains(res.Warnings, assess.Warning{Code: assess.AnsweredLeftOut, At: "tools/stock"})
		if asked, _ := res.Asked(); asked != c.asked || len(res.LeftOut()) != c.leftOut || isWarned != c.warned {
			t.Errorf("%s: %d asked, %v left out, %v", c.name, asked, res.LeftOut(), res.Warnings)
		}
		if a.Answers[1].Given != c.stock.Given || a.Answers[1].State != c.stock.State {
			t.Errorf("%s: the assessment itself changed", c.name)
		}
		codes := []assess.Code{assess.FirstLevel + 1, assess.NoAnswer, assess.FirstLevel + 3}
		switch {
		case c.stock.State == assess.Answered:
			codes[1] = assess.FirstLevel + 3
		case c.stock.State == assess.Unknown:
			codes[1] = assess.DontKnow
		case c.stock.Given:
			codes[1] = assess.DoesNotApply
		}
		s := m.NewScorer()
		s.Score(codes, "", c.sector, c.depth)
		by := [2]assess.Node{s.Overall()}
		asked, overruled := s.Asked(), s.Overruled()
		s.Evaluate(a, assess.Options{})
		if overruled != s.Overruled() || overruled > 0 != c.warned {
			t.Errorf("%s: a scorer leaves %d and %d answers out", c.name, overruled, s.Overruled())
		}
		by[1] = s.Overall()
		want, _ := res.Asked()
		for _, n := range by {
			if n.Score != res.Overall.Score || n.Coverage != res.Overall.Coverage || asked != want ||
				s.Asked() != want {
				t.Errorf("%s: a scorer says %v of %v asked, the model %v of %v", c.name, n, asked, res.Overall.Node, want)
			}
		}
		if asked := m.AskedIn(a, 1); asked != (c.sector != "repair") {
			t.Errorf("%s: asked %v", c.name, asked)
		}
	}
	none := &assess.Assessment{Subject: assess.Subject{Sector: "repair"}, Answers: make([]assess.Answer, 3)}
	if zh := m.Evaluate(none, assess.Options{}).Assessment.Answers[1].Note; zh != "没有库存" {
		t.Errorf("without a language the reason is %q", zh)
	}
}

// TestLeaveOutWithTargets: what one assessment agreed and what its sector leaves out are each in force for it alone,
// whatever a scorer scored before, at one stage. By hand, with tools at (2 and, where it applies, nothing) 2 against 4
// and people at 4 against 4, both of weight 1: (1 + 3) / (3 + 3) of the way is done; against an agreed 3 for the tools,
// (1 + 3) / (2 + 3). Coverage is 1 where stock is left out, else (1/2 + 1) / 2.
func TestLeaveOutWithTargets(t *testing.T) {
	text := strings.ReplaceAll(smithy, "dimension: work, criteria", "dimension: work, target: 4, criteria")
	r, _, err := rubricfile.Read(rubricfile.File{Name: "smithy.yaml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	answers := []assess.Answer{level(2), {}, level(4)}
	codes := []assess.Code{assess.FirstLevel + 1, assess.NoAnswer, assess.FirstLevel + 3}
	agreed := map[string]float64{"tools": 3}
	kinds := []struct {
		targets              map[string]float64
		sector               string
		attainment, coverage float64
	}{
		{agreed, "repair", 4.0 / 5, 1}, {nil, "repair", 4.0 / 6, 1},
		{agreed, "retail", 4.0 / 5, 0.75}, {nil, "retail", 4.0 / 6, 0.75},
	}
	s, rng := m.NewScorer(), rand.New(rand.NewPCG(17, 18))
	for range 200 {
		k := kinds[rng.IntN(len(kinds))]
		a := &assess.Assessment{Subject: assess.Subject{ID: "s", Sector: k.sector}, Targets: k.targets,
			Answers: answers}
		if k.targets == nil && rng.IntN(2) > 0 {
			s.Score(codes, "", k.sector, "")
		} else {
			s.Evaluate(a, assess.Options{})
		}
		res := m.Evaluate(a, assess.Options{})
		for _, got := range [][2]assess.Maybe[float64]{{s.Attainment(), s.Overall().Coverage},
			{res.Overall.Attainment, res.Overall.Coverage}} {
			want(t, "attainment", got[0], k.attainment)
			want(t, "coverage", got[1], k.coverage)
		}
		want(t, "the target", s.Target(0), map[bool]float64{true: 3, false: 4}[k.targets != nil])
		if s.IsAgreed(0) != (k.targets != nil) || s.IsAgreed(1) {
			t.Errorf("agreed: %v, %v", s.IsAgreed(0), s.IsAgreed(1))
		}
		probe := m.NewAttainmentProbe(a, assess.Options{})
		want(t, "attainment by a probe", probe.Now(), k.attainment)
		if t.Failed() {
			t.Fatalf("%v in %s", k.targets, k.sector)
		}
	}
}
