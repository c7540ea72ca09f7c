package html_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"fathom/reports/handbook"
	"fathom/reports/html"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

func bookOf(t testing.TB, r *rubric.Rubric, id string, lang say.Language) string {
	t.Helper()
	rep, _ := handbook.New(r, r.Digest(), id, lang)
	var b strings.Builder
	if err := html.Write(&b, rep.Doc()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func hostileRubric(t testing.TB) *rubric.Rubric {
	t.Helper()
	data, err := os.ReadFile("../../testdata/rubrics/hostile.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, _, err := rubricfile.Read(rubricfile.File{Name: "hostile.yaml", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rows are the cells of a section's own table that has so many columns.
func rows(section *xhtml.Node, columns int) [][]string {
	var out [][]string
	for n := range section.Descendants() {
		if n.Data != "tr" || n.Parent.Data != "tbody" {
			continue
		}
		var row []string
		for c := range n.ChildNodes() {
			if c.Type == xhtml.ElementNode {
				row = append(row, text(c))
			}
		}
		if len(row) == columns {
			out = append(out, row)
		}
	}
	return out
}

// TestHandbookHasAll counts: in its own section stands every criterion with its levels and every practice with its
// actions.
func TestHandbookHasAll(t *testing.T) {
	r := channelteam.Rubric()
	for lang, tag := range map[say.Language]string{"zh": "zh-Hans", "en": "en"} {
		page := bookOf(t, r, "", say.Language(lang))
		if !strings.Contains(page, `<html lang="`+tag+`">`) {
			t.Errorf("%s: no language", lang)
		}
		at := map[string]*xhtml.Node{}
		for _, n := range nodes(t, page) {
			if id := attr(n, "id"); id != "" {
				if at[id] != nil {
					t.Errorf("%s: the id %s is there twice", lang, id)
				}
				at[id] = n
			}
		}
		levels, actions := 0, 0
		for _, p := range r.Practices {
			for _, c := range p.Criteria {
				got := rows(at[rubric.FullID(p.ID, c.ID)], 2)
				for k, l := range r.Scale(c.Scale).Levels {
					if want := []string{strconv.Itoa(l.Level) + " " + l.Name[string(lang)],
						c.Levels[l.Level][string(lang)]}; !slices.Equal(got[k], want) {
						t.Errorf("%s: %q, want %q", lang, got[k], want)
					}
				}
				levels += len(got)
			}
			got := rows(at[p.ID], 6)
			for k, a := range p.Actions {
				if got[k][0] != strconv.Itoa(a.To) || got[k][1] != a.Text[string(lang)] ||
					got[k][5] != a.KPI[string(lang)] {
					t.Errorf("%s: %q, want %q", lang, got[k], a.Text[string(lang)])
				}
			}
			actions += len(got)
		}
		if levels != 91*5 || actions != 31*4 {
			t.Errorf("%s: %d levels and %d actions", lang, levels, actions)
		}
		checkLinks(t, string(lang), page, r)
	}
}

// checkLinks wants every part, dimension and practice in the contents, and every link to lead somewhere on the page.
func checkLinks(t *testing.T, lang, page string, r *rubric.Rubric) {
	t.Helper()
	all := nodes(t, page)
	ids := map[string]bool{}
	for _, n := range all {
		ids[attr(n, "id")] = true
	}
	linked := map[string]bool{}
	for _, n := range all {
		if n.Data != "a" {
			continue
		}
		id, ok := strings.CutPrefix(attr(n, "href"), "#")
		if id = strings.ReplaceAll(id, "%3a", ":"); !ok || !ids[id] {
			t.Errorf("%s: a link to %q", lang, attr(n, "href"))
		}
		linked[id] = true
	}
	for _, p := range r.Practices {
		if !linked[p.ID] || !linked[p.Dimension] {
			t.Errorf("%s: no link to %s or %s", lang, p.ID, p.Dimension)
		}
	}
}

// TestHandbookPage: the page is made of the elements of a gap report and of links within it; it has one title, every
// table has a name and heads, and no heading skips a level.
func TestHandbookPage(t *testing.T) {
	for name, page := range map[string]string{
		"whole": bookOf(t, channelteam.Rubric(), "", "zh"), "practice": bookOf(t, channelteam.Rubric(), "roles", "en"),
		"criterion": bookOf(t, channelteam.Rubric(), "roles/overlap-control", "en"),
		"hostile":   bookOf(t, hostileRubric(t), "", "en"),
	} {
		if strings.Contains(page, "url(") || strings.Contains(page, "@import") || !strings.Contains(page, `content="default-src 'none'; style-src 'unsafe-inline'"`) {
			t.Errorf("%s: requests, or no policy against them", name)
		}
		last := 0
		for _, n := range nodes(t, page) {
			if !slices.Contains(append(allowed, "nav", "a", "h4", "h5"), n.Data) {
				t.Errorf("%s: element %s", name, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" && !strings.HasPrefix(a.Val, "#") ||
					slices.Contains([]string{"src", "style", "action"}, a.Key) {
					t.Errorf("%s: attribute %s=%q", name, a.Key, a.Val)
				}
			}
			if level, ok := strings.CutPrefix(n.Data, "h"); ok && len(level) == 1 && level >= "1" && level <= "6" {
				now, _ := strconv.Atoi(level)
				if now > last+1 {
					t.Errorf("%s: %s after h%d", name, n.Data, last)
				}
				last = now
			}
			if n.Data == "th" && (attr(n, "scope") == "" || text(n) == "") ||
				n.Data == "table" && !hasCaption(n) {
				t.Errorf("%s: a table without a name, or a head without scope or text", name)
			}
		}
		if strings.ContainsAny(page, "\x1b\u202e") {
			t.Errorf("%s: control characters", name)
		}
	}
	if page := strings.ReplaceAll(bookOf(t, hostileRubric(t), "", "en"), "<wbr>", ""); strings.Count(page,
		"&lt;script&gt;alert(1)&lt;/script&gt;") < 20 || !strings.Contains(page, "{{.}} ${x}") {
		t.Error("the texts cannot be read")
	}
}
