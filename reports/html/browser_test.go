package html_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	xhtml "golang.org/x/net/html"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/assess/trend"
	"fathom/reports/change"
	"fathom/reports/doc"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

// probe asks the page itself: is it or a table wider than its window (a table may be in half a screen, where it
// scrolls), does a label leave its drawing or lie on another, is a cell's text cut off or broken so
// that a line has less than two characters, is a number not level with the bar beside it, and what do the checkers that
// were put before it say against it? It sends the answer to the page around it.
const probe = `
addEventListener("load", async () => {
  const wide = [], clipped = [], narrow = [], askew = [];
  if (document.documentElement.scrollWidth > innerWidth + 1) wide.push(document.documentElement.scrollWidth + " > " + innerWidth);
  if (innerWidth != 800) for (const w of document.querySelectorAll(".wide")) if (w.scrollWidth > w.clientWidth + 1) wide.push(w.getAttribute("aria-label") + ": " + w.scrollWidth + " > " + w.clientWidth);
  for (const svg of document.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect();
    const before = [];
    for (const t of svg.querySelectorAll("text")) {
      const b = t.getBoundingClientRect();
      for (const o of before) if (b.left < o.right - 1 && o.left < b.right - 1 && b.top < o.bottom - 1 && o.top < b.bottom - 1) clipped.push(t.textContent + " on another label");
      before.push(b);
      if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1) clipped.push(t.textContent);
    }
  }
  for (const c of document.querySelectorAll("td, th, h1, h2, h3, p, li")) if (c.scrollWidth > c.clientWidth + 1) clipped.push(c.textContent.slice(0, 40));
  for (const c of document.querySelectorAll("td, th, small, .contents a")) {
    const text = c.textContent.trim(), range = document.createRange();
    range.selectNodeContents(c);
    const lines = new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.bottom / 4))).size;
    if (text.length > 3 && 2 * lines > text.length) narrow.push(text.slice(0, 40) + " in " + lines + " lines");
  }
  for (const drawing of document.querySelectorAll("td.drawing svg")) {
    if (getComputedStyle(drawing.closest("tr")).display != "table-row") continue;
    const middle = b => (b.top + b.bottom) / 2, at = middle(drawing.getBoundingClientRect());
    for (const c of drawing.closest("tr").querySelectorAll("td.number")) {
      const range = document.createRange();
      range.selectNodeContents(c);
      const b = range.getBoundingClientRect();
      if (b.height > 0 && Math.abs(middle(b) - at) > 4) askew.push(c.textContent + " of " + c.closest("tr").textContent.slice(0, 40));
    }
  }
  const found = window.checked && location.search ? await checked() : null;
  parent.postMessage({name: window.name, wide, clipped, narrow, askew, found}, "*");
});`

// frames is a page around the pages. A window of its own is never narrower than 500 pixels without a screen; a frame is
// as wide as it is told. Dark or light is the browser's.
const frames = `<!DOCTYPE html><body><script>
const answers = [];
addEventListener("message", e => {
  answers.push(e.data);
  if (answers.length < %d) return;
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify(answers);
});
</script>`

// browser finds Chromium, or leaves the test out.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("FATHOM_BROWSER"), "chromium", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Skip("left out: no Chromium on this machine")
	return ""
}

// schemes are what the browser is told to prefer.
var schemes = []string{"dark", "light"}

// TestInBrowser opens every sample's page in Chromium, in both languages, wide and on phones, light and dark, and the
// handbook once. With FATHOM_CHECKERS, the checkers of accessibility must find nothing in a report, in both languages,
// light and dark, narrow, half wide and wide, nor in any other kind of page: of these each width and scheme in one
// language, since what the checkers ask of a page is the same in the other. They see each kind once as it is, and else
// the first rows of its tables: they take seconds for a page, and as long for a row as for one like it.
func TestInBrowser(t *testing.T) {
	var views [2][]view // by scheme
	add := func(scheme int, name, page string, width int, check string) {
		views[scheme] = append(views[scheme], view{name + " " + schemes[scheme], page, width, check})
	}
	for l, lang := range []say.Language{"zh", "en"} {
		report, changed := workshop(t, lang)
		kinds := map[string]string{"workshop": report, "change": changed,
			"rollup": rollupOf(t, portfoliotest.Rollup(240), lang)}
		for k, s := range samples.All() {
			page := render(t, read(t, s), lang)
			if k == 0 {
				kinds[s.Name] = page
				continue
			}
			add(1, s.Name+" "+string(lang), page, 1280, map[bool]string{true: "few"}[k%2 == l])
			add(1, s.Name+" "+string(lang), page, 390, "")
		}
		for _, name := range slices.Sorted(maps.Keys(kinds)) {
			add(1, name+" "+string(lang), kinds[name], 390, "")
			for w, width := range []int{1280, 800, 360} {
				for scheme := range schemes {
					check := ""
					switch {
					case w == 0 && scheme == 1 && l == 1:
						check = "whole"
					case name == samples.All()[0].Name || (w+scheme+l)%2 == 0:
						check = "few"
					}
					add(scheme, name+" "+string(lang), kinds[name], width, check)
				}
			}
		}
	}
	add(0, "handbook zh", bookOf(t, channelteam.Rubric(), "", "zh"), 390, "")
	add(0, "people zh", bookOf(t, channelteam.Rubric(), "people", "zh"), 360, "few")
	add(1, "people en", bookOf(t, channelteam.Rubric(), "people", "en"), 1280, "whole")
	add(1, "hostile handbook", bookOf(t, hostileRubric(t), "", "en"), 390, "")
	for scheme := range schemes {
		examine(t, scheme, views[scheme]...)
	}
}

// TestMadeUpInBrowser opens reports on made-up files, quick and full, in both languages, wide and on phones: a few, or
// as many as FATHOM_FILES says.
func TestMadeUpInBrowser(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("FATHOM_FILES"))
	if err != nil {
		n = 4
		t.Logf("%d made-up files; FATHOM_FILES says how many", n)
	}
	m := assess.Compile(channelteam.Rubric())
	var views []view
	for k := range n {
		lang := []say.Language{"zh", "en"}[k/2%2]
		page := render(t, portfoliotest.MadeUp(m, k), lang)
		for _, width := range []int{1280, 390, 360} {
			views = append(views, view{fmt.Sprintf("made up %d %s", k, lang), page, width,
				map[bool]string{true: "few"}[width == 1280 && k < 2]})
		}
	}
	examine(t, 1, views...)
}

// TestLongNamesInBrowser opens a page whose bars have names of several lines.
func TestLongNamesInBrowser(t *testing.T) {
	bars := doc.Bars{Heads: doc.Bar{Name: "What", Text: "Score", TargetLabel: "Target", Note: "Remark"}}
	for k, name := range []string{"Ops", strings.Repeat("The regional dealer-development committee ", 5)} {
		bars.Rows = append(bars.Rows, doc.Bar{Name: name, Level: k, Score: assess.Some(2.0), Low: assess.Some(2.0),
			High: assess.Some(3.0), Target: assess.Some(4.0), Min: 1, Max: 5, Text: "2.0", TargetLabel: "4.0"})
	}
	var b strings.Builder
	if err := html.Write(&b, &doc.Report{Lang: "en", Title: "Long", Sections: []doc.Section{
		{Heading: "First"}, {Heading: "Scores", Blocks: []doc.Block{bars}}}}); err != nil {
		t.Fatal(err)
	}
	var views []view
	for _, width := range []int{1280, 800, 360} {
		views = append(views, view{"long names", b.String(), width, ""})
	}
	examine(t, 1, views...)
}

// view is a page in a window of some width. What the checkers see of it: nothing, the first rows of its tables ("few")
// or the whole.
type view struct {
	name, page string
	width      int
	check      string
}

// examine opens pages, in dark (0) or light (1), and wants nothing said against them.
func examine(t *testing.T, scheme int, views ...view) {
	t.Helper()
	chromium, script := browser(t), probing(t)
	for some := range slices.Chunk(views, framesAtOnce()) {
		dir, around := t.TempDir(), fmt.Sprintf(frames, len(some))
		for i, v := range some {
			page := strings.Replace(v.page, `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`, "", 1)
			page = strings.Replace(page, "</body>", "<script>"+script+"</script></body>", 1)
			file := fmt.Sprintf("%d.html", i)
			if err := os.WriteFile(filepath.Join(dir, file), []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
			if v.check != "" {
				file += "?" + v.check
			}
			around += fmt.Sprintf(`<iframe name="%d" src="%s" width="%d" height="900"></iframe>`, i, file, v.width)
		}
		path := filepath.Join(dir, "frames.html")
		if err := os.WriteFile(path, []byte(around), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, got := range ask(t, chromium, path, scheme) {
			wrong := len(got.Wide) + len(got.Clipped) + len(got.Narrow) + len(got.Askew) + len(got.Found)
			if n, err := strconv.Atoi(got.Name); err != nil || wrong > 0 {
				t.Errorf("%s at %d: %+v", some[n].name, some[n].width, got)
			}
		}
	}
}

// workshop is the page of the sample workshop's second round against its first, and the page of what changed.
func workshop(t *testing.T, lang say.Language) (report, changed string) {
	t.Helper()
	m := assess.Compile(channelteam.Rubric())
	var rounds []trend.Round
	for _, round := range []string{"2026-05", "2026-11"} {
		paths, err := filepath.Glob("../../testdata/workshop/" + round + "/*.yaml")
		if err != nil || len(paths) == 0 {
			t.Fatalf("no raters: %v", err)
		}
		var sheets []panel.Ballot
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sheets = append(sheets, panel.Ballot{File: path,
				Assessment: read(t, samples.Sample{Name: path, Data: data})})
		}
		merged, problems := panel.Merge(m, sheets)
		if problems != nil {
			t.Fatal(problems)
		}
		rounds = append(rounds, trend.Present(m.Evaluate(merged, assess.Options{})))
	}
	earlier := &trend.History{Trend: trend.Compare(m, rounds[0], rounds[1]), Series: trend.Series(m, rounds)}
	pages := []string{}
	for _, rep := range []*doc.Report{gap.Against(rounds[1].Result, earlier, channelteam.Digest(), lang).Doc(),
		change.New(earlier, channelteam.Digest(), lang).Doc()} {
		var b strings.Builder
		if err := html.Write(&b, rep); err != nil {
			t.Fatal(err)
		}
		pages = append(pages, b.String())
	}
	return pages[0], pages[1]
}

// TestGapsBesideScores: the gaps follow the scores, what changed since an earlier assessment stands before both, and
// page one says in a sentence how far the whole moved.
func TestGapsBesideScores(t *testing.T) {
	for lang, want := range map[say.Language][]string{
		"en": {"Since 2026-05-21: Like for like", "Contents</h2>", ">Since 2026-05-21</h2>", "Scorecard</h2>", `id="gaps"`, "Findings</h2>"},
		"zh": {"自 2026-05-21 以来：同口径", "目录</h2>", ">自 2026-05-21 以来</h2>", "记分卡</h2>", `id="gaps"`, "发现</h2>"},
	} {
		page, _ := workshop(t, lang)
		for _, text := range want {
			_, rest, found := strings.Cut(page, text)
			if !found {
				t.Fatalf("%s: no %s behind the others", lang, text)
			}
			page = rest
		}
	}
}

type verdict struct {
	Name                                string
	Wide, Clipped, Narrow, Askew, Found []string
}

// ask opens the page and reads its answer. A browser that crashes is no finding about the page: it is started again, at
// most three times, and an answer given before the crash counts.
func ask(t *testing.T, chromium, path string, scheme int) (all []verdict) {
	t.Helper()
	for try := 1; ; try++ {
		out, err := open(t, chromium, path, scheme)
		answer, ok := answered(t, out)
		if ok {
			if err := json.Unmarshal([]byte(answer), &all); err != nil {
				t.Fatalf("%v: %.200s", err, answer)
			}
			return all
		}
		if err == nil || try == 3 {
			t.Fatalf("no answer from the pages in scheme %d: %v %.300s", scheme, err, out)
		}
		t.Logf("the browser ended with %v; once more", err)
	}
}

func open(t *testing.T, chromium, path string, scheme int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	return exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), fmt.Sprintf("--blink-settings=preferredColorScheme=%d", scheme),
		"--hide-scrollbars", "--virtual-time-budget=60000", "--dump-dom", "file://"+path).Output()
}

// answered finds the answer that probe left in the page.
func answered(t *testing.T, page []byte) (string, bool) {
	root, err := xhtml.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "pre" {
			return text(n), true
		}
	}
	return "", false
}
