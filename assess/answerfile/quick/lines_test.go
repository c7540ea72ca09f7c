package quick

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric/channelteam"
	"fathom/testdata/fleet"
)

// both reads a line with the scanner and with the strict reader: what the scanner takes, the strict reader takes as the
// same record.
func both(t testing.TB, m *assess.Model, line []byte) (scanned, accepted bool) {
	t.Helper()
	return bothAfter(t, m, line, line)
}

// bothAfter is both, and what the scanner takes does not depend on another line that it has read before, nor on what
// lies behind the line in memory.
func bothAfter(t testing.TB, m *assess.Model, before, line []byte) (scanned, accepted bool) {
	t.Helper()
	fast, other := Head{}, Head{}
	codes, others := make([]assess.Code, m.Len()), make([]assess.Code, m.Len())
	scanned = NewLines(NewLayout(m)).Scan(line, &fast, codes)
	s, batch := NewLines(NewLayout(m)), slices.Concat(line, []byte("\n"), before)
	s.Scan(before, &other, others)
	if s.Scan(batch[:len(line)], &other, others) != scanned {
		t.Fatalf("alone the line is scanned: %v; after another it is not so\n%q\n%q", scanned, before, line)
	}
	a, err := answerfile.ReadJSON("line", 1, line, m.Rubric)
	switch {
	case !scanned:
		return false, err == nil
	case err != nil:
		t.Fatalf("the scanner takes what the strict reader refuses: %v\n%q", err, line)
	}
	sameRecord(t, m, &fast, codes, a, line)
	sameRecord(t, m, &other, others, a, line)
	return true, true
}

// sameRecord holds what a scanner read against what the strict reader read.
func sameRecord(t testing.TB, m *assess.Model, fast *Head, codes []assess.Code, a *assess.Assessment, text []byte) {
	t.Helper()
	var slow Head
	slow.Take(a)
	if !bytes.Equal(fast.ID, slow.ID) || !bytes.Equal(fast.Name, slow.Name) || !bytes.Equal(fast.Date, slow.Date) ||
		!bytes.Equal(fast.Member, slow.Member) ||
		fast.Stage != slow.Stage || fast.Sector != slow.Sector || fast.depth != slow.depth ||
		len(fast.Tags) != len(slow.Tags) || !slices.Equal(fast.Others, m.OtherTexts(a)) {
		t.Fatalf("%+v\n%+v\n%q", *fast, slow, text)
	}
	for k := range fast.Tags {
		if !bytes.Equal(fast.Tags[k].Name, slow.Tags[k].Name) || !bytes.Equal(fast.Tags[k].Value, slow.Tags[k].Value) {
			t.Fatalf("tags %q and %q\n%q", fast.Tags, slow.Tags, text)
		}
	}
	for i := range codes {
		if want := codeOf(m, i, &a.Answers[i]); codes[i] != want {
			t.Fatalf("%s has code %d, want %d\n%q", m.Criterion(i).ID, codes[i], want, text)
		}
	}
	sameBallots(t, m, fast.Ballots, a, text)
}

// sameBallots holds the votes where nothing was agreed against those that the strict reader read.
func sameBallots(t testing.TB, m *assess.Model, ballots []assess.Ballot, a *assess.Assessment, text []byte) {
	t.Helper()
	got := map[int][]assess.Code{}
	for _, b := range ballots {
		if got[b.Criterion] != nil {
			t.Fatalf("%d has two ballots\n%q", b.Criterion, text)
		}
		got[b.Criterion] = b.Votes
	}
	for i := range a.Answers {
		var want []assess.Code
		if answer := &a.Answers[i]; len(answer.Votes) > 0 && !answer.IsAgreed() {
			for _, v := range answer.Votes {
				want = append(want, codeOf(m, i, &assess.Answer{Given: true, State: v.State, Level: v.Level}))
			}
		}
		if !slices.Equal(got[i], want) {
			t.Fatalf("%s has the votes %d, want %d\n%q", m.Criterion(i).ID, got[i], want, text)
		}
	}
}

func codeOf(m *assess.Model, i int, a *assess.Answer) assess.Code {
	switch {
	case !a.Given:
		return assess.NoAnswer
	case a.State == assess.NotApplicable:
		return assess.DoesNotApply
	case len(a.Votes) > 0 && !a.IsAgreed():
		return assess.Voted
	case a.State != assess.Answered:
		return assess.DontKnow
	}
	for k, l := range m.Rubric.Scale(m.Criterion(i).Scale).Levels {
		if l.Level == a.Level {
			return assess.FirstLevel + assess.Code(k)
		}
	}
	return assess.NoAnswer
}

const plainLine = `{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"d1","name":"河南","stage":"growth","sector":"fmcg-distributor","tags":{"tier":"A","region":"华中"}},"date":"2026-11-20","depth":"quick","previous":"may.yaml","rater":{"id":"r1","role":"field"},"capacity":{"DIR":20,"OPS":0},"at_once":12,"answers":{"goals-strategy/goal-quality":3,"goals-strategy/line-of-sight":{"level":2,"note":"a \"level\":5 \u4e2d","evidence":["x"],"confidence":"high"},"roles/overlap-control":{"na":"none"},"roles/role-definition":{"note":"n","unknown":true}}}`

// spaced are variants of the plain line that are as good.
func spaced() []string {
	return []string{
		plainLine,
		strings.NewReplacer(`:`, ` : `, `,`, " ,\t", `{`, `{ `, `}`, " }").Replace(strings.ReplaceAll(plainLine, `"level":5`, "")),
		plainLine + "\r",
		strings.Replace(plainLine, `,"rater":{"id":"r1","role":"field"}`, "", 1),
		strings.Replace(plainLine, `{"na":"none"}`, `{"unanswered":true}`, 1),
		strings.Replace(plainLine, `"河南"`, `"Évora"`, 1),
		strings.Replace(plainLine, `"河南"`, `"\u6cb3\n\"\u5357\ud83d\ude00\/\t\b\f\r\\"`, 1),
		strings.Replace(plainLine, `"region":"华中"`, `"\u5927\u533a":"\u534e\u4e2d"`, 1),
		strings.Replace(plainLine, `"none"`, `"\u65e0"`, 1),
		strings.Replace(plainLine, `"none"`, `"\u0020 x"`, 1),
		strings.Replace(plainLine, `"none"`, "\"\u3000 \\t\\u3000x\"", 1),
		strings.Replace(plainLine, `"河南"`, `" 河南 "`, 1),
		strings.Replace(plainLine, `"A"`, `"\t A"`, 1),
		strings.Replace(plainLine, `}}}`, `}},"texts":{"goals-strategy":{"goal-quality":"abcdefgh","strategy-definition":"a"},"roles":{"overlap-control":"abcdefghijklmnop"}}}`, 1),
		strings.Replace(strings.Replace(plainLine, `:3,`, `:3.0,`, 1), `:2,`, `:2.00 ,`, 1),
	}
}

func TestScanTakes(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, line := range spaced() {
		if scanned, _ := both(t, m, []byte(line)); !scanned {
			t.Errorf("the scanner declines %s", line)
		}
	}
}

// TestScanDeclines: every fault is left to the strict reader, and so are good lines of unusual shape.
func TestScanDeclines(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for _, c := range []struct {
		old, new string
		good     bool
	}{
		{`:3,`, `:3e0,`, true}, {`:3,`, `:3.5,`, false}, {`:3,`, `:3.,`, false},
		{`:3,`, `:3.01,`, false}, {`:3,`, `:-0.0,`, false}, {`:3,`, `:3.0.0,`, false}, {`:3,`, `:3.0e0,`, true},
		{`:3,`, `:03,`, false}, {`:3,`, `:-3,`, false},
		{`:3,`, `:6,`, false},
		{`:3,`, `:0,`, false}, {`:3,`, `:"3",`, false}, {`:3,`, `:,`, false},
		{`:3,`, `:3`, false}, {`:2,`, `:2`, false}, {`"x"]`, `"x",]`, false}, {`"x"]`, `"x"`, false},
		{`["x"]`, `[]`, true},
		{`"DIR":20`, `"DIR":20.5`, true}, {`"DIR":20`, `"DIR":"20"`, false}, {`"DIR":20`, `"DIR":10001`, false},
		{`"DIR":20`, `"DIR":-1`, false}, {`"DIR":20`, `"CHM":20`, false}, {`"DIR":20`, `"OPS":20`, false},
		{`{"DIR":20,"OPS":0}`, `{"OPS":0,"DIR":20}`, true}, {`{"DIR":20,"OPS":0}`, `{}`, false},
		{`{"DIR":20,"OPS":0}`, `20`, false}, {`"at_once":12`, `"at_once":0`, false},
		{`"at_once":12`, `"at_once":101`, false}, {`"at_once":12`, `"at_once":12,"at_once":12`, false},
		{`"none"`, `""`, false}, {`"none"`, `" \u3000"`, false}, {`"none"`, `"\ud800"`, false}, {`"none"`, `"\x"`, false},
		{`"none"`, "\"a\x01\"", false}, {`"none"`, "\"a\xff\"", false},
		{`"none"`, `"` + strings.Repeat("长", 5000) + `"`, true}, {`"none"`, `"` + strings.Repeat("长", 10001) + `"`, false},
		{`"none"`, `"\n"`, false}, {`"none"`, `"\u0020\u00a0 \u3000\t"`, false}, {`"none"`, `"\ude00\ud83d"`, false},
		{`"none"`, `"\ud83d\u0041"`, false},
		{`"d1"`, `"1d"`, false}, {`"growth"`, `"grown"`, false}, {`"quick"`, `"slow"`, false},
		{`"2026-11-20"`, `"2026-02-29"`, false},
		{`"2026-11-20"`, `"2026-11-2"`, false}, {`"high"`, `"sure"`, false}, {`"1.1.0"`, `"1.1.1"`, false},
		{`"tier":"A"`, `"region":"A"`, false}, {`"tier"`, `" "`, false},
		{`"unknown":true`, `"unknown":false`, false},
		{`"na":"none"`, `"note":"n"`, false}, {`"na":"none"`, `"na":"none","unknown":true`, false},
		{`role-definition`, `overlap-control`, false}, {`role-definition`, `role`, false}, {`"rater"`, `"date"`, false},
		{`"rater"`, `"whom"`, false}, {`"answers"`, `"texts"`, false},
		{`}}}`, `}},"texts":{}}`, true}, {`}}}`, `}},"texts":{"roles":{}}}`, true},
		{`}}}`, `}},"texts":{"roles":{"overlap-control":"A"}}}`, false},
		{`}}}`, `}},"texts":{"roles":{"overlap-control":""}}}`, false},
		{`}}}`, `}},"texts":{"roles":{"overlap-control":1}}}`, false},
		{`}}}`, `}},"texts":{"roles":{"overlap-control":"abcdefghijklmnopq"}}}`, false},
		{`}}}`, `}},"texts":{"roles":{"overlap-control":"a","overlap-control":"a"}}}`, false},
		{`}}}`, `}},"texts":{"roles":{"overlap-control":"a","role-definition":"a"}}}`, true}, // not in rubric order
		{`}}}`, `}},"texts":{"roles":{"of-earlier":"a"}}}`, true},
		{`}}}`, `}}`, false}, {`}}}`, `}}}}`, false}, {`}}}`, `}}},`, false}, {plainLine, ``, false},
		{plainLine, `[]`, false}, {plainLine, `{}`, false},
		{`"unknown":true`, `"votes":{"r1":2}`, false}, {`"na":"none"`, `"level":2,"agreed":"n"`, false},
		{`"note":"n","unknown":true`, `"level":1,"level":2`, false},
		{`{"note":"n","unknown":true}`, `{"level":2"note":"n"}`, false},
	} {
		line := strings.Replace(plainLine, c.old, c.new, 1)
		if scanned, accepted := both(t, m, []byte(line)); scanned && c.new != "[]" || accepted != c.good {
			t.Errorf("%s for %s: scanned %v, accepted %v, want false, %v", c.new[:min(len(c.new), 40)], c.old[:min(len(c.old), 40)], scanned, accepted, c.good)
		}
	}
}

// panelLine is the plain line as a panel's of three, with an entry.
func panelLine(entry string) []byte {
	return []byte(strings.NewReplacer(`"rater":{"id":"r1","role":"field"}`,
		`"raters":[{"id":"r1","role":"field","date":"2026-01-02"},{"id":"r2","name":"河"},{"id":"r3"}]`,
		`{"na":"none"}`, entry).Replace(plainLine))
}

// TestScanPanels: panels need no strict reader, neither with what was agreed beside their votes nor with votes in any
// order; what is a fault is still its own.
func TestScanPanels(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for entry, good := range map[string]bool{
		`{"votes":{"r1":2}}`: true, `{"votes":{"r2":"unknown","r1":2,"r3":"na"}}`: true, `{"votes":{"r3":"na"}}`: true,
		`{"votes":{"r1":2},"na":"none"}`: true, `{"votes":{"r1":2},"unknown":true}`: true,
		`{"level":2,"note":"n","votes":{"r1":2.0}}`: true, `{"votes":{"r1":1},"agreed":"so far"}`: true,
		`{"agreed":"seen","evidence":["x"],"level":2,"votes":{"r1":2}}`: true,
		`{"votes":{"r1":1},"agreed":"x","unknown":true}`:                true,
		`{"votes":{"r1":1},"agreed":"x","na":"none"}`:                   false, `{"agreed":"x","level":2}`: false,
		`{"votes":{"r1":1},"agreed":""}`: false, `{"votes":{"r1":2},"unanswered":true}`: false,
		`{"unanswered":true,"votes":{"r1":2}}`: false, `{"votes":{"r1":2},"level":2,"unknown":true}`: false,
		`{"votes":{}}`: false, `{"votes":[]}`: false, `{"votes":{"r4":2}}`: false, `{"votes":{"r1":2,"r1":2}}`: false,
		`{"votes":{"r1":6}}`: false, `{"votes":{"r1":"2"}}`: false, `{"votes":{"r1":"NA"}}`: false,
		`{"votes":{"r1":null}}`: false, `{"votes":{"r1":1},"votes":{"r2":1}}`: false, `{"note":"n"}`: false,
	} {
		if scanned, accepted := both(t, m, panelLine(entry)); scanned != good || accepted != good {
			t.Errorf("%s: scanned %v, accepted %v, want %v", entry, scanned, accepted, good)
		}
	}
	for raters, good := range map[string]bool{`[]`: false, `[{"id":"r1"}]`: true, `[{"id":"r1"},{"id":"r1"}]`: false,
		`[{"name":"r1"}]`: false, `[{"id":"r1","date":"2026-02-30"}]`: false, `{"id":"r1"}`: false,
		`[{"id":"r1"}],"rater":{"id":"r1"}`: false, `[{"id":"r1","id":"r2"}]`: false, `[{"id":"r1","of":"x"}]`: false,
		raters(assess.MaxRaters): true, raters(assess.MaxRaters + 1): false,
	} {
		line := strings.NewReplacer(`"rater":{"id":"r1","role":"field"}`, `"raters":`+raters,
			`{"na":"none"}`, `{"votes":{"r1":2}}`).Replace(plainLine)
		if scanned, accepted := both(t, m, []byte(line)); scanned != good || accepted != good {
			t.Errorf("raters %.80s: scanned %v, accepted %v, want %v", raters, scanned, accepted, good)
		}
	}
	behind := strings.NewReplacer(`"rater":{"id":"r1","role":"field"},`, ``, `{"na":"none"}`, `{"votes":{"r1":2}}`,
		`}}}`, `}},"raters":[{"id":"r1"}]}`).Replace(plainLine)
	if scanned, _ := both(t, m, []byte(behind)); !scanned {
		t.Errorf("raters behind the votes: %s", behind)
	}
	// who rates alone has the file's date
	for _, text := range []string{`"role":"field","date":"2026-01-02"`, `"date":"2026-01-02","role":"field"`} {
		if scanned, accepted := both(t, m, []byte(strings.Replace(plainLine, `"role":"field"`, text, 1))); scanned ||
			accepted {
			t.Errorf("%s: scanned %v, accepted %v", text, scanned, accepted)
		}
	}
}

// raters are so many, as JSON.
func raters(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(`{"id":"r%d"}`, i+1)
	}
	return "[" + strings.Join(all, ",") + "]"
}

// TestTruncated: no beginning of a line is a line.
func TestTruncated(t *testing.T) {
	m := assess.Compile(channelteam.Rubric())
	for n := range plainLine {
		if scanned, accepted := both(t, m, []byte(plainLine)[:n]); scanned || accepted {
			t.Fatalf("%q is taken", plainLine[:n])
		}
	}
}

// FuzzScan: what the scanner takes, the strict reader takes, as the same record.
func FuzzScan(f *testing.F) {
	m := assess.Compile(channelteam.Rubric())
	for _, line := range spaced() {
		f.Add([]byte(line))
	}
	f.Add(panelLine(`{"votes":{"r2":"unknown","r1":2},"level":3,"agreed":"x"}`))
	f.Add(panelLine(`{"votes":{"r1":1,"r2":4,"r3":"na"}}`))
	before := []byte(strings.Replace(plainLine, `"capacity":{"DIR":20,"OPS":0},"at_once":12,`, "", 1))
	f.Add(before)
	f.Fuzz(func(t *testing.T, line []byte) { bothAfter(t, m, before, line) })
}

// FuzzTextEnd: eight bytes at a time find what one at a time do.
func FuzzTextEnd(f *testing.F) {
	f.Add([]byte("abcdefgh\x1f"), 0)
	f.Add([]byte("河南abcdefgh\"\x7f !#[]\\"), 3)
	f.Fuzz(func(t *testing.T, s []byte, from int) {
		if from < 0 || from > len(s) {
			return
		}
		end, ascii := from, true
		for ; end < len(s) && s[end] >= ' ' && s[end] != '"' && s[end] != '\\'; end++ {
			ascii = ascii && s[end] < 0x80
		}
		if gotEnd, gotASCII := textEnd(s, from); gotEnd != end || gotASCII != ascii {
			t.Errorf("%q from %d: %d, %v, want %d, %v", s, from, gotEnd, gotASCII, end, ascii)
		}
	})
}

// BenchmarkScan reads lines as programs write them, and in any order with blanks; surprises are the records in which an
// answer was not as predicted.
func BenchmarkScan(b *testing.B) {
	b.Run("canonical", func(b *testing.B) { scan(b, fleet.Default()) })
	opt := fleet.Default()
	opt.Shuffle, opt.Spaced = true, true
	b.Run("shuffled", func(b *testing.B) { scan(b, opt) })
}

func scan(b *testing.B, opt fleet.Options) {
	m := assess.Compile(channelteam.Rubric())
	s, f := NewLines(NewLayout(m)), fleet.New(m.Rubric, opt)
	codes, head := make([]assess.Code, m.Len()), Head{}
	lines, size := make([][]byte, 500), 0
	for i := range lines {
		lines[i] = f.Append(nil, i)
		size += len(lines[i])
	}
	b.SetBytes(int64(size / len(lines)))
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if !s.Scan(lines[n%len(lines)], &head, codes) {
			b.Fatal("declined")
		}
	}
	b.ReportMetric(float64(s.Surprises)/float64(b.N), "surprises/op")
}
