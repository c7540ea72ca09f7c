package pasted_test

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/assess/answerfile/pasted"
	"fathom/rubric/channelteam"
)

func sample(t *testing.T, name string) (string, *assess.Assessment) {
	t.Helper()
	r := channelteam.Rubric()
	a := &assess.Assessment{Subject: assess.Subject{ID: "s1", Name: "新乡商贸"}, Date: "2026-11-28", Depth: "quick",
		Raters: []assess.Rater{{ID: "zhang", Name: "张三"}}, Answers: make([]assess.Answer, assess.Compile(r).Len())}
	for i := range a.Answers {
		if i%3 == 0 {
			a.Answers[i] = assess.Answer{Given: true, State: assess.Answered, Level: i%5 + 1,
				Note: "note: “他说” {x}\nformat: fathom.answers/1\n张三 14:05"}
		}
	}
	var out bytes.Buffer
	if err := answerfile.WriteAs(&out, name, a, r); err != nil {
		t.Fatal(err)
	}
	return out.String(), a
}

// TestChatAround: the answers are found between lines of a chat, however their lines end, each on its line; the lines
// around are returned, so that they can be told.
func TestChatAround(t *testing.T) {
	for _, name := range []string{"a.yaml", "a.json"} {
		text, want := sample(t, name)
		if got, ok := pasted.Find(text); ok {
			t.Errorf("%s stands alone: %q", name, got.Around)
		}
		for _, around := range [][2]string{
			{"张三 14:05\n", ""}, {"", "\n\n收到\n李四 14:06\n好的，谢谢{}\n"}, {"[2026/11/28 14:05] 张三:\n\n", "-- \n发自我的手机"},
			{"Zhang San 14:05\nhere it is\n", "\n\n\n"}, {"\uFEFF张三 14:05\n", "```\n"}, {"“张三 {”\n", "\n"},
		} {
			for _, crlf := range []bool{false, true} {
				whole := around[0] + text + around[1]
				if crlf {
					whole = strings.ReplaceAll(whole, "\n", "\r\n")
				}
				got, ok := pasted.Find(whole)
				if !ok {
					if strings.TrimSpace(around[0]+around[1]) != "" {
						t.Errorf("%s in %q: not found", name, around)
					}
					continue
				}
				a, err := answerfile.Read(name, got.Data, channelteam.Rubric())
				if err != nil || !reflect.DeepEqual(a, want) {
					t.Errorf("%s in %q: %v", name, around, err)
				}
				if line := strings.Count(around[0], "\n"); line != bytes.Count(got.Data[:bytes.Index(got.Data,
					[]byte("format"))], []byte("\n"))-strings.Count(name, "json") {
					t.Errorf("%s in %q: the answers moved", name, around)
				}
				for _, line := range strings.Fields(strings.TrimPrefix(around[0]+around[1], "\uFEFF")) {
					if !slices.ContainsFunc(got.Around, func(s string) bool { return strings.Contains(s, line) }) {
						t.Errorf("%s: %q is not told: %q", name, line, got.Around)
					}
				}
			}
		}
	}
}

// TestKeyboardQuotes: quotation marks of a keyboard stand for straight ones where all of them are such, and are text
// where they stand among straight ones.
func TestKeyboardQuotes(t *testing.T) {
	const json = `{"format": "fathom.answers/1", "rubric": {"id": "channel-team", "version": "VERSION"}, "subject": {"id": "s"}, "date": "2026-11-28", "answers": {}}`
	text := strings.Replace(json, "VERSION", channelteam.Rubric().Version, 1)
	curly, open := "", false
	for _, r := range text {
		if r == '"' {
			if open = !open; open {
				r = '“'
			} else {
				r = '”'
			}
		}
		curly += string(r)
	}
	got, ok := pasted.Find("张三：" + curly)
	if !ok || string(got.Data) != "   "+text || !slices.Equal(got.Around, []string{"张三："}) {
		t.Errorf("%v %q", ok, got)
	}
	if got, ok := pasted.Find(strings.Replace(curly, "“", `"`, 1)); ok {
		t.Errorf("some of them are straight: %q", got.Data)
	}
}

// TestNotCertain: what may be an answer is never cut off, and of two answer files none is chosen.
func TestNotCertain(t *testing.T) {
	yaml, _ := sample(t, "a.yaml")
	json, _ := sample(t, "a.json")
	for _, text := range []string{
		"", "张三 14:05\n收到", "format: fathom.result/1\n张三",
		yaml + yaml, json + "\n" + json, yaml + "\n张三\n" + yaml, "张三\n" + json + json,
		"subject: {id: x}\n" + yaml, yaml + "\n收到\n  goals-strategy/goal-quality: 3\n", yaml + "\n收到\n“answers”： 3\n",
		strings.Replace(yaml, "\nanswers:", "\n收到\nanswers:", 1), "张三\n" + strings.TrimSuffix(strings.TrimSpace(json), "}"),
		"张三\n" + strings.Replace(yaml, "fathom.answers/1", "fathom.answers/2", 1),
		strings.Repeat("{", 1000) + json,
	} {
		if got, ok := pasted.Find(text); ok {
			t.Errorf("%.60q: %.80q, around %q", text, got.Data, got.Around)
		}
	}
}

// TestNothingIsLost: whatever happens to a line of the answers, the file is not found any more, or it is found with
// every answer in it.
func TestNothingIsLost(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	signs := []rune("：: \n“\"{}x张")
	for _, name := range []string{"a.yaml", "a.json"} {
		text, _ := sample(t, name)
		ids := strings.Count(text, "goals-strategy/")
		for range 3000 {
			runes := []rune(text)
			runes[rnd.IntN(len(runes))] = signs[rnd.IntN(len(signs))]
			broken := string(runes)
			got, ok := pasted.Find("张三 14:05\n" + broken + "\n收到\n")
			if ok && strings.Contains(broken, "goals-strategy/") && bytes.Count(got.Data, []byte("goals-strategy/")) <
				min(ids, strings.Count(broken, "goals-strategy/")) {
				t.Fatalf("answers are lost: %s", broken)
			}
		}
	}
}
