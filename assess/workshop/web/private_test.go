package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"fathom/assess/workshop"
)

// dates are the headers that say when an answer was given.
var dates = regexp.MustCompile(`Date:\[[^\]]*\] `)

// schedules are orders in which people vote, by number; somebody may vote again.
var schedules = [][]int{{0, 1, 2}, {2, 0, 1, 0}, {1, 1, 1, 0, 2, 2}}

// overheard is everything that those who do not vote receive while others vote, byte for byte: a phone that has not
// voted, the screen, the facilitator's page and the streams. What each vote is, votes says.
func overheard(t *testing.T, anonymous bool, order []int, votes func(step int) string) string {
	h := openHall(t, func(o *workshop.Opened, opt *Options) {
		o.Anonymous = anonymous
		for k := range o.Keys {
			o.Keys[k] = k + strings.Repeat("k", 20)
		}
		o.Keys[codeKey] = "ABC234"
	})
	voters := []*person{h.seated("Ann"), h.seated("Bo"), h.seated("Chen")}
	quiet, host := h.seated("Dan"), h.facilitator()
	phone, screen := h.stream(quiet, "/events"), h.stream(host, "/screen/events")
	host.wants(204, "/admin/next")
	var all strings.Builder
	look := func() {
		for _, path := range []string{"/", "/results", "/screen", "/device"} {
			a := quiet.ask("GET", path, nil, asPage)
			fmt.Fprintln(&all, path, a.StatusCode, a.Header, a.text)
		}
		for _, path := range []string{"/host", "/results", "/screen"} {
			a := host.ask("GET", path, nil, asPage)
			fmt.Fprintln(&all, path, a.StatusCode, a.Header, a.text)
		}
	}
	for step, who := range order {
		voters[who].wants(204, "/vote", "q", h.on(), "level", votes(step))
		look()
	}
	for s, more := phone.wait(200 * time.Millisecond); more && s != ""; s, more = phone.wait(200 * time.Millisecond) {
		fmt.Fprintln(&all, "phone", s)
	}
	last := ""
	for s, more := screen.wait(200 * time.Millisecond); more && s != ""; s, more = screen.wait(200 * time.Millisecond) {
		last = s // which of those in between are left out depends on the clock
	}
	fmt.Fprintln(&all, "screen", last)
	text := strings.ReplaceAll(all.String(), h.host, "HOST")
	return dates.ReplaceAllString(text, "")
}

// TestNothingIsOverheard: before the reveal, what others receive is the same whatever was voted, in three orders, with
// names and without.
func TestNothingIsOverheard(t *testing.T) {
	same := func(int) string { return "3" }
	differ := func(step int) string { return []string{"1", "unknown", "5", "2", "4", "1"}[step] }
	for _, anonymous := range []bool{false, true} {
		for n, order := range schedules {
			one, two := overheard(t, anonymous, order, same), overheard(t, anonymous, order, differ)
			if one != two {
				t.Errorf("schedule %d, anonymous %v: what others receive depends on the votes:\n%s", n, anonymous, difference(one, two))
			}
			if len(one) < 10_000 {
				t.Errorf("only %d bytes were looked at", len(one))
			}
		}
	}
}

// difference is the first line that is not the same.
func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i] + "\n" + y[i]
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// TestAnonymousPages: no name is asked for or shown, who has voted is not told, and notes are not taken.
func TestAnonymousPages(t *testing.T) {
	h := openHall(t, func(o *workshop.Opened, _ *Options) { o.Anonymous = true })
	page := h.person().get("/j/" + h.keys[joinKey])
	page.has(t, "No name is asked", "not from whoever owns the facilitator")
	if strings.Contains(page.text, `name="name"`) {
		t.Error("a name is asked")
	}
	ann, bo, host := h.seated("Zora"), h.seated("Yxa"), h.facilitator()
	host.wants(204, "/admin/next")
	ann.wants(204, "/vote", "q", h.on(), "level", "na")
	bo.wants(200, "/vote", "q", h.on(), "level", "3", "note", "I am Bo")
	bo.wants(204, "/vote", "q", h.on(), "level", "3")
	for _, a := range []answer{ann.get("/"), host.get("/host"), host.get("/screen")} {
		for _, told := range []string{"Zora", "Yxa", "I am Bo", `name="note" maxlength="0"`} {
			if strings.Contains(a.text, told) {
				t.Errorf("%s is told:\n%s", told, a.text)
			}
		}
	}
	host.wants(204, "/admin/reveal")
	host.get("/screen").has(t, "the votes stay hidden")
	ann.get("/results").has(t, `"hidden":"too-few","results":[]`)
	for _, e := range h.journal.events {
		if line, _ := workshop.Encode(e); strings.Contains(string(line), "Zora") {
			t.Errorf("the journal has a name: %s", line)
		}
	}
}

// TestLanguages: each phone has its own language, whatever the others have.
func TestLanguages(t *testing.T) {
	h := openHall(t)
	zh := func(r *http.Request) { r.Header.Set("Accept-Language", "zh-TW,zh;q=0.9,en;q=0.8") }
	ann := h.seated("Ann")
	h.facilitator().wants(204, "/admin/next")
	ann.ask("GET", "/", nil, zh).has(t, `<html lang="zh-Hans"`, "不知道", "提交评分")
	ann.get("/").has(t, `<html lang="en"`, "Don&#39;t know")
	ann.get("/?lang=zh").has(t, `<html lang="zh-Hans"`)
	ann.get("/").has(t, `<html lang="zh-Hans"`, `href="?lang=en"`)
	for header, want := range map[string]string{"": "en", "de-DE,de": "en", "fr,zh-CN;q=0.5": "zh", "EN-gb": "en",
		"zh": "zh", "x": "en", ",,": "en"} {
		if got := accepted(header, "en"); string(got) != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}

// TestTemplates: what the pages say stands in both languages side by side, with the marks of Chinese in Chinese.
func TestTemplates(t *testing.T) {
	files, err := assets.ReadDir("assets")
	if err != nil {
		t.Fatal(err)
	}
	half := regexp.MustCompile(`\p{Han}[,;:?!()]|[,;:?!()]\p{Han}`)
	for _, f := range files {
		data, err := assets.ReadFile("assets/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`say "([^"]*)" "([^"]*)"`).FindAllStringSubmatch(string(data), -1) {
			if bad := half.FindString(m[2]); bad != "" {
				t.Errorf("%s: %q in %q", f.Name(), bad, m[2])
			}
		}
		rest := regexp.MustCompile(`say "[^"]*" "[^"]*"`).ReplaceAllString(string(data), "")
		rest = strings.ReplaceAll(rest, ">中文</a>", "")
		if bad := regexp.MustCompile(`.*\p{Han}.*`).FindString(rest); bad != "" {
			t.Errorf("%s: in one language only: %s", f.Name(), bad)
		}
	}
}

// TestSizes: a phone on a slow network loads little, and from nobody else.
func TestSizes(t *testing.T) {
	h, ids := fullHall(t)
	ann, host := h.seated("Ann"), h.facilitator()
	script, all, largest := len(ann.get("/app.js").text), 0, 0
	for _, id := range ids {
		host.wants(204, "/admin/jump", "to", id)
		largest = max(largest, len(ann.get("/?lang=zh").text), len(ann.get("/?lang=en").text))
	}
	for _, path := range []string{"/app.js", "/card.css", "/style.css", "/icon.svg", "/"} {
		text := ann.get(path).text
		if path != "/" {
			all += len(text)
		}
		if bad := regexp.MustCompile(`(src|href|url|action)\W{1,3}(https?:)?//`).FindString(text); bad != "" {
			t.Errorf("%s asks somebody else: %s", path, bad)
		}
	}
	all += largest
	t.Logf("the script has %d bytes, the first load %d", script, all)
	if script > 10_000 || all > 40_000 {
		t.Errorf("the script has %d bytes, the first load %d", script, all)
	}
}
