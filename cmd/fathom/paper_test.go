package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/portfolio/portfoliotest"
	"fathom/reports/doc"
	"fathom/reports/pdf"
	"fathom/rubric/channelteam"
)

const (
	leastLines  = 8 // on a page, but for the last
	leastFull   = 2. / 3
	mainPages   = 10 // what is looked up begins there, or before
	briefPages  = 2
	paperMargin = 36.0 // points that every word keeps from the edges
)

// madeUpFiles writes n made-up answer files and returns their paths.
func madeUpFiles(t *testing.T, n int) (paths []string) {
	t.Helper()
	r := channelteam.Rubric()
	m, dir := assess.Compile(r), t.TempDir()
	for k := range n {
		var b bytes.Buffer
		if err := answerfile.Write(&b, portfoliotest.MadeUp(m, k), r); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, fmt.Sprintf("%02d.yaml", k))
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

// filesTold is how many made-up files a test goes through: few, or as many as FATHOM_FILES says.
func filesTold(t *testing.T, few int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("FATHOM_FILES")); err == nil {
		return n
	}
	t.Logf("%d made-up files; FATHOM_FILES says how many", few)
	return few
}

// leaf is what is measured of a page: its lines without the running head and the number, how far down the last of them
// stands, as a share of the height, and the words that lie too near to an edge.
type leaf struct {
	lines int
	full  float64
	spill []string
}

// measure reads the pages of a file with poppler.
func measure(t *testing.T, path string) (pages []leaf) {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(bytes.NewReader(out))
	d.Strict, d.Entity = false, xml.HTMLEntity
	var width, height float64
	var ends map[int]bool
	for {
		token, err := d.Token()
		if err == io.EOF {
			return pages
		}
		if err != nil {
			t.Fatal(err)
		}
		start, _ := token.(xml.StartElement)
		at := numbersOf(start.Attr)
		switch start.Name.Local {
		case "page":
			width, height, ends = at["width"], at["height"], map[int]bool{}
			pages = append(pages, leaf{})
		case "word":
			p := &pages[len(pages)-1]
			next, _ := d.Token()
			text, _ := next.(xml.CharData)
			if at["xMin"] < paperMargin || at["xMax"]-hangs(string(text), at) > width-paperMargin {
				p.spill = append(p.spill, fmt.Sprintf("%s at %v", text, at))
			}
			if at["yMax"] > paperMargin && at["yMax"] < height-paperMargin {
				ends[int(at["yMax"]/6)] = true
				p.lines, p.full = len(ends), max(p.full, at["yMax"]/height)
			}
		}
	}
}

// hangs is how much of the width that pdftotext gives a word is not there: a page sets a closing mark of full width at
// the end of a line in half of it. A character is at most as wide as its line is high.
func hangs(word string, at map[string]float64) float64 {
	if last, _ := utf8.DecodeLastRuneInString(word); !strings.ContainsRune("）】」』》，。；：、”", last) {
		return 0
	}
	return (at["yMax"] - at["yMin"]) / 2
}

func numbersOf(attrs []xml.Attr) map[string]float64 {
	out := map[string]float64{}
	for _, a := range attrs {
		out[a.Name.Local], _ = strconv.ParseFloat(a.Value, 64)
	}
	return out
}

// onPaper prints a report and returns what was printed.
func onPaper(t *testing.T, args ...string) (path string, printed pdf.Printed) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "gap.pdf")
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
	if code := a.run(append(append([]string{"report"}, args...), "-f", "pdf="+path)); code != exitOK {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if printed, err = pdf.Read(data); err != nil {
		t.Fatal(err)
	}
	return path, printed
}

// checkPaper wants no words at an edge, and no page with few lines but the last. Nor is a third of a page empty, but on
// page one, which stands alone.
func checkPaper(t *testing.T, path string, args []string) {
	t.Helper()
	pages := measure(t, path)
	for n, p := range pages {
		if p.lines < leastLines && n < len(pages)-1 {
			t.Errorf("%v: page %d of %d has %d lines", args, n+1, len(pages), p.lines)
		}
		if p.full < leastFull && n > 0 && n < len(pages)-1 {
			t.Errorf("%v: page %d of %d ends at %.0f %%", args, n+1, len(pages), 100*p.full)
		}
		if len(p.spill) > 0 {
			t.Errorf("%v: page %d: %v", args, n+1, p.spill)
		}
	}
}

func needsPrinter(t *testing.T) {
	t.Helper()
	for _, tool := range []string{"chromium", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("left out: no %s on this machine", tool)
		}
	}
}

// reportsOnPaper are reports of every kind: made-up files in both languages and on both papers, a panel, and what
// changed since an earlier one.
func reportsOnPaper(t *testing.T) (all [][]string) {
	for k, path := range madeUpFiles(t, filesTold(t, 3)) {
		lang, size := []string{"en", "zh"}[k%2], []string{"a4", "letter"}[k/2%2]
		all = append(all, []string{path, "--lang", lang, "--paper", size})
	}
	panels := map[string]string{}
	for _, round := range []string{"2026-05", "2026-11"} {
		raters, err := filepath.Glob(filepath.Join(root, "testdata/workshop", round, "*.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		panels[round] = filepath.Join(t.TempDir(), round+".yaml")
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := a.run(append(append([]string{"merge"}, raters...), "-f", "yaml="+panels[round])); code != exitOK {
			t.Fatal(errs.String())
		}
	}
	return append(all, []string{panels["2026-11"], "--lang", "en"},
		[]string{panels["2026-11"], "--baseline", panels["2026-05"], "--lang", "zh"})
}

// TestPaper prints real reports: page one stands on page one, what is looked up begins within ten pages, the contents
// name the pages, the brief has two pages, no page but the last is nearly empty, and nothing leaves the paper.
func TestPaper(t *testing.T) {
	t.Parallel()
	needsPrinter(t)
	for k, args := range reportsOnPaper(t) {
		path, printed := onPaper(t, args...)
		first, annex := slices.Min(slices.Collect(maps.Values(printed.Places))), printed.Places["heat"]
		if first != 2 || annex < first || annex > mainPages {
			t.Errorf("%v: %+v", args, printed)
		}
		checkPaper(t, path, args)
		text, err := exec.Command("pdftotext", "-layout", "-l", "1", path, "-").Output()
		title := map[bool]string{true: "Every criterion", false: "逐条标准"}[slices.Contains(args, "en")]
		if named := regexp.MustCompile(title + ` +(\d+)`).FindSubmatch(text); err != nil || named == nil ||
			string(named[1]) != strconv.Itoa(annex) {
			t.Errorf("%v: the contents do not name page %d (%v): %s", args, annex, err, named)
		}
		if k%2 == 0 || os.Getenv("FATHOM_FILES") != "" {
			path, printed := onPaper(t, append(args, "--brief")...)
			if printed.Pages != briefPages {
				t.Errorf("%v: the brief has %d pages", args, printed.Pages)
			}
			checkPaper(t, path, args)
		}
	}
}

// TestSpills: page one may be one page and a brief two, behind a cover and before a page to sign.
func TestSpills(t *testing.T) {
	plain, covered := &doc.Report{}, &doc.Report{Brand: &doc.Brand{Cover: true, SignOff: &doc.SignOff{}}}
	brief := &doc.Report{Pages: briefPages, Brand: covered.Brand}
	for _, c := range []struct {
		rep          *doc.Report
		pages, first int
		want         bool
	}{
		{plain, 9, 2, false}, {plain, 9, 3, true}, {covered, 9, 3, false}, {covered, 9, 4, true},
		{brief, 4, 3, false}, {brief, 5, 3, true}, {&doc.Report{Pages: briefPages}, 3, 2, true},
	} {
		if got := spills(c.rep, pdf.Printed{Pages: c.pages, Places: map[string]int{"s2": c.first}}); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestPDFTwice: the same input gives the same bytes, with the day of the assessment as its own.
func TestPDFTwice(t *testing.T) {
	needsPrinter(t)
	var files [2][]byte
	for i := range files {
		time.Sleep(time.Duration(i) * 1100 * time.Millisecond) // a second is what its dates tell apart
		path, _ := onPaper(t, madeUpFiles(t, 2)[1], "--brief")
		files[i], _ = os.ReadFile(path)
	}
	if day := "/CreationDate (D:20261120000000+00'00')"; !bytes.Contains(files[0], []byte(day)) {
		t.Errorf("nowhere %s", day)
	}
	if !bytes.Equal(files[0], files[1]) {
		at := 0
		for at < min(len(files[0]), len(files[1])) && files[0][at] == files[1][at] {
			at++
		}
		t.Errorf("two files of one report, of %d and %d bytes; from %d on: %.80q and %.80q", len(files[0]), len(files[1]), at,
			files[0][at:], files[1][at:])
	}
}

// TestPaperRefused: a paper that there is not, and a flag that nothing heeds.
func TestPaperRefused(t *testing.T) {
	henan := filepath.Join(root, "rubric/channelteam/samples/henan-fmcg.yaml")
	for args, want := range map[string]string{
		"report " + henan + " --paper a5 -f html":     "--paper cannot be a5",
		"report " + henan + " --paper letter -f json": "--paper is only for html, pdf, docx, and none of them is asked for",
		"plan " + henan + " --paper a4":               "--paper is only for html, pdf, docx, and none of them is asked for",
		"report " + henan + " --brief -f csv":         "--brief is only for terminal, markdown, html, pdf, docx, and none of them",
	} {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := a.run(append(strings.Fields(args), "--lang", "en")); code != exitUsage || out.Len() > 0 ||
			!strings.Contains(errs.String(), want) {
			t.Errorf("%s: exit code %d: %s", args, code, errs.String())
		}
	}
}
