package gap_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fathom/reports/doc"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

// titles are those of a deck.
func titles(d *doc.Deck) []string {
	var out []string
	for _, s := range d.Slides {
		out = append(out, s.Title)
	}
	return out
}

// TestSlides: what is shown of a whole report, and of one of which too little is answered to say where it stands.
func TestSlides(t *testing.T) {
	all := sampled(t, "en")
	want := []string{"Where we stand", "Dimensions against their targets", "The widest gaps to the targets: 12 of 31",
		"Every criterion", "First priorities: 10 of 27", "The first half-year", "What to decide", "Findings",
		"Find out first", "Scope and method"}
	if got := titles(all[0].Slides(false)); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	early := []string{"Where we stand", "Dimensions against their targets", "Every criterion", "Find out first",
		"Scope and method"}
	if got := titles(all[2].Slides(false)); !slices.Equal(got, early) {
		t.Errorf("too early: %q", got)
	}
	d := all[0].Slides(false)
	if got := d.Slides[0].Lead; got != "河南快消渠道 scores 2.4 of 5 against a target of 3.4: level 2, Emerging; target attainment 56%." {
		t.Error(got)
	}
	chart := d.Slides[2].Content[0].(doc.GapChart)
	if got := chart.Rows[0]; got.Name != "Inventory management" || got.Text != "1.7" || got.Gap != "2.3" {
		t.Errorf("the widest gap is %s, %s, %s", got.Name, got.Text, got.Gap)
	}
	if got := d.Slides[2].Notes[0]; got != "Inventory management: score 1.7, target 4. Gap 2.3." {
		t.Error(got)
	}
	if got := d.Slides[6].Notes[0]; !strings.HasPrefix(got, "Approve the plan for the first 180 days: 8 steps, 123 person-days.") {
		t.Error(got)
	}
}

// TestSlidesInBothLanguages: both have the same slides with as much on them, each with notes; together they take at
// most so many slides as a deck may have, and with an appendix all gaps and priorities are there.
func TestSlidesInBothLanguages(t *testing.T) {
	en, zh := sampled(t, "en"), sampled(t, "zh")
	for i := range en {
		for _, appendix := range []bool{false, true} {
			a, b := en[i].Slides(appendix), zh[i].Slides(appendix)
			if len(a.Slides) != len(b.Slides) {
				t.Fatalf("%d slides, %d in Chinese", len(a.Slides), len(b.Slides))
			}
			most := 1 // the cover
			for k := range a.Slides {
				x, y := &a.Slides[k], &b.Slides[k]
				if len(x.Content) != len(y.Content) || len(x.Notes) == 0 || len(y.Notes) == 0 ||
					(x.Lead == "") != (y.Lead == "") || x.Title == y.Title {
					t.Errorf("%s and %s are not alike", x.Title, y.Title)
				}
				if !appendix && x.Most == 0 {
					t.Errorf("%s may take any number of slides", x.Title)
				}
				most += x.Most
			}
			if !appendix && most > 20 {
				t.Errorf("up to %d slides", most)
			}
		}
	}
	shown := map[string]int{}
	for _, s := range en[0].Slides(true).Slides {
		for _, c := range s.Content {
			switch v := c.(type) {
			case doc.GapChart:
				shown["gaps"] = max(shown["gaps"], len(v.Rows))
			case doc.Table:
				shown[s.Title] = len(v.Rows)
			}
		}
	}
	for what, want := range map[string]int{"gaps": 31, "Appendix: Priorities": 27, "Appendix: all answers": 91} {
		if shown[what] != want {
			t.Errorf("%s: %d, want %d", what, shown[what], want)
		}
	}
}

// TestViewOnSlides: what whoever hands over the report says of it is what they say to the slides.
func TestViewOnSlides(t *testing.T) {
	for _, lang := range []say.Language{"en", "zh"} {
		var notes []string
		for _, s := range voiced(t, lang).Slides(false).Slides {
			notes = append(notes, s.Notes...)
		}
		said := strings.Join(notes, "\n")
		for _, want := range []string{"They know what to do.", "Small.", "Two leave.", "Nobody decides.", "Not seen yet.", "Nor this."} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: nobody says %q in\n%s", lang, want, said)
			}
		}
	}
}

// TestReasonsBelow: where a slide, or what is said to it, speaks of reasons below, they are. Without any of the
// director's days the sample does not reach all of its targets.
func TestReasonsBelow(t *testing.T) {
	sample := samples.All()[0]
	data := bytes.Replace(sample.Data, []byte("\nanswers:"), []byte("\ncapacity:\n  DIR: 0\nanswers:"), 1)
	found := 0
	for _, s := range report(t, channelteam.Rubric(), sample.Name, data, "en").Slides(false).Slides {
		said := []string{s.Lead, strings.Join(s.Notes, "\n")}
		for _, c := range s.Content {
			if l, ok := c.(doc.List); ok {
				said = append(said, strings.Join(l.Items, "\n"))
			}
		}
		for _, text := range said {
			if _, after, says := strings.Cut(text, "the reasons are below."); says {
				found++
				if strings.TrimSpace(after) == "" {
					t.Errorf("%s: nothing is below", s.Title)
				}
			}
		}
	}
	if found != 3 { // in the notes of the plan, on the slide of what to decide, and in its notes
		t.Errorf("%d texts speak of reasons, want 3", found)
	}
}
