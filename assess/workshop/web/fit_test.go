package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fathom/assess"
	"fathom/assess/card"
	"fathom/assess/workshop"
)

// ruler opens pages one after another in a frame of a size, and answers where things end up.
const ruler = `<!DOCTYPE html><meta charset="utf-8"><body><iframe></iframe><script type="application/json" id="pages">%s</script><script>
const frame = document.querySelector("iframe"), answers = [];
const size = (e) => e ? parseFloat(frame.contentWindow.getComputedStyle(e).fontSize) : 0;
const pages = JSON.parse(document.getElementById("pages").textContent);
const open = (p) => new Promise((done) => { frame.onload = done; frame.width = p.width; frame.height = p.height; frame.srcdoc = p.text; });
(async () => {
  for (const p of pages) {
    await open(p);
    const d = frame.contentDocument, levels = d.querySelectorAll(".level:not(.other), .levels li, .bars tr"), last = levels[levels.length - 1];
    const list = d.querySelector(".levels, .bars"), send = d.querySelector(".send");
    answers.push({name: p.name, width: d.documentElement.scrollWidth, height: d.documentElement.scrollHeight, levels: levels.length,
      bottom: Math.ceil(last.getBoundingClientRect().bottom), send: send ? send.getBoundingClientRect().top : 0,
      question: size(d.querySelector("h1")), level: size(list)});
  }
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(answers);
})();
</script>`

// framed is a page in a window of a size.
type framed struct {
	Name   string `json:"name"`
	Text   string `json:"text"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// measured is what the ruler says of it, in pixels.
type measured struct {
	Name                  string
	Width, Height, Levels int
	Bottom                int // edge of the last level
	Send, Question, Level float64
}

// alone is a page that needs no server: its style is in it, and there is no script.
func alone(page string) string {
	style, _ := assets.ReadFile("assets/style.css")
	for name, text := range map[string]string{"card": card.Style(), "style": string(style)} {
		page = strings.Replace(page, `<link rel="stylesheet" href="/`+name+`.css">`, "<style>"+text+"</style>", 1)
	}
	return strings.Replace(page, `<script src="/app.js" defer></script>`, "", 1)
}

var answerOfRuler = regexp.MustCompile(`(?s)<pre>(.*)</pre>`)

// measure opens the pages in Chromium, or leaves the test out.
func measure(t *testing.T, pages []framed) (all []measured) {
	t.Helper()
	chromium, err := exec.LookPath(cmp.Or(os.Getenv("FATHOM_BROWSER"), "chromium"))
	if err != nil {
		t.Skip("left out: no Chromium on this machine")
	}
	for i := range pages {
		pages[i].Text = alone(pages[i].Text)
	}
	data, err := json.Marshal(pages) // < stands in it as <
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ruler.html")
	if err := os.WriteFile(path, fmt.Appendf(nil, ruler, data), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu",
		"--disable-dev-shm-usage", "--user-data-dir="+t.TempDir(), "--hide-scrollbars",
		"--virtual-time-budget=600000", "--dump-dom", "file://"+path).Output()
	found := answerOfRuler.FindSubmatch(out)
	if found == nil {
		t.Fatalf("no answer from the pages: %v %.300s", err, out)
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(string(found[1]))), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != len(pages) {
		t.Fatalf("%d of %d pages were measured", len(all), len(pages))
	}
	return all
}

// fullHall is a room with everything on its agenda.
func fullHall(t *testing.T) (*hall, []string) {
	h := openHall(t, func(o *workshop.Opened, _ *Options) { o.Depth = assess.FullDepth })
	m := h.opt.Room.Model()
	var ids []string
	for i := range m.Len() {
		ids = append(ids, m.Criterion(i).ID)
	}
	return h, ids
}

// TestLevelsFitThePhone: all five levels of each criterion end within 740 pixels on a phone 360 wide, with a name, a
// timer and a second round, and nothing is wider than the phone, nor than one that is magnified to 320.
func TestLevelsFitThePhone(t *testing.T) {
	h, ids := fullHall(t)
	ann := h.seated("Ann")
	var pages []framed
	for _, id := range ids {
		if err := h.Do("jump", url.Values{"to": {id}}); err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"zh", "en"} {
			text := ann.get("/?lang=" + lang).text
			pages = append(pages, framed{id + " " + lang, text, 360, 740}, framed{id + " " + lang, text, 320, 740})
		}
	}
	if len(pages) != 4*91 {
		t.Fatalf("%d pages", len(pages))
	}
	above := map[string]int{}
	for i, m := range measure(t, pages) {
		if m.Width > pages[i].Width || m.Levels != 5 {
			t.Errorf("%s: %d levels, %d wide on a phone of %d", m.Name, m.Levels, m.Width, pages[i].Width)
		}
		if pages[i].Width != 360 {
			continue
		}
		if m.Bottom > 740 {
			t.Errorf("%s: the levels end at %d", m.Name, m.Bottom)
		}
		if float64(m.Bottom) <= m.Send {
			above[m.Name[len(m.Name)-2:]]++
		}
	}
	t.Logf("all five above the button: zh %d, en %d of %d", above["zh"], above["en"], len(ids))
	if above["zh"] < 91 || above["en"] < 69 {
		t.Errorf("without scrolling above the button: zh %d of 91, en %d (69 wanted)", above["zh"], above["en"])
	}
}

// TestScreenFitsTheProjector: nothing on the screen leaves 1280 by 720 pixels while twelve vote on any criterion, nor
// when twelve or thirty vote on the longest question, see the votes and agree; and it can be read from the last row. It
// is smaller, and leaves nothing either, where the browser's own bars take some of the height.
func TestScreenFitsTheProjector(t *testing.T) {
	h, ids := fullHall(t)
	h.crowd(12)
	host := h.facilitator()
	var pages []framed
	for _, id := range ids {
		host.wants(204, "/admin/jump", "to", id)
		pages = append(pages, screens(host, id)...)
	}
	m := h.opt.Room.Model()
	longest := slices.MaxFunc(ids, func(a, b string) int {
		i, _ := m.Index(a)
		j, _ := m.Index(b)
		return cmp.Compare(len(m.Criterion(i).Question.In("en")), len(m.Criterion(j).Question.In("en")))
	})
	for _, n := range []int{12, 30} {
		pages = append(pages, played(t, n, longest)...)
	}
	for _, p := range pages {
		p.Height = 600
		pages = append(pages, p)
	}
	for i, m := range measure(t, pages) {
		if m.Width > 1280 || m.Height > pages[i].Height || m.Levels < 5 {
			t.Errorf("%s: %d levels, %d by %d pixels", m.Name, m.Levels, m.Width, m.Height)
		}
		if pages[i].Height == 720 && (m.Question < 40 || m.Level < 24) {
			t.Errorf("%s: the question is %g pixels, the levels %g", m.Name, m.Question, m.Level)
		}
	}
}

// crowd gives seats to so many people.
func (h *hall) crowd(n int) (all []*person) {
	for i := range n {
		all = append(all, h.seated([]string{"欧阳静怡", "Alexander Vogt", "王强", "Bo", "Maria Lindqvist"}[i%5]+fmt.Sprint(i)))
	}
	return all
}

// screens are the screen in both languages.
func screens(host *person, name string) (out []framed) {
	for _, lang := range []string{"zh", "en"} {
		out = append(out, framed{name + " " + lang, host.get("/screen?lang=" + lang).text, 1280, 720})
	}
	return out
}

// played are the screens while so many people vote on a criterion, see the votes and agree.
func played(t *testing.T, n int, id string) []framed {
	h, _ := fullHall(t)
	host, voters := h.facilitator(), h.crowd(n)
	host.wants(204, "/admin/jump", "to", id)
	pages := screens(host, fmt.Sprint(n, " vote"))
	for i, p := range voters {
		p.wants(204, "/vote", "q", id, "level", []string{"1", "2", "3", "4", "5", "unknown", "na"}[i%7], "reason", "none here")
		if i == n-8 {
			pages = append(pages, screens(host, fmt.Sprint(n, ", some have voted"))...)
		}
	}
	host.wants(204, "/admin/reveal")
	pages = append(pages, screens(host, fmt.Sprint(n, " see"))...)
	host.wants(204, "/admin/agree", "level", "3", "note", strings.Repeat("why so ", 28))
	return append(pages, screens(host, fmt.Sprint(n, " agree"))...)
}
