package rubric_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
)

// chosen is a rubric of a team and a firm with three profiles: small asks of the team, wide of both, firm of the firm.
func chosen() *rubric.Rubric {
	practice := func(id, dim string, profiles ...string) rubric.Practice {
		return rubric.Practice{ID: id, Dimension: dim, Criteria: []rubric.Criterion{{ID: "x", Core: true},
			{ID: "y", Profiles: profiles}}}
	}
	return &rubric.Rubric{Parts: []rubric.Part{{ID: "team"}, {ID: "member", Of: rubric.OfMember}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "team"}, {ID: "e", Part: "member"}},
		Practices:  []rubric.Practice{practice("a", "d", "small"), practice("b", "e", "firm")},
		Profiles: []rubric.Profile{{ID: "small"}, {ID: "wide", Includes: []string{"small", "firm"}},
			{ID: "firm"}}}
}

func TestDepths(t *testing.T) {
	r := chosen()
	want := "full quick small wide firm team member quick/team quick/member small/team small/member wide/team " +
		"wide/member firm/team firm/member"
	if got := strings.Join(r.Depths(), " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, word := range r.Depths() {
		if got := r.DepthOf(word).String(); got != word {
			t.Errorf("%s became %s", word, got)
		}
	}
	for _, c := range []struct {
		depth, parts, member string
		ok, firm             bool
	}{
		{"", "team member", "member", true, false}, {"full", "team member", "full", true, false},
		{"quick", "team member", "quick/member", true, false}, {"small", "team", "", false, false},
		{"wide", "team member", "wide/member", true, false}, {"firm", "member", "firm/member", true, true},
		{"wide/member", "member", "wide/member", true, true}, {"wide/team", "team", "", false, false},
		{"team", "team", "", false, false}, {"member", "member", "member", true, true},
		{"small/member", "", "", false, false},
	} {
		if got := strings.Join(r.PartsOf(c.depth), " "); got != c.parts {
			t.Errorf("%q asks of %q, want %q", c.depth, got, c.parts)
		}
		if got, ok := r.MemberDepth(c.depth); got != c.member || ok != c.ok {
			t.Errorf("%q about a firm: %q %v, want %q %v", c.depth, got, ok, c.member, c.ok)
		}
		if got := r.RatesMember(c.depth); got != c.firm {
			t.Errorf("%q rates a firm alone: %v", c.depth, got)
		}
	}
	if got := r.DepthIn("team", "wide"); got != "wide/team" {
		t.Error(got)
	}
	if one := (&rubric.Rubric{Parts: r.Parts[:1], Profiles: r.Profiles}).Depths(); !slices.Equal(one,
		[]string{"full", "quick", "small", "wide", "firm", "team"}) {
		t.Errorf("one part: %v", one)
	}
}

func TestProfileAsks(t *testing.T) {
	r := chosen()
	for id, want := range map[string][]bool{"small": {false, true, false, false}, "wide": {false, true, false, true},
		"firm": {false, false, false, true}, "none": {false, false, false, false}} {
		if got := r.ProfileAsks(id); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	if got := r.Included("wide"); !slices.Equal(got, []string{"wide", "small", "firm"}) {
		t.Error(got)
	}
}
