package form_test

import (
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// rule is one of the rules by which Enketo makes HTML of Markdown.
type rule struct {
	pattern *regexp.Regexp
	with    string
}

// enketoRules are those of enketo-transformer 4.2.0 (src/markdown.ts), in their order, but for the tags span, sup and
// sub, which no text can have here.
func enketoRules() []rule {
	var out []rule
	for _, r := range [][2]string{
		{`<`, `&lt;`}, {`>`, `&gt;`}, {`&`, `&amp;`},
		{`\\\\`, `&92;`}, {`\\\*`, `&42;`}, {`\\_`, `&95;`}, {`\\#`, `&35;`},
		{`__(.*?)__`, `<strong>$1</strong>`}, {`\*\*(.*?)\*\*`, `<strong>$1</strong>`},
		{`(?m)(^|\W)_([^\s][^_\n]*)_(\W|$)`, `$1<em>$2</em>$3`}, {`\*([^\s][^*\n]*)\*`, `<em>$1</em>`},
		{`\[([^\]]*)\]\(([^)]+)\)`, `<a href="$2">$1</a>`},
		{`(?m)^\s*(#{1,6})\s?([^#][^\n]*)(\n|$)`, `<h1>$2</h1>`},
		{`(?m)^((\*|\+|-) (.*)(\n|$))+`, `<ul>$0</ul>`}, {`(?m)(\n([0-9]+\.) (.*))+$`, `<ol>$0</ol>`},
		{`&35;`, `#`}, {`&95;`, `_`}, {`&92;`, `\`}, {`&42;`, `*`}, {`&amp;`, `&`},
		{`([^\n]+)\n{2,}`, `<p>$1</p>`}, {`([^\n]+)\n`, `$1<br>`},
	} {
		out = append(out, rule{regexp.MustCompile(r[0]), r[1]})
	}
	return out
}

// inEnketo is the HTML that Enketo shows. What its rules leave alone is shown as text.
func inEnketo(s string) string {
	before := strings.Replace(strings.Replace(s, "<", "&lt;", 1), ">", "&gt;", 1)
	out := before
	for _, r := range enketoRules() {
		out = r.pattern.ReplaceAllString(out, r.with)
	}
	if out == before {
		return html.EscapeString(s)
	}
	return out
}

// inWebForms is the HTML of a text that is CommonMark, as ODK Web Forms reads it.
func inWebForms(s string) string {
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(s), &out); err != nil {
		return err.Error()
	}
	return out.String()
}

var paragraphs = regexp.MustCompile(`</?p>|<br ?/?>`)

// seen is what a person reads, but for how blanks are laid out: "" where something is more than text.
func seen(page string) string {
	page = paragraphs.ReplaceAllString(page, "\n")
	if strings.Contains(page, "<") {
		return ""
	}
	return blanksAside(html.UnescapeString(page))
}

func blanksAside(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u200B", "")), " ")
}

// TestLabelsAsText: whatever stands in a rubric is read as it is written there, by a person in front of either engine.
func TestLabelsAsText(t *testing.T) {
	bits := strings.Split("*|**|_|__|#|# |>|> |- |+ |1. |2) |\n|\n\n|a|b c| |    |\t|[x](http://y)|[a]|[a]: b|![i](j)|<b>|</b>|"+
		"<span style='color:red'>|<sup>|&amp;|&#35;|&|~~~\n|---|===|\\|\\*|<http://x>|<a@b.c>|渠道|：|%|<|> =|10|!|__x__", "|")
	rng := rand.New(rand.NewPCG(19, 5))
	r := channelteam.Rubric()
	r.Stages = nil
	for i := range 3000 {
		text := "> 80 % of *all*"
		if i > 0 {
			text = ""
			for range 1 + rng.IntN(6) {
				text += bits[rng.IntN(len(bits))]
			}
		}
		r.Stages = append(r.Stages, rubric.Stage{ID: fmt.Sprintf("s%d", i), Name: rubric.Text{"en": text, "zh": text}})
	}
	var out bytes.Buffer
	if err := form.WriteXLSForm(&out, assess.Compile(r), form.Options{Langs: []say.Language{"en"}}); err != nil {
		t.Fatal(err)
	}
	f, checked := readForm(t, out.Bytes()), 0
	for _, c := range f.choices {
		if c["list_name"] != "fathom_stages" {
			continue
		}
		want, label := r.Stages[checked].Name["en"], f.label(c)
		if checked++; blanksAside(want) == "" {
			continue
		}
		for name, render := range map[string]func(string) string{"Enketo": inEnketo, "Web Forms": inWebForms} {
			if got := seen(render(label)); got != blanksAside(want) {
				t.Errorf("%s shows %q of %q, which is %q", name, got, label, want)
			}
		}
	}
	if checked != len(r.Stages) {
		t.Errorf("%d checked", checked)
	}
}
