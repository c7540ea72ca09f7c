package html_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

func read(t testing.TB, s samples.Sample) *assess.Assessment {
	t.Helper()
	a, err := answerfile.Read(s.Name, s.Data, channelteam.Rubric())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func render(t testing.TB, a *assess.Assessment, lang say.Language) string {
	t.Helper()
	var b strings.Builder
	res := assess.Compile(channelteam.Rubric()).Evaluate(a, assess.Options{})
	if err := html.Write(&b, gap.New(res, channelteam.Digest(), lang).Doc()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// nodes parses a page as a browser does and returns all its elements.
// nodes are the elements of a page, without the bare places to break in long words.
func nodes(t *testing.T, page string) []*xhtml.Node {
	t.Helper()
	root, err := xhtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []*xhtml.Node
	for n := range root.Descendants() {
		if n.Type == xhtml.ElementNode && (n.Data != "wbr" || len(n.Attr) > 0) {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *xhtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *xhtml.Node) string {
	var b strings.Builder
	for k := range n.Descendants() {
		if k.Type == xhtml.TextNode {
			b.WriteString(k.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// TestPages checks each sample's page in both languages: nothing comes from elsewhere, nothing runs, and who does not
// see the page finds headings, tables with heads and named pictures. With FATHOM_PAGES set to a folder the pages stay
// there.
func TestPages(t *testing.T) {
	for _, s := range samples.All() {
		for lang, tag := range map[say.Language]string{"zh": "zh-Hans", "en": "en"} {
			page := render(t, read(t, s), lang)
			if dir := os.Getenv("FATHOM_PAGES"); dir != "" {
				name := strings.TrimSuffix(s.Name, ".yaml") + "-" + string(lang) + ".html"
				if err := os.WriteFile(filepath.Join(dir, name), []byte(page), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if strings.Contains(page, "url(") || strings.Contains(page, "@import") ||
				!strings.Contains(page, `<html lang="`+tag+`">`) {
				t.Errorf("%s %s: requests or no language", s.Name, lang)
			}
			if m := regexp.MustCompile(`map\[|%!|<nil>|&lt;nil|\{\{|true\}|false\}`).FindString(page); m != "" {
				t.Errorf("%s %s: %q was not laid out", s.Name, lang, m)
			}
			checkStructure(t, s.Name+" "+string(lang), nodes(t, page))
		}
	}
}

// allowed are the elements that a page is made of.
var allowed = strings.Fields("html head meta title style body header main section figure figcaption div p span strong b i nav a small h1 h2 h3 ul ol li table caption thead tbody tr th td svg desc polygon line circle rect path text tspan")

func checkStructure(t *testing.T, name string, all []*xhtml.Node) {
	t.Helper()
	h1, tables := 0, 0
	for _, n := range all {
		if !slices.Contains(allowed, n.Data) {
			t.Errorf("%s: element %s", name, n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "style" ||
				a.Key == "action" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("%s: attribute %s=%q", name, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "h1":
			h1++
		case "th":
			if attr(n, "scope") == "" || text(n) == "" {
				t.Errorf("%s: a head without scope or text: %q", name, text(n))
			}
		case "table":
			tables++
			checkTable(t, name, n)
		case "svg":
			label := attr(n, "aria-labelledby") + attr(n, "aria-label")
			if attr(n, "aria-hidden") != "true" && (attr(n, "role") != "img" || label == "") {
				t.Errorf("%s: a picture without a name", name)
			}
		}
	}
	if h1 != 1 || tables < 4 {
		t.Errorf("%s: %d titles, %d tables", name, h1, tables)
	}
}

// checkTable wants a name, and no more levels of heads than their scope tells apart: one row of heads and one
// column, or cells that name theirs (WCAG 2.1, technique H43).
func checkTable(t *testing.T, name string, table *xhtml.Node) {
	t.Helper()
	ids, wide, beside, cells := map[string]bool{}, 0, false, []*xhtml.Node{}
	for n := range table.Descendants() {
		switch n.Data {
		case "th":
			ids[attr(n, "id")] = true
			wide += len(attr(n, "colspan"))
			beside = beside || attr(n, "rowspan") != ""
		case "td":
			cells = append(cells, n)
		}
	}
	if !hasCaption(table) || attr(table.Parent, "aria-label") == "" || wide > 1 {
		t.Errorf("%s: a table without a name, or with a head over several columns: %v", name, slices.Sorted(maps.Keys(ids)))
	}
	for _, n := range cells {
		heads := strings.Fields(attr(n, "headers"))
		if beside && len(heads) != 3 || slices.ContainsFunc(heads, func(id string) bool { return !ids[id] }) {
			t.Errorf("%s: the heads of %q are %q", name, text(n), heads)
		}
	}
}

// hasCaption reports whether a table says its name.
func hasCaption(table *xhtml.Node) bool {
	for n := range table.ChildNodes() {
		if n.Data == "caption" {
			return text(n) != ""
		}
	}
	return false
}

// hostile are notes that would like to be more than text.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `</title></style><svg onload=alert(1)>`, `javascript:alert(1)`, `{{.}}`, `<!--`, `]]>`, `&lt;b&gt;`,
	"\x1b[31mred", "\u202egnp.exe", "=HYPERLINK(\"http://x\")", "😀👩‍👩‍👧 emoji", strings.Repeat("长", 10_000), `http://example.com/<a href=x>`,
}

// TestHostileNotes: whatever a note says, the page has the same elements and attributes, and the note can be read.
func TestHostileNotes(t *testing.T) {
	shape := func(page string) []string {
		var out []string
		for _, n := range nodes(t, page) {
			tag := n.Data
			for _, a := range n.Attr {
				tag += " " + a.Key
			}
			out = append(out, tag)
		}
		return out
	}
	a := read(t, samples.All()[0])
	fill := func(note string) string {
		a.Subject.Name, a.Subject.Tags = note, map[string]string{"k": note}
		for i := range a.Answers {
			if a.Answers[i].Given {
				a.Answers[i].Note, a.Answers[i].Evidence = note, []string{note}
			}
		}
		return render(t, a, "en")
	}
	want := shape(fill("plain"))
	for _, note := range hostile {
		page := fill(note)
		if got := shape(page); !slices.Equal(got, want) {
			t.Errorf("%.40q changes the page", note)
		}
		if strings.ContainsAny(page, "\x1b\u202e") {
			t.Errorf("%.40q: control characters", note)
		}
	}
	if page := fill(hostile[0]); !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt;") {
		t.Error("the note cannot be read")
	}
}

func TestNothingAnswered(t *testing.T) {
	a := read(t, samples.All()[0])
	clear(a.Answers)
	if page := render(t, a, "zh"); !strings.Contains(page, "还没有任何答案") || strings.Contains(page, "<polygon class=\"now\"") {
		t.Error("a page without answers draws something, or says nothing")
	}
}

func TestSamePageTwice(t *testing.T) {
	a := read(t, samples.All()[0])
	if first, second := render(t, a, "zh"), render(t, a, "zh"); first != second {
		t.Error("the same report gives two pages")
	}
}

func BenchmarkWrite(b *testing.B) {
	res := assess.Compile(channelteam.Rubric()).Evaluate(read(b, samples.All()[0]), assess.Options{})
	for b.Loop() {
		var out strings.Builder
		if err := html.Write(&out, gap.New(res, channelteam.Digest(), "zh").Doc()); err != nil {
			b.Fatal(err)
		}
	}
}
