package interview_test

import (
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/interview"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// TestDepths: the built-in rubric asks 31, 58, 33 and 91 questions.
func TestDepths(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for depth, want := range map[string]int{"quick": 31,
		"quick/team": 19, "quick/member": 12, "team": 58, "member": 33, "full": 91, "": 91} {
		if got := interview.New(m, blank(m, depth), (&disk{}).save).Progress().Total; got != want {
			t.Errorf("%q asks %d, want %d", depth, got, want)
		}
	}
}

// TestSectorLeavesOut: where no stock is kept nobody is asked about it: 2 criteria, one of them core. An answer that is
// there all the same counts nowhere, and is no question either.
func TestSectorLeavesOut(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for depth, want := range map[string]int{"quick": 30, "team": 58, "member": 31, "full": 89} {
		a := blank(m, depth)
		a.Subject.Sector = "b2b-software-reseller"
		if got := interview.New(m, a, (&disk{}).save).Progress().Total; got != want {
			t.Errorf("%q asks %d, want %d", depth, got, want)
		}
		stock, _ := m.Index("cap-inventory/stock-control")
		a.Answers[stock] = assess.Answer{Given: true, State: assess.Answered, Level: 3}
		if got := interview.New(m, a, (&disk{}).save).Progress().Total; got != want {
			t.Errorf("%q with an answer asks %d, want %d", depth, got, want)
		}
	}
}

// TestSetupCountsWhatIsAsked: the depths are offered with as many questions as are then asked in the sector that was
// chosen.
func TestSetupCountsWhatIsAsked(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for sector, want := range map[string]string{"": "19 31 58 33 91", "b2b-software-reseller": "19 30 58 31 89"} {
		s := &interview.Setup{Model: m, Ask: []interview.Fact{interview.Depth},
			Facts: interview.Facts{Lang: "en", Sector: sector}}
		var got []string
		for _, c := range s.Field(0).Choices {
			got = append(got, strings.Fields(c.Meaning)[0])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, want %s", sector, got, want)
		}
	}
}

// TestSetupOffersProfiles: behind the quick look, each by its id and name with as many questions as it asks, also where
// that is everything, so that the file names it; about a firm alone, only what asks of it.
func TestSetupOffersProfiles(t *testing.T) {
	r := channelteam.Rubric()
	r.Profiles = []rubric.Profile{{ID: "IG1", Name: rubric.Text{"en": "Basic", "zh": "基础"}},
		{ID: "IG2", Includes: []string{"IG1"}}}
	for i := range r.Practices {
		for k := range r.Practices[i].Criteria {
			r.Practices[i].Criteria[k].Profiles = []string{"IG2"}
		}
	}
	r.Practices[0].Criteria[0].Profiles = []string{"IG1"}
	m := assess.Compile(r)
	for member, want := range map[string]string{
		"":      "quick/team 19, quick 31, IG1 (IG1 · Basic) 1, IG2 (IG2) 91, team 58, member 33, full 91",
		"Alpha": "quick/member 12, IG2/member (IG2) 33, member 33"} {
		s := &interview.Setup{Model: m, Ask: []interview.Fact{interview.Depth}, Member: member,
			Facts: interview.Facts{Lang: "en"}}
		var got []string
		for _, c := range s.Field(0).Choices {
			name := ""
			if strings.HasPrefix(c.ID, "IG") {
				name = " (" + c.Name + ")"
			}
			got = append(got, c.ID+name+" "+strings.Fields(c.Meaning)[0])
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %s, want %s", member, strings.Join(got, ", "), want)
		}
	}
}

// TestOrder walks through everything and back: three questions, their summary, three questions, their summary, the end.
func TestOrder(t *testing.T) {
	m := small(t)
	s := interview.New(m, blank(m, "full"), (&disk{}).save)
	kinds := ""
	for range 9 {
		kinds += string("QSE"[s.Here().Kind])
		s.Next()
	}
	if kinds != "QQQSQQQSE" || s.Here().Kind != interview.End {
		t.Errorf("got %s", kinds)
	}
	for range 20 {
		s.Back()
	}
	if s.At() != 0 {
		t.Errorf("back leads to %d", s.At())
	}
}
