package assess_test

import (
	"strings"
	"testing"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// TestWho: a firm is who is rated only where nothing else is; then it is told from its team, in words and as an id.
func TestWho(t *testing.T) {
	r := channelteam.Outline()
	for _, c := range []struct{ depth, name, member, who, key string }{
		{"member", "Nord AB", "Rocket", "Nord AB · Rocket", "nord.rocket"},
		{"quick/member", "", "Rocket", "nord · Rocket", "nord.rocket"},
		{"quick/member", "Nord AB", "北京", "Nord AB · 北京", "nord." + rubric.IDFrom("北京", "m-")},
		{"member", "Nord AB", "", "Nord AB", "nord"},
		{"full", "Nord AB", "Rocket", "Nord AB", "nord"},
		{"", "Nord AB", "Rocket", "Nord AB", "nord"},
		{"team", "Nord AB", "Rocket", "Nord AB", "nord"},
	} {
		a := &assess.Assessment{Depth: c.depth, Subject: assess.Subject{ID: "nord", Name: c.name, Member: c.member}}
		if who, key := a.Who(r), a.Key(r); who != c.who || key != c.key {
			t.Errorf("%+v: %s, %s", c, who, key)
		}
	}
	long := &assess.Assessment{Depth: "member", Subject: assess.Subject{ID: strings.Repeat("x", 60), Member: "Rocket"}}
	other := &assess.Assessment{Depth: "member", Subject: assess.Subject{ID: strings.Repeat("x", 60), Member: "Alpha"}}
	if key := long.Key(r); !rubric.ValidID(key) || key == other.Key(r) {
		t.Error(key)
	}
}

// TestOtherFirm: two named firms, or a named firm and the team without one, are not the same; what names nobody may be.
func TestOtherFirm(t *testing.T) {
	r := channelteam.Outline()
	of := func(depth, member string) *assess.Assessment {
		return &assess.Assessment{Depth: depth, Subject: assess.Subject{ID: "nord", Member: member}}
	}
	for _, c := range []struct {
		a, b  *assess.Assessment
		other bool
	}{
		{of("member", "Alpha"), of("member", "Rocket"), true},
		{of("full", "Alpha"), of("full", "Rocket"), true},
		{of("full", "Alpha"), of("member", "Alpha"), false},
		{of("member", "Alpha"), of("quick/member", ""), false},
		{of("member", "Alpha"), of("team", ""), true},
		{of("member", "Alpha"), of("full", ""), true},
		{of("full", "Alpha"), of("full", ""), false},
		{of("team", "Alpha"), of("team", "Rocket"), false}, // neither rates one
		{of("member", ""), of("team", ""), false},
	} {
		if assess.OtherFirm(r, c.a, c.b) != c.other || assess.OtherFirm(r, c.b, c.a) != c.other {
			t.Errorf("%s %q, %s %q: not %v", c.a.Depth, c.a.Subject.Member, c.b.Depth, c.b.Subject.Member, c.other)
		}
	}
}

// TestPartWithoutAnswer: beside a part of weight 3, all at level 3, one of weight 5 that was asked has no answer. 3/8
// of what was asked is answered; with it the score would be (3*3+5*1)/8 = 1.75 to (3*3+5*5)/8 = 4.25. It is too early
// to say, as it is with one answer there; of weight 0.75, 3/3.75 = 80 % is answered, and it is not.
func TestPartWithoutAnswer(t *testing.T) {
	for _, c := range []struct {
		weight, answered, low, high float64
		early                       bool
	}{{5, 0.375, 1.75, 4.25, true}, {0.75, 0.8, 2.6, 3.4, false}} {
		r := build(means(), []spec{{id: "a", criteria: 1, weight: 2}, {id: "b", criteria: 1, weight: 1}},
			[]spec{{id: "c", criteria: 2, weight: 1}})
		r.Parts = append(r.Parts, rubric.Part{ID: "other", Weight: rubric.PerStage{All: num(c.weight)}})
		r.Dimensions[1].Part = "other"
		m := assess.Compile(r)
		res := m.Evaluate(&assess.Assessment{Answers: []assess.Answer{level(3), level(3), {}, {}}}, assess.Options{})
		got := res.Possible()
		if !near(got.Coverage.Value, c.answered) || !near(got.Low.Value, c.low) || !near(got.High.Value, c.high) ||
			!near(got.Score.Value, 3) || res.TooEarly() != c.early || !res.LacksPart() {
			t.Errorf("%v: %+v, too early %v", c.weight, got, res.TooEarly())
		}
		one := &assess.Assessment{Answers: []assess.Answer{level(3), level(3), level(3), {}}}
		begun := m.Evaluate(one, assess.Options{})
		if begun.TooEarly() && !res.TooEarly() || begun.LacksPart() || begun.Possible().Low != begun.Overall.Low {
			t.Errorf("%v: one answer more", c.weight)
		}
	}
}

// TestSigned: a line of a panel's note is of whoever's id stands before it, be it the longer of two ids; a line of one
// rater's own file never is.
func TestSigned(t *testing.T) {
	a := &assess.Assessment{Panel: true, Raters: []assess.Rater{{ID: "li"}, {ID: "li-wei", Name: "Li Wei"}}}
	for line, want := range map[string][2]string{"li: seen": {"li", "seen"}, "li-wei: a: b": {"li-wei", "a: b"},
		"wu: seen": {"", "wu: seen"}, "li:seen": {"", "li:seen"}, "": {"", ""}} {
		by, text := a.Signed(line)
		id := ""
		if by != nil {
			id = by.ID
		}
		if id != want[0] || text != want[1] {
			t.Errorf("%q: %q, %q", line, id, text)
		}
	}
	a.Panel = false
	if by, text := a.Signed("li: seen"); by != nil || text != "li: seen" {
		t.Errorf("of one rater: %v, %q", by, text)
	}
}
