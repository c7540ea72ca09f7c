package rubricfile_test

import (
	"slices"
	"strings"
	"testing"

	"fathom/rubric"
)

// TestFindingFaults: a finding names what there is, levels that are there, and something that can hold.
func TestFindingFaults(t *testing.T) {
	for text, want := range map[string]string{
		"{id: f, if: [{at: roles, min: 2}], text: {en: a}}":                             "",
		"{id: f, if: [{at: rolls, min: 2}], text: {en: a}}":                             "there is no rolls; did you mean roles?",
		"{id: f, if: [{at: roles/nothing, min: 2}], text: {en: a}}":                     "there is no roles/nothing",
		"{id: f, if: [{at: roles, min: 9}], text: {en: a}}":                             "9 is not a level of scale maturity",
		"{id: f, if: [{at: roles}], text: {en: a}}":                                     "a condition has min, max or both",
		"{id: f, if: [{at: roles, min: 3, max: 2}], text: {en: a}}":                     "min 3 is above max 2",
		"{id: f, if: [], text: {en: a}}":                                                "at least one condition",
		"{id: f, if: [{at: roles, min: 2}]}":                                            "text",
		"{id: f, if: [{at: roles, least: 2}], text: {en: a}}":                           "least",
		"{id: f, if: [{at: a, min: 2}], text: {en: a}}, {id: f, if: [], text: {en: b}}": "f",
		"{id: united-in-dispute, ignore: true}":                                         "",
		"{id: united-in-dispute, text: {zh: 改, en: changed}}":                           "",
		"{id: no-such-finding, ignore: true}":                                           "there is no no-such-finding to ignore",
	} {
		_, _, err := laid(overlay("o.yaml", "findings: ["+text+"]\n"))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// TestFindingsGoWithWhatTheyAreOf: who leaves a practice or a criterion out of the built-in rubric need not know which
// findings name it; one that is about others stays.
func TestFindingsGoWithWhatTheyAreOf(t *testing.T) {
	for _, ignored := range []string{
		"practices: [{id: team-culture, criteria: [{id: unity, ignore: true}]}]\n", "practices: [{id: team-culture, ignore: true}]\n",
		"dimensions: [{id: culture, ignore: true}]\n",
	} {
		r, _, err := laid(overlay("o.yaml", ignored))
		if err != nil {
			t.Fatalf("%s: %v", ignored, err)
		}
		has := func(id string) bool {
			return slices.ContainsFunc(r.Findings, func(f rubric.Finding) bool { return f.ID == id })
		}
		if has("united-in-dispute") || !has("known-unassigned") {
			t.Errorf("%s: %v", ignored, r.Findings)
		}
	}
}

// TestLeaveOutGoesWithCriteria: what a base's sector leaves out is no fault when an overlay leaves it out for good;
// what the overlay itself names is one.
func TestLeaveOutGoesWithCriteria(t *testing.T) {
	r, _, err := laid(overlay("o.yaml", "practices: [{id: cap-inventory, criteria: [{id: availability, ignore: true}]}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Sector("b2b-software-reseller").LeaveOut; !slices.Equal(got,
		[]string{"cap-inventory/stock-control"}) {
		t.Errorf("%v", got)
	}
	_, _, err = laid(overlay("o.yaml", "practices: [{id: cap-inventory, ignore: true}]\n"+
		"sectors: [{id: b2b-software-reseller, leave_out: [cap-inventory/overstock]}]\n"))
	if err == nil || !strings.Contains(err.Error(), "there is no cap-inventory/overstock") {
		t.Errorf("%v", err)
	}
}
