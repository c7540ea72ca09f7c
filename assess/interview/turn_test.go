package interview_test

import (
	"slices"
	"testing"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
)

// toChange goes to the stop where the firm is rated from.
func toChange(t *testing.T, s *interview.Session) {
	t.Helper()
	for s.Here().Kind != interview.Change {
		if s.Here().Kind == interview.End {
			t.Fatal("no change of what is rated")
		}
		s.Next()
	}
}

// TestTurn: where the part of the partner begins, its name is asked, kept and shown on each card of that part
// alone; there are 19 core questions before it and 12 behind it.
func TestTurn(t *testing.T) {
	m, d := assess.Compile(channelteam.Rubric()), &disk{}
	a := blank(m, "quick")
	s := interview.New(m, a, d.save)
	if c := s.Card(); c.Part != "Channel team" || c.Member != "" {
		t.Errorf("part %q, firm %q", c.Part, c.Member)
	}
	toChange(t, s)
	turn := s.Turn()
	if f := turn.Field(0); turn.Len() != 2 || len(f.Choices) != 2 {
		t.Fatalf("%d questions, %+v", turn.Len(), f)
	}
	turn.Set(0, "firm")
	turn.Set(1, "  Henan \n Trading ")
	if err := turn.Done(); err != nil {
		t.Fatal(err)
	}
	if c := s.Card(); c.Number != 20 || c.Total != 31 || c.Part != "Partners" || c.Member != "Henan Trading" {
		t.Errorf("%d of %d, %q", c.Number, c.Total, c.Part+c.Member)
	}
	if a.Subject.Member != "Henan Trading" || d.saves != 1 {
		t.Errorf("member %q, %d saves", a.Subject.Member, d.saves)
	}
	// somebody who goes on with the next open question passes by, because the firm is known
	s.GoTo(0)
	for range 19 {
		if err := s.Answer(3); err != nil {
			t.Fatal(err)
		}
		s.NextOpen()
	}
	if s.Here().Kind != interview.Question {
		t.Errorf("asked again which firm")
	}
}

// TestTurnAway: whoever leaves the firm out rates the own team alone: 19 core questions, or all 58. What is answered of
// the firm already cannot be left out.
func TestTurnAway(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for depth, want := range map[string]struct {
		depth string
		total int
	}{"quick": {"quick/team", 19}, "full": {"team", 58}, "": {"team", 58}} {
		a := blank(m, depth)
		s := interview.New(m, a, (&disk{}).save)
		toChange(t, s)
		turn := s.Turn()
		turn.Set(0, "leave")
		if turn.Len() != 1 {
			t.Errorf("%q: still asks which firm", depth)
		}
		if err := turn.Done(); err != nil {
			t.Fatal(err)
		}
		if a.Depth != want.depth || s.Progress().Total != want.total || s.Here().Kind != interview.End {
			t.Errorf("%q: %q, %d questions, %+v", depth, a.Depth, s.Progress().Total, s.Here())
		}
	}
	a := blank(m, "quick")
	a.Answers[m.Len()-1] = assess.Answer{Given: true, State: assess.Answered, Level: 2}
	s := interview.New(m, a, (&disk{}).save)
	toChange(t, s)
	if n := len(s.Turn().Field(0).Choices); n != 1 {
		t.Errorf("%d choices where the firm has an answer", n)
	}
}

// TestTurnFirst: a file of the firm alone begins with the question which firm, if that is not known.
func TestTurnFirst(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := blank(m, "quick/member")
	s := interview.New(m, a, (&disk{}).save)
	if s.Here().Kind != interview.Change || s.Progress().Total != 12 || len(s.Turn().Field(0).Choices) != 1 {
		t.Errorf("%+v, %+v", s.Here(), s.Progress())
	}
	a.Subject.Member = "Henan Trading"
	if s := interview.New(m, a, (&disk{}).save); s.Here().Kind != interview.Question {
		t.Errorf("asked again which firm")
	}
}

const threeParts = `format: fathom.rubric/1
id: three
version: "1"
languages: [en]
scales: {s: [{level: 1}, {level: 2}, {level: 3}]}
parts: [{id: team}, {id: wholesale, of: member}, {id: retail, of: member}]
dimensions: [{id: work, part: team}, {id: stock, part: wholesale}, {id: shops, part: retail}]
practices:
  - {id: plan, dimension: work, criteria: [{id: made, core: true}]}
  - {id: store, dimension: stock, criteria: [{id: kept, core: true}, {id: counted}]}
  - {id: shop, dimension: shops, criteria: [{id: open, core: true}]}
`

// TestTurnAwayOfThree: of three parts each that rates a firm can be left out, one or both: the score is that of what is
// left. Whoever comes back and rates a firm after all finds its questions open.
func TestTurnAwayOfThree(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "three.yaml", Data: []byte(threeParts)})
	if err != nil {
		t.Fatal(err)
	}
	m := assess.Compile(r)
	for _, c := range []struct {
		wholesale, retail string
		score             float64 // team 1, wholesale 2, retail 3; each weighs 1
	}{{"firm", "firm", 2}, {"leave", "firm", 2}, {"firm", "leave", 1.5}, {"leave", "leave", 1}} {
		a := blank(m, "quick")
		s := interview.New(m, a, (&disk{}).save)
		answers := []int{1, 2, 3}
		for k, said := range []string{"", c.wholesale, c.retail} {
			if said != "" {
				toChange(t, s)
				turn := s.Turn()
				turn.Set(0, said)
				if err := turn.Done(); err != nil {
					t.Fatal(err)
				}
			}
			if said != "leave" {
				if err := s.Answer(answers[k]); err != nil {
					t.Fatal(err)
				}
				s.Next() // the summary
			}
		}
		got := m.Evaluate(a, assess.Options{}).Overall
		if s.Here().Kind != interview.End || s.Progress().Left() > 0 || got.Score != assess.Some(c.score) ||
			got.Coverage != assess.Some(1.0) {
			t.Errorf("%s, %s: %+v, %+v, %v of coverage %v", c.wholesale, c.retail, s.Here(), s.Progress(), got.Score,
				got.Coverage)
		}
	}
	a := blank(m, "full")
	s := interview.New(m, a, (&disk{}).save)
	for _, said := range []string{"leave", "firm"} {
		s.GoTo(0)
		toChange(t, s)
		turn := s.Turn()
		turn.Set(0, said)
		if err := turn.Done(); err != nil {
			t.Fatal(err)
		}
		if open := s.Progress().Left(); open != map[string]int{"leave": 2, "firm": 4}[said] {
			t.Errorf("%s: %d open", said, open)
		}
	}
}

// TestDepthsOfFirm: where several parts rate a firm, a firm's own file is about one of them, and setup asks which;
// quick stands only where it asks less.
func TestDepthsOfFirm(t *testing.T) {
	r, _, err := rubricfile.Read(rubricfile.File{Name: "three.yaml", Data: []byte(threeParts)})
	if err != nil {
		t.Fatal(err)
	}
	s := interview.Setup{Facts: interview.Facts{Lang: "en"}, Member: "Henan Trading", Model: assess.Compile(r),
		Ask: []interview.Fact{interview.Depth}}
	f := s.Field(0)
	var got []string
	for _, c := range f.Choices {
		got = append(got, c.ID)
	}
	if want := []string{"quick/wholesale", "wholesale", "retail"}; !slices.Equal(got, want) || f.Value != want[0] {
		t.Errorf("%v, proposed %s, want %v", got, f.Value, want)
	}
}
