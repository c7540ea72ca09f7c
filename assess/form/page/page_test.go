package page_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"fathom/assess"
	"fathom/assess/form/page"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

var both = []say.Language{"en", "zh"}

// written is the page of what an assessment asks.
func written(t *testing.T, m *assess.Model, a *assess.Assessment, people ...assess.Rater) string {
	t.Helper()
	if a.Answers == nil {
		a.Answers = make([]assess.Answer, m.Len())
	}
	var out bytes.Buffer
	if err := page.Write(&out, m, a, page.Options{Langs: both, People: people}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestSizes: everything in both languages is at most 400 kB, the script at most 25 kB.
func TestSizes(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	text := written(t, m, &assess.Assessment{Depth: assess.FullDepth})
	t.Logf("page %d bytes, script %d", len(text), len(page.Script()))
	if len(text) > 400_000 {
		t.Errorf("the page has %d bytes", len(text))
	}
	if n := len(page.Script()); n > 25_000 {
		t.Errorf("the script has %d bytes", n)
	}
	if again := written(t, m, &assess.Assessment{Depth: assess.FullDepth}); again != text {
		t.Error("the same questionnaire is another page")
	}
}

// TestPolicy: the policy names the one script and the one style of the page by what they are, and allows nothing else.
func TestPolicy(t *testing.T) {
	text := written(t, assess.Compile(channelteam.Rubric()), &assess.Assessment{})
	policy := html.UnescapeString(between(text, `Content-Security-Policy" content="`, `"`))
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := "default-src 'none'; script-src " + hash(between(text, "<script>", "</script>")) + "; style-src " +
		hash(between(text, "<style>", "</style>")) + "; form-action 'none'; base-uri 'none'"
	if policy != want {
		t.Errorf("%s\nwant %s", policy, want)
	}
	if !strings.Contains(between(text, "<script>", "</script>"), "JSON.parse(find('data')") {
		t.Error("that is not the script")
	}
}

func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	part, _, _ := strings.Cut(rest, to)
	return part
}

// hostile are texts that would like to be more than text.
var hostile = []string{
	`</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `<!--`, `<script>`, `]]>`, `'-alert(1)-'`,
	`{{.}}`, `${alert(1)}`, "`", `</style><style>*{display:none}`, `javascript:alert(1)`, "\u2028alert(1)\u2029",
	`<svg onload=alert(1)>`, `&lt;img src=x&gt;`, `\u003cscript\u003e`, `<a href="https://example.org">x</a>`, `</title><b>`,
	`</noscript><iframe src="https://example.org">`, "\u202e", `__proto__`, `constructor`, `<base href="https://example.org/">`,
	`<meta http-equiv=refresh content="0;https://example.org">`, `toString`, `x" autofocus onfocus="alert(1)`, `</SCRIPT >`, `<!--<script>`,
}

// poisoned is a small rubric all of whose texts are hostile, and an assessment by it whose names are.
func poisoned(t *testing.T, k int) (*assess.Model, *assess.Assessment, []assess.Rater) {
	t.Helper()
	at := k
	next := func() string { at++; return hostile[at%len(hostile)] + " " + hostile[(at*7+k)%len(hostile)] }
	text := func() rubric.Text { return rubric.Text{"en": next(), "zh": next()} }
	r := &rubric.Rubric{ID: "mini", Version: next(), Languages: []string{"en", "zh"}, Title: text(), Rating: text(),
		Scales: []rubric.Scale{{ID: "s", Levels: []rubric.Level{{Level: 0, Value: 0, Name: text()},
			{Level: 1, Value: 1, Name: text()}}}},
		Stages:  []rubric.Stage{{ID: "constructor", Name: text()}, {ID: "toString", Name: text()}},
		Sectors: []rubric.Sector{{ID: "__proto__", Name: text()}},
		Parts:   []rubric.Part{{ID: "own", Name: text()}, {ID: "hasOwnProperty", Name: text(), Of: rubric.OfMember}},
		Dimensions: []rubric.Dimension{{ID: "d", Part: "own", Name: text(), Question: text()},
			{ID: "e", Part: "hasOwnProperty", Name: text(), Question: text()}},
	}
	for _, d := range []string{"d", "e"} {
		r.Practices = append(r.Practices, rubric.Practice{ID: "constructor-" + d, Dimension: d, Name: text(),
			Evidence: map[string][]string{"en": {next()}, "zh": {next(), next()}},
			Criteria: []rubric.Criterion{{ID: "__proto__", Weight: 1, Core: true, Scale: "s", Name: text(),
				Question: text(), Levels: map[int]rubric.Text{0: text(), 1: text()}}}})
	}
	a := &assess.Assessment{Subject: assess.Subject{ID: "toString", Name: next(), Member: next(),
		Tags: map[string]string{"__proto__": strings.TrimSpace(next())}}, Date: "2026-11-20", Depth: assess.FullDepth}
	a.Answers = []assess.Answer{{Given: true, State: assess.NotApplicable, Note: next(), Confidence: "high",
		Evidence: []string{next()}}, {}}
	return assess.Compile(r), a, []assess.Rater{{ID: "__proto__", Name: next(), Role: next()}, {ID: "b", Name: next()}}
}

// TestHostileWriter: whatever the texts, a parser that reads as browsers do finds the elements and attributes of the
// page, and no other.
func TestHostileWriter(t *testing.T) {
	shape := ""
	for k := range 500 {
		m, a, people := poisoned(t, k)
		text := written(t, m, a, people...)
		got := shapeOf(t, text)
		if shape == "" {
			shape = got
		}
		if got != shape {
			t.Fatalf("file %d:\n%s\nwant\n%s", k, got, shape)
		}
		if !json.Valid([]byte(dataOf(t, text))) {
			t.Fatalf("file %d: no JSON", k)
		}
	}
	if strings.Count(shape, "<script") != 2 || strings.Contains(shape, "src") || strings.Contains(shape, "href") {
		t.Error(shape)
	}
}

var content = regexp.MustCompile(`content="[^"]*sha256[^"]*"`)

// shapeOf are the tags of a page with their attributes, without the texts.
func shapeOf(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	z := xhtml.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			return content.ReplaceAllString(b.String(), "")
		case xhtml.StartTagToken, xhtml.EndTagToken, xhtml.CommentToken, xhtml.SelfClosingTagToken:
			b.WriteString(z.Token().String())
		}
	}
}

// TestNoScriptText: without a script the page says what to do, in both languages.
func TestNoScriptText(t *testing.T) {
	text := between(written(t, assess.Compile(channelteam.Rubric()), &assess.Assessment{}), `<section id="off">`, "</section>")
	for _, want := range []string{`<p lang="en">This questionnaire is filled in right here`, `<p lang="zh-Hans">这份问卷就在本页填写`} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing: %s", want, text)
		}
	}
}

// TestRefused: the votes of several raters are none of a page's business; what was ticked would come back as a level.
func TestRefused(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	ticked := make([]assess.Answer, m.Len())
	ticked[1] = assess.Answer{Given: true, State: assess.Answered, Level: 3, Ticked: []string{}}
	for _, a := range []*assess.Assessment{{Panel: true, Answers: make([]assess.Answer, m.Len())}, {Answers: ticked}} {
		if err := page.Write(new(bytes.Buffer), m, a, page.Options{Langs: both}); !errors.Is(err, page.ErrNotKept) {
			t.Errorf("panel %v: %v", a.Panel, err)
		}
	}
}

// TestLevelZero: a scale may begin at 0, and an answer so far may be that.
func TestLevelZero(t *testing.T) {
	m, a, _ := poisoned(t, 0)
	a.Answers[0] = assess.Answer{Given: true, State: assess.Answered}
	want := `"given":{"constructor-d/__proto__":{"is":"level","level":0,`
	if text := dataOf(t, written(t, m, a)); !strings.Contains(text, want) {
		t.Errorf("%s is not in %s", want, text)
	}
}

// TestChecklist: a level of a checklist is described by its rules, behind what the level means on the scale; each item
// that they name by its number stands in the question.
func TestChecklist(t *testing.T) {
	both := func(en, zh string) rubric.Text { return rubric.Text{"en": en, "zh": zh} }
	r := channelteam.Rubric()
	c := &r.Practices[0].Criteria[0]
	c.Levels, c.Question = map[int]rubric.Text{5: both("Own words", "自己的话")}, both("What is there?", "有哪些？")
	c.Items = []rubric.Item{{ID: "a", Text: both("A plan.", "有计划。")}, {ID: "b", Text: both("A budget.", "有预算。")}}
	c.Ticked = []rubric.TickRule{{Level: 5, All: []string{"a", "b"}}, {Level: 3, AtLeast: 1}, {Level: 1}}
	r.Scales[0].Levels[2].Meaning = both("Half", "一半")
	for k := range r.Scales[0].Levels {
		if k != 2 {
			r.Scales[0].Levels[k].Meaning = nil
		}
	}
	r.Share()
	text := dataOf(t, written(t, assess.Compile(r), &assess.Assessment{Depth: assess.FullDepth}))
	for _, want := range []string{
		`"levels":[["in every other case","其他情况"],["nothing that is ticked leads here","怎么勾选都不会到这一级"],` +
			`["Half (1 or more hold)","一半（至少符合 1 项）"],["nothing that is ticked leads here","怎么勾选都不会到这一级"],` +
			`["Own words","自己的话"]]`,
		`"question":["What is there? 1. A plan; 2. A budget","有哪些？1. 有计划；2. 有预算"]`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is not in %.3000s", want, text[strings.Index(text, `"criteria"`):])
		}
	}
}
