package interview_test

import (
	"testing"

	"fathom/assess/interview"
)

// TestUnreserved: what Windows takes for a device gets another name, with or without an ending of its own.
func TestUnreserved(t *testing.T) {
	for name, want := range map[string]string{
		"con": "con-1", "CON": "CON-1", "Lpt1": "Lpt1-1", "com¹": "com¹-1", "aux.henan": "aux-1.henan", "nul .x": "nul-1 .x",
		"conin$": "conin$-1", "cone": "cone", "con-henan": "con-henan", "com10": "com10", "河南con": "河南con", "": "",
	} {
		if got := interview.Unreserved(name); got != want {
			t.Errorf("Unreserved(%q) = %q, want %q", name, got, want)
		}
	}
	if got := interview.FileName("Prn"); got != "prn-1.yaml" {
		t.Errorf("got %s", got)
	}
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"河南快消渠道": "河南快消渠道.yaml", "Nordic Reseller AB": "nordic-reseller-ab.yaml", "../../etc/passwd": "etc-passwd.yaml", "": "answers.yaml",
		"-- ": "answers.yaml", "con\x00a": "con-a.yaml",
	} {
		if got := interview.FileName(name); got != want {
			t.Errorf("FileName(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestCardTitle: the question stands behind the name, in the colon of the language; without one the name stands alone.
func TestCardTitle(t *testing.T) {
	c := interview.Card{Name: "Goals"}
	if got := c.Title("en"); got != "Goals" {
		t.Errorf("%q", got)
	}
	c.Question = "How are goals set?"
	if en, zh := c.Title("en"), c.Title("zh"); en != "Goals: How are goals set?" || zh != "Goals：How are goals set?" {
		t.Errorf("%q, %q", en, zh)
	}
}

// TestQuestionNamedOnce: a question stands behind its practice, and alone where both are called the same.
func TestQuestionNamedOnce(t *testing.T) {
	for want, row := range map[string]interview.Row{
		"Goals, Quality": {Practice: "Goals", Name: "Quality"}, "Is it done?": {Practice: "Is it done?", Name: "Is it done?"},
	} {
		if got := row.Full(", "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
