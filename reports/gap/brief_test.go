package gap_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/rubric/say"
)

// TestBriefView: a long comment is cut in the brief, which says where the rest is; one that has room, and the whole
// report, are as they were written.
func TestBriefView(t *testing.T) {
	for lang, c := range map[say.Language]struct {
		word, more string
		most       int
	}{"en": {"word ", " … The rest is in the full report.", 900}, "zh": {"说得很长，", "……全文见完整报告。", 450}} {
		for n, isCut := range map[int]bool{10: false, 400: true} {
			res := partly(1000)
			text := strings.TrimSpace(strings.Repeat(c.word, n))
			res.Assessment.Comments = map[string]string{assess.SummaryComment: text}
			g := gap.New(res, "", lang)
			view := behind(g.TwoPages().Sections[0], g.OurView())
			cut := strings.TrimSuffix(view, c.more)
			fits := utf8.RuneCountInString(cut) <= c.most && strings.HasPrefix(text, cut)
			if !fits || (cut != view) != isCut {
				t.Errorf("%s, %d: %q", lang, n, view)
			}
			if view := behind(g.Doc().Sections[0], g.OurView()); view != text {
				t.Errorf("%s, %d: the whole report has %q", lang, n, view)
			}
		}
	}
}

// behind is the paragraph behind a heading.
func behind(s doc.Section, heading string) string {
	for k, b := range s.Blocks {
		if h, ok := b.(doc.Heading); ok && h.Text == heading {
			return s.Blocks[k+1].(doc.Paragraph).Text
		}
	}
	return ""
}

// TestOnlyUnknown: answers that are all "don't know" are no empty file.
func TestOnlyUnknown(t *testing.T) {
	res := partly(0)
	for i := range res.Assessment.Answers {
		res.Assessment.Answers[i] = assess.Answer{Given: true, State: assess.Unknown}
	}
	res = res.Model.Evaluate(res.Assessment, assess.Options{})
	for lang, want := range map[say.Language]string{"en": `No question has an answer but "don't know" (`, "zh": "得到的回答只有“不知道”（"} {
		if all := strings.Join(words(gap.New(res, "", lang).Doc().Sections...), "\n"); !strings.Contains(all, want) {
			t.Errorf("%s: no %q", lang, want)
		}
	}
}

// TestNoNames: who rated is told by number and role, by name where it is asked for.
func TestNoNames(t *testing.T) {
	panel := madeUp()[5] // four raters, two of each role
	res := partly(0).Model.Evaluate(panel, assess.Options{})
	for lang, want := range map[say.Language]string{"en": "4 (field: 2, office: 2)", "zh": "4（field 2 位、office 2 位）"} {
		g := gap.New(res, "", lang)
		if got := rowOf(g.Doc(), g.Say("Raters", "评分人")); got != want {
			t.Errorf("%s: %q", lang, got)
		}
		if got := rowOf(g.WithNames().Doc(), g.Say("Raters", "评分人")); !strings.Contains(got, "r0") {
			t.Errorf("%s, with names: %q", lang, got)
		}
	}
}

// rowOf is the second cell of the row that begins so.
func rowOf(rep *doc.Report, first string) string {
	for _, s := range rep.Sections {
		for _, b := range s.Blocks {
			if table, ok := b.(doc.Table); ok {
				for _, row := range table.Rows {
					if row[0] == first {
						return row[1]
					}
				}
			}
		}
	}
	return ""
}
