package html_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	xhtml "golang.org/x/net/html"

	"fathom/assess"
	"fathom/assess/panel"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/assess/trend"
	"fathom/reports/gap"
	"fathom/reports/html"
	"fathom/rubric/channelteam"
	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

// probe asks the page itself: is it wider than its window, does a label leave its drawing, is a cell's text cut off,
// and what does axe-core say against it? It replaces the page by the answer.
const probe = `
addEventListener("load", async () => {
  const wide = [], clipped = [];
  if (document.documentElement.scrollWidth > innerWidth + 1) wide.push(document.documentElement.scrollWidth + " > " + innerWidth);
  for (const svg of document.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect();
    for (const t of svg.querySelectorAll("text")) {
      const b = t.getBoundingClientRect();
      if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1) clipped.push(t.textContent);
    }
  }
  for (const c of document.querySelectorAll("td, th, h1, h2, h3, p, li")) if (c.scrollWidth > c.clientWidth + 1) clipped.push(c.textContent.slice(0, 40));
  const found = window.axe ? (await axe.run()).violations.map(v => v.id + ": " + v.help + " " + v.nodes.slice(0, 2).map(n => n.html.slice(0, 120)).join(" | ")) : null;
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = JSON.stringify({wide, clipped, axe: found});
});`

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

// TestInBrowser opens every sample's page in Chromium, in both languages, wide and narrow, light and dark, and the
// handbook once. With FATHOM_AXE naming axe.min.js, axe-core must find nothing.
func TestInBrowser(t *testing.T) {
	chromium := browser(t)
	script := probing(t)
	looks := []look{{1280, 1}, {390, 1}, {1280, 0}}
	for _, lang := range []say.Language{"zh", "en"} {
		for _, s := range samples.All() {
			examine(t, chromium, script, s.Name+" "+string(lang), render(t, read(t, s), lang), looks...)
		}
		examine(t, chromium, script, "workshop "+string(lang), workshop(t, lang), looks...)
		examine(t, chromium, script, "rollup "+string(lang), rollupOf(t, portfoliotest.Rollup(240), lang), looks...)
	}
	examine(t, chromium, script, "bookOf zh", bookOf(t, channelteam.Rubric(), "", "zh"), look{390, 0})
	examine(t, chromium, script, "people en", bookOf(t, channelteam.Rubric(), "people", "en"), look{1280, 1})
	examine(t, chromium, script, "hostile handbook", bookOf(t, hostileRubric(t), "", "en"), look{390, 1})
}

// look is how wide a window is, and its colours: 0 dark, 1 light.
type look struct{ width, scheme int }

// probing is the script that asks the page, with axe-core where it is at hand.
func probing(t *testing.T) string {
	path := os.Getenv("FATHOM_AXE")
	if path == "" {
		t.Log("left out: axe-core (FATHOM_AXE is not set)")
		return probe
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(axe) + ";" + probe
}

// examine opens a page and wants nothing said against it.
func examine(t *testing.T, chromium, script, name, page string, looks ...look) {
	t.Helper()
	page = strings.Replace(page, `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`, "", 1)
	page = strings.Replace(page, "</body>", "<script>"+script+"</script></body>", 1)
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, l := range looks {
		got := ask(t, chromium, path, l.width, l.scheme)
		if len(got.Wide)+len(got.Clipped)+len(got.Axe) > 0 {
			t.Errorf("%s at %d, scheme %d: %+v", name, l.width, l.scheme, got)
		}
	}
}

// workshop is the page of the sample workshop's second round against its first.
func workshop(t *testing.T, lang say.Language) string {
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
	var b strings.Builder
	if err := html.Write(&b, gap.Against(rounds[1].Result, earlier, channelteam.Digest(), lang).Doc()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type verdict struct{ Wide, Clipped, Axe []string }

// ask opens the page and reads its answer. A browser that crashes is no finding about the page: it is started again, at
// most three times, and an answer given before the crash counts.
func ask(t *testing.T, chromium, path string, width, scheme int) (v verdict) {
	t.Helper()
	for try := 1; ; try++ {
		out, err := open(t, chromium, path, width, scheme)
		answer, ok := answered(t, out)
		if ok {
			if err := json.Unmarshal([]byte(answer), &v); err != nil {
				t.Fatalf("%v: %.200s", err, answer)
			}
			return v
		}
		if err == nil || try == 3 {
			t.Fatalf("no answer from the page at %d, scheme %d: %v %.300s", width, scheme, err, out)
		}
		t.Logf("the browser ended with %v; once more", err)
	}
}

func open(t *testing.T, chromium, path string, width, scheme int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	return exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(),
		fmt.Sprintf("--window-size=%d,900", width), fmt.Sprintf("--blink-settings=preferredColorScheme=%d", scheme),
		"--virtual-time-budget=30000", "--dump-dom", "file://"+path).Output()
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
