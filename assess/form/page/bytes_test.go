package page_test

import (
	"bytes"
	std "cmp"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/form/page"
	"fathom/rubric"
	"fathom/rubric/channelteam"
)

// typed are texts that somebody types or pastes, and that a careless writer breaks a file with.
var typed = []string{
	"", "a", "没有书面的渠道策略。", `quote " and \ back`, "two\nlines", "\n around \t", "key: value", "# no comment", " - item", "'single'", "{a: b}",
	"null", "yes", "12", "1.50", "0x1F", "2026-11-20",
	"\x00\x01\x07\b\f\r\n\x1b[31m\x7f\u0085", "\u2028\u2029\ufeff\u00a0", "a\u2028b\u2029c",
	"😀👩‍👩‍👧 emoji", "“好”，；：", "?", "~", "<<", "=1+1",
	"</script><script>alert(1)</script>", "<!--", "\u202eabc", "\u200b", "\ufffe\uffff", "e\u0301", "[1, 2]",
	"`x` ${y}", "%s %d", "\u3000全角\u3000",
	strings.Repeat("长", 2000), strings.Repeat("x y\n", 499), "１２３", "a\r\nb",
	"-", ".", "!!str x", "*a", "&b", "@c", "|", ">", "\ud7ff\ue000",
}

// answered is an assessment with the keys of the script's own state beside it.
type answered struct {
	a       *assess.Assessment
	Facts   map[string]any            `json:"facts"`
	Entries map[string]map[string]any `json:"entries"`
}

// tidy is what a session makes of a text that was typed.
func tidy(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// madeUp answers as somebody would, with texts of the worst kind.
func madeUp(m *assess.Model, depth string, rng *rand.Rand) answered {
	pick := func() string { return typed[rng.IntN(len(typed))] }
	name := func() string { return std.Or(strings.Join(strings.Fields(cut(pick(), 200)), " "), "Li 李") }
	rater, subject := name(), name()
	out := answered{a: &assess.Assessment{
		Subject: assess.Subject{ID: rubric.IDFrom(subject, rubric.SubjectPrefix), Name: subject,
			Stage: m.Rubric.StageIDs()[rng.IntN(len(m.Rubric.StageIDs()))]},
		Date: fmt.Sprintf("2026-%02d-%02d", 1+rng.IntN(12), 1+rng.IntN(28)), Depth: depth,
		Raters: []assess.Rater{{ID: rubric.IDFrom(rater, rubric.RaterPrefix), Name: rater,
			Role: tidy(cut(pick(), 200))}},
		Answers: make([]assess.Answer, m.Len()),
	}, Entries: map[string]map[string]any{}}
	a := out.a
	if rng.IntN(2) == 0 {
		a.Subject.Sector, a.Subject.Member = m.Rubric.SectorIDs()[rng.IntN(len(m.Rubric.SectorIDs()))], name()
	}
	out.Facts = factsOf(a)
	for i := range a.Answers {
		if rng.IntN(5) > 0 && m.Asked(i, depth) {
			out.answer(m, i, rng, pick)
		}
	}
	return out
}

// factsOf are the facts of an assessment as the script has them.
func factsOf(a *assess.Assessment) map[string]any {
	s, r := a.Subject, a.Raters[0]
	return map[string]any{"date": a.Date, "depth": a.Depth,
		"rater": map[string]any{"id": r.ID, "name": r.Name, "role": r.Role},
		"subject": map[string]any{"id": s.ID, "name": s.Name, "stage": s.Stage, "sector": s.Sector,
			"member": s.Member}}
}

// names are those of people, and what somebody types in their place.
var names = append([]string{"Anna Berg", "张三", "O’Brien", "İstanbul", "ΑΣ", "ǅ", "ß", "José", "Jose\u0301", "a\u200bb",
	"❤\ufe0f x", "  Li   Na ", "_x", "9 lives", "-", "..", strings.Repeat("long ", 30), "Ольга", "x\u0085y\u00a0z"}, typed...)

func cut(s string, most int) string { return string([]rune(s)[:min(most, len([]rune(s)))]) }

// answer gives one answer, as the session of `fathom assess` would keep what was typed.
func (out *answered) answer(m *assess.Model, i int, rng *rand.Rand, pick func() string) {
	text := m.Criterion(i).TextDigest()
	level := 1 + rng.IntN(5)
	note, seen, why, sure := "", "", "", ""
	if rng.IntN(3) == 0 {
		note, seen, sure = pick(), cut(pick(), 600), []string{"", "low", "medium", "high"}[rng.IntN(4)]
	}
	is := []string{"level", "level", "level", "unknown", "na", ""}[rng.IntN(6)]
	if is == "na" {
		why = cut(pick(), 500)
	}
	out.Entries[m.Criterion(i).ID] = map[string]any{"is": is, "level": level, "note": note, "seen": seen, "sure": sure,
		"why": why, "text": text}
	b := assess.Answer{Given: true, State: assess.Unanswered, Note: tidy(note), Confidence: sure, Text: text}
	for _, line := range strings.Split(tidy(seen), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			b.Evidence = append(b.Evidence, line)
		}
	}
	switch {
	case is == "level":
		b.State, b.Level = assess.Answered, level
	case is == "unknown":
		b.State = assess.Unknown
	case is == "na" && tidy(why) != "":
		b.RuleOut(tidy(why))
	case b.Note == "" && b.Evidence == nil && b.Confidence == "":
		b = assess.Answer{} // open, as it was
	}
	out.a.Answers[i] = b
}

// driver runs the script of the page without its views, and answers with the files that it would save.
const driver = `<!DOCTYPE html><meta charset="utf-8"><body><script type="application/json" id="all">%s</script><script>%s
const all = JSON.parse(document.getElementById('all').textContent);
(async () => {
  const out = [];
  for (const one of all.cases) {
    const entries = one.entries || all.data.given, brief = answers.brief(all.data, one.facts, entries);
    const chain = await codes.chain(brief), rows = codes.picture(chain[0]);
    out.push({file: answers.file(all.data, one.facts, entries), brief, chain,
      picture: rows.map((row) => row.map(Number).join('')),
      ids: all.names.map((n) => answers.id(n, 'r-'))});
  }
  const pre = document.createElement('pre');
  pre.textContent = JSON.stringify(out);
  document.body.replaceChildren(pre);
})();
</script>`

// saved is what the script makes of one case.
type saved struct {
	File, Brief string
	Chain, IDs  []string
	Picture     []string // the first of the chain: rows of modules, 1 for black
}

// run has Chromium run the script of an assessment's page on cases, or leaves the test out.
func run(t *testing.T, m *assess.Model, begin *assess.Assessment, cases ...answered) (out []saved) {
	t.Helper()
	data := json.RawMessage(dataOf(t, written(t, m, begin)))
	all, err := json.Marshal(map[string]any{"data": data, "cases": cases, "names": names})
	if err != nil {
		t.Fatal(err)
	}
	script, _, _ := strings.Cut(page.Script(), "(() => {\nconst data = JSON.parse")
	dom := dump(t, fmt.Sprintf(driver, all, script))
	found := regexp.MustCompile(`(?s)<pre>(.*)</pre>`).FindStringSubmatch(dom)
	if found == nil {
		t.Fatalf("no answer: %.400s", dom)
	}
	if err := json.Unmarshal([]byte(html.UnescapeString(found[1])), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// dataOf is what the script of a page is told.
func dataOf(t *testing.T, text string) string {
	t.Helper()
	found := regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`).FindStringSubmatch(text)
	if found == nil {
		t.Fatal("the page has no data")
	}
	return found[1]
}

// dump has Chromium open a page, and returns what became of it.
func dump(t *testing.T, text string) string {
	t.Helper()
	var chromium string
	for _, name := range []string{os.Getenv("FATHOM_BROWSER"), "chromium", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			chromium = path
			break
		}
	}
	if chromium == "" {
		t.Skip("left out: no Chromium on this machine")
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu",
		"--disable-dev-shm-usage", "--virtual-time-budget=60000", "--dump-dom", "file://"+path).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// TestSameBytes: what the page saves is, byte for byte, what `fathom assess` writes of the same answers; and what the
// pictures say is read as the same.
func TestSameBytes(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	rng := rand.New(rand.NewPCG(22, 1))
	var cases []answered
	for k := range 120 {
		depth := m.Rubric.Depths()[k%len(m.Rubric.Depths())]
		cases = append(cases, madeUp(m, depth, rng))
	}
	notes, parts := 0, 0
	var ids []string
	for _, name := range names {
		ids = append(ids, rubric.IDFrom(name, rubric.RaterPrefix))
	}
	r := m.Rubric
	for i, got := range run(t, m, &assess.Assessment{Depth: assess.FullDepth}, cases...) {
		var want bytes.Buffer
		if err := answerfile.WriteAs(&want, "rate.json", cases[i].a, m.Rubric); err != nil {
			t.Fatalf("case %d: %v", i, err)
		}
		if diff := cmp.Diff(ids, got.IDs); diff != "" {
			t.Fatal(diff)
		}
		notes += strings.Count(want.String(), `"note": `)
		if want.String() != got.File {
			t.Fatalf("case %d: the page saves\n%s", i, firstDifference(want.String(), got.File))
		}
		parts += len(got.Chain)
		var gathered page.Parts
		for _, k := range rng.Perm(len(got.Chain)) {
			gathered.Add(fmt.Sprintf("%d.png", k), "李 14:05\n"+got.Chain[k]+"\n")
		}
		files, err := gathered.Files(r)
		if err != nil || len(files) != 1 {
			t.Fatalf("case %d: %v", i, err)
		}
		back, err := answerfile.Read(page.JSONName, files[0].Data, r)
		if diff := cmp.Diff(cases[i].a, back); err != nil || diff != "" {
			t.Fatalf("case %d: %v %s", i, err, diff)
		}
	}
	if notes < 500 || parts < 200 {
		t.Errorf("only %d notes, %d pictures", notes, parts)
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for ; i < min(len(w), len(g)) && w[i] == g[i]; i++ {
	}
	if i == min(len(w), len(g)) {
		return fmt.Sprintf("%d lines instead of %d", len(g), len(w))
	}
	return fmt.Sprintf("%.300q\ninstead of\n%.300q", g[i], w[i])
}

func diff(want, got *assess.Assessment) string { return cmp.Diff(want, got) }

// TestPrefilled: a page that begins with the answers, tags, targets, capacity and comments of a file saves them.
func TestPrefilled(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	a := &assess.Assessment{
		Subject: assess.Subject{ID: "henan", Name: `a "tags": {b}`, Stage: "growth", Tags: map[string]string{"10": "x",
			"2": "</script>", "区域": "华中"}}, Date: "2026-11-20", Depth: "quick", Previous: "../old \"1\".yaml",
		Raters: []assess.Rater{{ID: "li", Role: "field"}}, Targets: map[string]float64{"roles": 4, "goals-strategy": 3},
		Capacity: assess.Capacity{PerQuarter: map[string]float64{"DIR": 2.5}, AtOnce: 2},
		Comments: map[string]string{assess.SummaryComment: "two\nlines: \u2028 \"x\"", "roles": "# y"},
		Answers:  make([]assess.Answer, m.Len()),
	}
	for i, state := range []assess.State{assess.Answered, assess.Unknown, assess.Unanswered, assess.Answered} {
		a.Answers[7*i] = assess.Answer{Given: true, State: state, Note: "n", Level: map[int]int{0: 2, 3: 5}[i],
			Evidence: []string{"a", "b"}, Confidence: "low", Text: m.Criterion(7 * i).TextDigest()}
	}
	a.Answers[3].Given, a.Answers[3].Text = true, "abcdefgh" // rated when the text was another
	a.Answers[3].RuleOut("why")
	var want bytes.Buffer
	if err := answerfile.WriteAs(&want, "a.json", a, m.Rubric); err != nil {
		t.Fatal(err)
	}
	got := run(t, m, a, answered{Facts: factsOf(a)})
	if got[0].File != want.String() || got[0].Brief != want.String() {
		t.Error(firstDifference(want.String(), got[0].File))
	}
}
