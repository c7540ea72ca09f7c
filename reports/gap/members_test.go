package gap

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/rubric/channelteam"
)

// rate makes a report of a file of a team or a firm; of each level so many answers are given, in rubric order, as far
// as there are questions.
func rate(subject assess.Subject, depth, date string, levels ...int) *Gap {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{Subject: subject, Depth: depth, Date: date, Answers: make([]assess.Answer, m.Len())}
	next := 0
	for i := range a.Answers {
		if m.Asked(i, depth) && next < len(levels) {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: levels[next]}
			next++
		}
	}
	return New(m.Evaluate(a, assess.Options{}), "sha256:0", "en")
}

func times(n, level int) []int { return slices.Repeat([]int{level}, n) }

// firmOf is a firm of the team's channel.
func firmOf(name string) assess.Subject {
	return assess.Subject{ID: "nord", Name: "Nord AB", Member: name}
}

var nord = assess.Subject{ID: "nord", Name: "Nord AB"}

// TestBesideByName: files of firms stand beside their team's by the subject's id, or by its name where ids differ, as
// they do where they were made of the names of files; not beside another subject's.
func TestBesideByName(t *testing.T) {
	for _, c := range []struct {
		id, name string
		reports  int
	}{{"team", "河南快消", 1}, {"s-glitjzg", "河南快消", 1}, {"team", "", 1}, {"s-glitjzg", "山东快消", 3}, {"other", "", 3}} {
		all := []*Gap{rate(assess.Subject{ID: "team", Name: "河南快消"}, "quick/team", "2026-05-20", times(19, 3)...),
			rate(assess.Subject{ID: c.id, Name: c.name, Member: "新乡商贸"}, "quick/member", "2026-05-20", times(12, 3)...),
			rate(assess.Subject{ID: "team", Name: "河南快消", Member: "安阳贸易"}, "member", "2026-05-20", times(33, 3)...)}
		got, _ := Beside(all)
		if len(got) != c.reports || c.reports == 1 && len(got[0].firms) != 2 {
			t.Errorf("%s %s: %d reports", c.id, c.name, len(got))
		}
		if c.reports == 1 {
			if s := got[0].spread(1); s != "2 firms were rated, all at 3.0." {
				t.Errorf("%q", s)
			}
		}
	}
}

// TestFirmsWithoutAName: firms that nobody named are told apart by number.
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
	got, twice := Beside(all)
	if len(got) != 1 || twice != nil {
		t.Fatalf("%d reports, %v", len(got), twice)
	}
	if s := got[0].spread(got[0].memberParts()[0]); s != "3 firms were rated: from 2.0 (firm 2) to 4.0 (firm 1); the median is 3.0." {
		t.Errorf("%q", s)
	}
}

// TestFirmsOnPageOne: page one of a team with firms beside it says that they were rated, and nothing that the section
// about them contradicts. The twelve core criteria weigh 44 in the stage of growth, the first of
// them 4: one level more there lifts the score from 3 to 3 + 4/44 = 3.09, and is 9 % of the weight.
func TestFirmsOnPageOne(t *testing.T) {
	docs, twice := Beside([]*Gap{rate(nord, "quick/team", "2026-11-20", times(19, 3)...),
		rate(firmOf("Alpha"), "quick/member", "2026-11-21", times(12, 3)...),
		rate(firmOf("Rocket"), "quick/member", "2026-11-21", append([]int{4}, times(11, 3)...)...),
		rate(firmOf("Partial"), "quick/member", "2026-11-21", 5), rate(firmOf("Empty"), "quick/member", "2026-11-21")})
	if len(docs) != 1 || twice != nil {
		t.Fatal(len(docs), twice)
	}
	g := docs[0]
	page := strings.Join(texts(g.summary()), "\n")
	for _, want := range []string{"The scores of the team rest on its own file alone: quick, Channel team only, 19 of 91 criteria.",
		"2 firms were rated: from 3.00 (Alpha) to 3.09 (Rocket); the median is 3.05.", "rated in files of their own",
		"every question that the team was asked has an answer", "Partial (9% answered)", "Empty (nothing answered)"} {
		if !strings.Contains(page, want) {
			t.Errorf("page one does not say %q:\n%s", want, page)
		}
	}
	for _, no := range []string{"nothing applicable was asked", "Only Channel team was asked", "every question that was asked"} {
		if strings.Contains(page, no) {
			t.Errorf("page one says %q", no)
		}
	}
}

// TestFirmTwice: of two files of a firm the newer counts and the older is told; of two of one date nobody knows.
func TestFirmTwice(t *testing.T) {
	team := rate(nord, "quick/team", "2026-11-20", times(19, 3)...)
	old := rate(firmOf("Alpha"), "quick/member", "2026-05-21", times(12, 2)...)
	now := rate(firmOf("alpha"), "quick/member", "2026-11-21", times(12, 3)...)
	docs, twice := Beside([]*Gap{team, now, old})
	if len(docs) != 1 || twice != nil {
		t.Fatal(len(docs), twice)
	}
	section := strings.Join(texts(docs[0].members()), "\n")
	if !strings.Contains(section, "One firm was rated: alpha, 3.0.") || !strings.Contains(section, "Not counted: Alpha of 2026-05-21.") {
		t.Error(section)
	}
	same := rate(firmOf("Alpha"), "quick/member", "2026-11-21", times(12, 2)...)
	team = rate(nord, "quick/team", "2026-11-20", times(19, 3)...)
	if docs, twice := Beside([]*Gap{team, now, same}); len(docs) != 3 || fmt.Sprint(twice) != "[{1 2}]" {
		t.Error(len(docs), twice)
	}
	// the team's own file rates a firm too
	both := rate(firmOf("Alpha"), "quick", "2026-11-21", times(31, 3)...)
	if _, twice := Beside([]*Gap{both, now}); fmt.Sprint(twice) != "[{0 1}]" {
		t.Error(twice)
	}
	later := rate(firmOf("Alpha"), "quick", "2026-12-01", times(31, 3)...)
	docs, _ = Beside([]*Gap{later, now})
	if got := docs[0]; len(got.firms) != 1 || got.firms[0] != later || len(got.older) != 1 {
		t.Error(len(got.firms), len(got.older))
	}
}

// TestFirmHasItsName: what is about a firm alone says so, and never by the team's name alone.
func TestFirmHasItsName(t *testing.T) {
	firm := rate(firmOf("Rocket"), "quick/member", "2026-11-21", times(12, 3)...)
	if got := firm.title(); got != "Gap report: Rocket (partner of Nord AB)" {
		t.Error(got)
	}
	if got := firm.headline(); !strings.HasPrefix(got, "Rocket scores 3.0 of 5") {
		t.Error(got)
	}
	if got := firm.Line().Subject; got != "Nord AB · Rocket" {
		t.Error(got)
	}
	row := firm.csv()[0]
	if row[0] != "Nord AB" || row[22] != "Rocket" || csvHead[22] != "member" {
		t.Error(row)
	}
	firm.Language = "zh"
	if got := firm.title(); got != "差距报告：Rocket（Nord AB 的渠道成员）" {
		t.Error(got)
	}
	beside := rate(firmOf("Rocket"), "quick", "2026-11-21", times(31, 3)...)
	if got := beside.title(); got != "Gap report: Nord AB" {
		t.Error(got)
	}
}

// texts is all that a section says.
func texts(s doc.Section) []string {
	var out []string
	for _, b := range s.Blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			out = append(out, b.Text)
		case doc.List:
			out = append(out, b.Items...)
		case doc.Bars:
			for _, r := range b.Rows {
				out = append(out, r.Name+" "+r.Text+" "+r.Note)
			}
		}
	}
	return out
}

// TestFirmsAreAssessed: where a team's file asks about partners, says nothing of them, and firms stand beside it, no
// place of the report says that partners are not assessed.
func TestFirmsAreAssessed(t *testing.T) {
	team := rate(nord, "full", "2026-05-20", times(58, 3)...)
	alone, _ := Beside([]*Gap{team})
	if said := strings.Join(assessedPlaces(alone[0]), "\n"); strings.Count(said, "not assessed") != 3 {
		t.Errorf("without firms:\n%s", said)
	}
	got, _ := Beside([]*Gap{team, rate(firmOf("Able"), "member", "2026-05-20", times(33, 3)...)})
	said := strings.Join(assessedPlaces(got[0]), "\n")
	if want := "Partners: rated in files of their own; the team's file has no answer about them"; strings.Contains(said, "assessed") ||
		strings.Count(said, want) != 3 {
		t.Errorf("beside a firm:\n%s", said)
	}
}

// assessedPlaces are the places that say which parts have no score.
func assessedPlaces(g *Gap) []string {
	return slices.Concat(g.unknown(), texts(g.scorecard()), g.warnings())
}
