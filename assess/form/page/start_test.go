package page_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/form/page"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

var fieldID = regexp.MustCompile(`<(?:input|select) id="(\w+)"`)

// TestStart: the page begins with its first screen as elements, in the first language, with what it asks. It is hidden
// until the script has been over it, and the script stands before the body, so that nothing is drawn before.
func TestStart(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	henan := assess.Subject{ID: "henan", Name: "Henan <b>", Member: "Xinxiang", Stage: "growth"}
	li, wang := assess.Rater{ID: "li", Name: "Li"}, assess.Rater{ID: "w"}
	for name, c := range map[string]struct {
		lang   say.Language
		a      assess.Assessment
		people []assess.Rater
		want   string // the fields, then texts
	}{
		"all asked":   {"en", assess.Assessment{Depth: "full"}, nil, "[name role subject stage sector]>Channel team maturity</h1>|>91 questions. |>Begin</b|>Your name</l"},
		"in Chinese":  {"zh", assess.Assessment{Depth: "quick"}, nil, "[name role subject stage sector]>渠道团队成熟度</h1>|>共 31 题。|>开始</b"},
		"with sector": {"en", assess.Assessment{Depth: "quick", Subject: assess.Subject{Sector: "b2b-software-reseller"}}, nil, "[name role subject stage]"},
		"who is one":  {"en", assess.Assessment{Depth: "quick", Subject: henan}, []assess.Rater{li}, "[]>Henan &lt;b&gt; · Xinxiang · Li</p>"},
		"of a list":   {"en", assess.Assessment{Depth: "quick", Subject: henan}, []assess.Rater{li, wang}, "[who]>Henan &lt;b&gt; · Xinxiang</p>"},
	} {
		c.a.Answers = make([]assess.Answer, m.Len())
		var out bytes.Buffer
		opt := page.Options{Langs: []say.Language{c.lang, other(c.lang)}, People: c.people}
		if err := page.Write(&out, m, &c.a, opt); err != nil {
			t.Fatal(err)
		}
		if head, _, _ := strings.Cut(out.String(), "<body>"); strings.Count(head, "</script>") != 2 {
			t.Errorf("%s: data and script do not stand in the head", name)
		}
		start := between(out.String(), `<section id="start" hidden>`, `</section>`)
		fields := []string{}
		for _, f := range fieldID.FindAllStringSubmatch(start, -1) {
			fields = append(fields, f[1])
		}
		list, texts, _ := strings.Cut(c.want, "]")
		if got := fmt.Sprint(fields); got != list+"]" {
			t.Errorf("%s: it asks %s, want %s]", name, got, list)
		}
		for text := range strings.SplitSeq(texts, "|") {
			if !strings.Contains(start, text) {
				t.Errorf("%s: %q is not in %s", name, text, start)
			}
		}
	}
}

func other(l say.Language) say.Language {
	if l == "zh" {
		return "en"
	}
	return "zh"
}
