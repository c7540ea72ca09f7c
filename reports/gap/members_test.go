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
