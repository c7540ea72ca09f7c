package gap

import (
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric/channelteam"
)

// TestBesideByName: files of firms stand beside their team's by the subject's id, or by its name where ids differ, as
// they do where they were made of the names of files; not beside another subject's.
func TestBesideByName(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	of := func(id, name, depth, member string) *Gap {
		a := &assess.Assessment{Subject: assess.Subject{ID: id, Name: name, Member: member}, Depth: depth,
			Date: "2026-05-20", Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			if m.Asked(i, depth) {
				a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
			}
		}
		return New(m.Evaluate(a, assess.Options{}), "sha256:0", "zh")
	}
	for _, c := range []struct {
		id, name string
		reports  int
	}{{"team", "河南快消", 1}, {"s-glitjzg", "河南快消", 1}, {"team", "", 1}, {"s-glitjzg", "山东快消", 3}, {"other", "", 3}} {
		all := []*Gap{of("team", "河南快消", "quick/team", ""), of(c.id, c.name, "quick/member", "新乡商贸"),
			of("team", "河南快消", "member", "安阳贸易")}
		got := Beside(all)
		if len(got) != c.reports || c.reports == 1 && len(got[0].firms) != 2 {
			t.Errorf("%s %s: %d reports", c.id, c.name, len(got))
		}
		if c.reports == 1 {
			if s := got[0].members().Blocks[0].(doc.Paragraph).Text; s != "共评了 2 家，都是 3.0 分。" {
				t.Errorf("%q", s)
			}
		}
	}
}

// TestFirmsWithoutAName: firms that nobody named are told apart by number, and two files of one firm are found, however
// its name is written.
func TestFirmsWithoutAName(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	of := func(depth, member string, level int) *Gap {
		a := &assess.Assessment{Subject: assess.Subject{ID: "team", Member: member}, Depth: depth,
			Date: "2026-05-20", Answers: make([]assess.Answer, m.Len())}
		for i := range a.Answers {
			if m.Asked(i, depth) {
				a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: level}
			}
		}
		return New(m.Evaluate(a, assess.Options{}), "sha256:0", "en")
	}
	team := of("quick/team", "", 3)
	all := []*Gap{team, of("member", "", 4), of("quick/member", "", 2), of("member", "Able", 3)}
	if _, _, twice := SameFirm(all); twice {
		t.Error("firms without a name are no firm twice")
	}
	got := Beside(all)
	if len(got) != 1 {
		t.Fatalf("%d reports", len(got))
	}
	if s := got[0].members().Blocks[0].(doc.Paragraph).Text; s != "3 firms were rated: from 2.0 (firm 2) to 4.0 (firm 1); the median is 3.0." {
		t.Errorf("%q", s)
	}
	for _, c := range []struct {
		all           []*Gap
		first, second int
	}{
		{append(all, of("member", "able", 5)), 3, 4},                                         // another case
		{[]*Gap{of("quick", "Able", 3), of("member", "", 3), of("member", "Able", 5)}, 0, 2}, // in the team's own file
	} {
		if first, second, twice := SameFirm(c.all); !twice || first != c.first || second != c.second {
			t.Errorf("%d and %d, %v; want %d and %d", first, second, twice, c.first, c.second)
		}
	}
	if _, _, twice := SameFirm([]*Gap{of("quick/team", "Able", 3), of("member", "Able", 3)}); twice {
		t.Error("a file without a score of the firm does not rate it")
	}
}
