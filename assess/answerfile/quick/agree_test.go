package quick

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/rubrictest"
	"fathom/testdata/fleet"
)

// harm is a rubric whose levels lie below 0, so that signs of punctuation lie where their digits would.
const harm = `format: fathom.rubric/1
id: harm
version: "1"
languages: [en]
title: {en: Harm}
scales:
  s: [{level: -3, name: {en: A}, meaning: {en: a}}, {level: -2, name: {en: B}, meaning: {en: b}}, {level: -1, name: {en: C}, meaning: {en: c}}, {level: 0, name: {en: D}, meaning: {en: d}}]
scoring: {practice: {aggregate: mean}, dimension: {aggregate: mean}, part: {aggregate: mean}, overall: {aggregate: mean}}
parts: [{id: p, name: {en: P}, noun: {en: p}}]
dimensions: [{id: d, part: p, name: {en: D}}]
practices:
  - {id: x, dimension: d, name: {en: X}, criteria: [{id: a, name: {en: A}, core: true}, {id: b, name: {en: B}}, {id: c, name: {en: C}}]}
`

// variety are models of very different rubrics.
func variety(t *testing.T) []*assess.Model {
	t.Helper()
	models := []*assess.Model{assess.Compile(channelteam.Rubric())}
	read := func(name string, data []byte) {
		r, _, err := rubricfile.Read(rubricfile.File{Name: name, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		models = append(models, assess.Compile(r))
	}
	read("harm.yaml", []byte(harm))
	for _, name := range []string{"bench/rubric.yaml", "rubrics/examples/hausrundgang.yaml",
		"rubrics/examples/kitchen-hygiene.yaml"} {
		data, err := os.ReadFile(filepath.Join("../../../testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		read(name, data)
	}
	return models
}

// tokens cuts a text where its grammar may change.
var tokens = regexp.MustCompile(`"(?:[^"\\]|\\.)*"?|[\[\]{},:\n]|[ \t\r]+|[^\[\]{},:"\s]+|.`)

// odd is what may stand in place of a token, or beside it.
var odd = []string{
	"", " ", "\t", "\r", "\n", "\n\n", "\u00a0", "\u3000", "\u0085", "\u2028", "\ufeff", "\x00", "\x7f", "\xff", "{", "}",
	"[", "]", ",", ":", `"`, `\`, "#x", "'", "'a'", "---", "...", "&a", "*a", "!!str", "? ", "<<", `"<<"`, "|", ">",
	"0", "-0", "00", "01", "+1", "1", "-1", "1.0", "1e0", "1E0", "0x1", "1_0", ".", "/", "-", ":.", "1.", ".5", "3",
	"2.0", "3.00", "-1.0", "0.0",
	"999999", "1000000", "99999999999999999999", "NaN", ".inf", "2026-11-20", "2026-02-30", "0000-01-01",
	"null", "true", "false", "~", "yes", "True", `""`, `" "`, `"a"`, `"\u0041"`, `"\u00a0"`, `"\u3000 x"`, `"x\u3000"`, `"\u0085"`,
	`"\u2028"`, `"\ufffd"`, "\"\ufffd\"", `"\ud83d\ude00"`, `"\ud83d"`, `"\ude00\ud83d"`, `"\u0000"`, `"\/"`, `"\x41"`,
	`"\U0001F600"`, `"\uD83D"`, `"\e"`, `"\b\f\n\r\t"`, `"\N"`, "\"\u00a0\"", "\"\u3000\"", "\"\u2028\"", "\"\u0085\"",
	"\"\u00adx\"", "\"\ue000\"", "\"\uffff\"", "\"a\n  b\"",
	`"full"`, `"quick"`, `"level"`, `"na"`, `"note"`, `"unknown"`, `"unanswered"`, `"votes"`, `"agreed"`,
	`"raters"`, `"r1"`, `"r2"`, `"id"`, `"answers"`,
	`"texts"`, "level", "na", "unknown", "note", "evidence", "tags", "raters",
}

// long are texts at and beyond every limit.
func long(rng *rand.Rand) string {
	sign := []string{"x", "长", "😀", "[", `\n`, `\u957f`, `\ud83d\ude00`, "a "}[rng.IntN(8)]
	length := []int{63, 64, 65, 340, 1024, 4095, 4096, 4097, 9999, 10000, 10001}[rng.IntN(11)]
	if rng.IntN(2) == 0 { // in bytes
		length = max(length/len(sign), 1)
	}
	return `"` + strings.Repeat(sign, length) + `"`
}

// mutated changes a few tokens of a text.
func mutated(rng *rand.Rand, text []byte) []byte {
	parts := tokens.FindAll(text, -1)
	for range 1 + rng.IntN(3) {
		at, other := rng.IntN(len(parts)), rng.IntN(len(parts))
		if rng.IntN(2) == 0 { // most of a text are its answers
			at = rng.IntN(min(len(parts), 60))
		}
		switch rng.IntN(10) {
		case 0:
			parts = slices.Delete(parts, at, min(at+1+rng.IntN(4), len(parts)))
		case 1:
			parts[at], parts[other] = parts[other], parts[at]
		case 2: // a member twice, here or elsewhere
			member := slices.Clone(parts[at:min(at+2+rng.IntN(5), len(parts))])
			parts = slices.Insert(parts, []int{at, other}[rng.IntN(2)], member...)
		case 3:
			parts[at] = []byte(long(rng))
		case 4:
			parts[at] = escaped(rng, parts[at])
		case 5, 6:
			parts = slices.Insert(parts, at, []byte(odd[rng.IntN(len(odd))]))
		case 7:
			parts[at] = slices.Concat(parts[at], []byte(odd[rng.IntN(len(odd))]))
		default:
			parts[at] = []byte(odd[rng.IntN(len(odd))])
		}
		if len(parts) == 0 {
			return nil
		}
	}
	return bytes.Join(parts, nil)
}

// escaped writes some signs of a string as escapes.
func escaped(rng *rand.Rand, token []byte) []byte {
	if len(token) < 3 || token[0] != '"' || bytes.IndexByte(token, '\\') >= 0 {
		return token
	}
	var out []byte
	for _, r := range string(token[1 : len(token)-1]) {
		if rng.IntN(3) == 0 && r < 0x10000 {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = fmt.Appendf(out, "%c", r)
		}
	}
	return slices.Concat([]byte(`"`), out, []byte(`"`))
}

// TestScannersAgree: of lines and files that are nearly good, the scanners take none that the strict reader refuses or
// reads otherwise.
func TestScannersAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 20))
	for _, m := range variety(t) {
		opt := fleet.Default()
		opt.Seed, opt.Unknown, opt.Unanswered, opt.Evidence, opt.Confidence = 3, 0.1, 0.1, 0.2, 0.2
		opt.Panels = 0.5
		f := fleet.New(m.Rubric, opt)
		scanned, lines := 0, NewLines(NewLayout(m))
		head, codes := Head{}, make([]assess.Code, m.Len())
		for i := range 20 {
			line, a := f.Append(nil, i), f.Assessment(i)
			if owners := m.Rubric.OwnerIDs(); len(owners) > 0 {
				capacity := `"capacity":{"` + owners[0] + `":20},"at_once":3,`
				line = bytes.Replace(line, []byte(`"date":`), []byte(capacity+`"date":`), 1)
				a.Capacity = assess.Capacity{PerQuarter: map[string]float64{owners[0]: 20}, AtOnce: 3}
			}
			if i%2 == 0 {
				line = withTexts(m, line, rng)
			}
			var file bytes.Buffer
			if err := answerfile.Write(&file, a, m.Rubric); err != nil {
				t.Fatal(err)
			}
			for range rubrictest.Cases(30) {
				other := mutated(rng, line)
				took, _ := bothAfter(t, m, line, other)
				if took {
					scanned++
				}
				if lines.Scan(other, &head, codes) != took {
					t.Fatalf("alone the line is scanned: %v; after many it is not so\n%q", took, other)
				}
				if took, _ := bothFiles(t, m, mutated(rng, file.Bytes())); took {
					scanned++
				}
			}
		}
		if scanned == 0 {
			t.Errorf("%s: the scanners take nothing, so nothing was compared", m.Rubric.ID)
		}
	}
}

// withTexts is a line with digests of most texts, nearly all of them the present ones.
func withTexts(m *assess.Model, line []byte, rng *rand.Rand) []byte {
	out := append(bytes.TrimSuffix(line, []byte("}")), `,"texts":{`...)
	last := -1
	for i := range m.Len() {
		c := m.Criterion(i)
		practice, own, _ := strings.Cut(c.ID, "/")
		digest := c.TextDigest()
		switch rng.IntN(10) {
		case 0:
			continue
		case 1:
			digest = "abc"
		}
		switch {
		case last < 0:
			out = fmt.Appendf(out, "%q:{", practice)
		case c.Practice != last:
			out = fmt.Appendf(out, "},%q:{", practice)
		default:
			out = append(out, ',')
		}
		last, out = c.Practice, fmt.Appendf(out, "%q:%q", own, digest)
	}
	if last < 0 {
		return line
	}
	return append(out, "}}}"...)
}

// TestTextsAreScanned: lines with texts, which the program itself writes, need no strict reader; and which of them are
// not the present ones is told.
func TestTextsAreScanned(t *testing.T) {
	rng := rand.New(rand.NewPCG(25, 1))
	others := 0
	for _, m := range variety(t) {
		f := fleet.New(m.Rubric, fleet.Default())
		for i := range 20 {
			line := withTexts(m, f.Append(nil, i), rng)
			if scanned, _ := both(t, m, line); !scanned {
				t.Fatalf("declined: %s", line)
			}
			if a, err := answerfile.ReadJSON("line", 1, line, m.Rubric); err != nil || len(m.OtherTexts(a)) > 0 {
				others++
			}
		}
	}
	if others == 0 {
		t.Error("no text was another")
	}
}

// TestScanBelowZero: a sign that lies as far below the digits as a level below 0 is no level.
func TestScanBelowZero(t *testing.T) {
	m := variety(t)[1]
	for level, good := range map[string]bool{"-1": true, "-3": true, "0": true, ".": false, "/": false, "-": false,
		"1": false} {
		line := `{"format":"fathom.answers/1","rubric":{"id":"harm","version":"1"},"subject":{"id":"a"},"date":"2026-11-20","answers":{"x/a":` + level + `,"x/b":0,"x/c":` + level + `}}`
		if _, accepted := both(t, m, []byte(line)); accepted != good {
			t.Errorf("%s: accepted %v", level, accepted)
		}
	}
}

// TestScannersKnowTheLimits: what the strict reader refuses for its number of keys, of values or of brackets, the
// scanners leave to it.
func TestScannersKnowTheLimits(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	line := func(old, by string) []byte { return []byte(strings.Replace(plainLine, old, by, 1)) }
	file := func(old, by string) []byte { return []byte(strings.Replace(plainFile, old, by, 1)) }
	var tags, yamlTags strings.Builder
	for k := range 5_001 {
		fmt.Fprintf(&tags, `"t%d":"x",`, k)
		fmt.Fprintf(&yamlTags, "t%04d: x, ", k)
	}
	for name, data := range map[string][]byte{
		"tags": line(`"tier":`, tags.String()+`"tier":`), "evidence": line(`["x"]`,
			`["x"`+strings.Repeat(`,"x"`, 60_000)+`]`),
		"tags of a file": file("region:", "region: x, "+yamlTags.String()+"zone:"), "evidence of a file": file("[RACI,", "[RACI"+strings.Repeat(", x", 60_000)+","),
		"votes of a panel": crowded(m, assess.MaxRaters, 9_000), "brackets": file(`"a: `, `"`+strings.Repeat("[", 400)),
	} {
		read := both
		if bytes.HasPrefix(data, []byte("format")) {
			read = bothFiles
		}
		if scanned, accepted := read(t, m, data); scanned || accepted {
			t.Errorf("%s: scanned %v, accepted %v", name, scanned, accepted)
		}
	}
}

// crowded is the line of a panel in which everybody votes on everything, with much evidence at the first criterion.
func crowded(m *assess.Model, n, evidence int) []byte {
	var votes, answers strings.Builder
	for k := range n {
		fmt.Fprintf(&votes, `,"r%d":3`, k+1)
	}
	for i := range m.Len() {
		fmt.Fprintf(&answers, `,%q:{"votes":{%s}`, m.Criterion(i).ID, votes.String()[1:])
		if i == 0 {
			answers.WriteString(`,"evidence":["x"` + strings.Repeat(`,"x"`, evidence) + `]`)
		}
		answers.WriteString("}")
	}
	at := strings.Index(plainLine, `"answers":`)
	return []byte(strings.Replace(plainLine[:at], `"rater":{"id":"r1","role":"field"}`, `"raters":`+raters(n), 1) +
		`"answers":{` + answers.String()[1:] + "}}")
}

// TestCrowdIsScanned: a panel of a hundred that votes on everything needs no strict reader.
func TestCrowdIsScanned(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	if scanned, _ := both(t, m, crowded(m, 100, 0)); !scanned {
		t.Error("the scanner declines")
	}
}
