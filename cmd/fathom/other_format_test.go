package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestOtherFormats: a document that this program wrote for something else is told in one sentence wherever people hand
// files in, and not key by key.
func TestOtherFormats(t *testing.T) {
	t.Chdir(t.TempDir())
	run := func(args ...string) (int, string) {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		return a.run(args), errs.String()
	}
	if code, said := run("demo", "d"); code != exitOK {
		t.Fatal(said)
	}
	const answers, result = "d/henan-fmcg.yaml", "d/henan-fmcg.json"
	for want, args := range map[string][]string{
		"fathom.answers/1": {"score", result},
		"fathom.rubric/1":  {"score", answers, "--rubric", result},
		"fathom.policy/1":  {"check", answers, "--policy", result},
		"fathom.mapping/1": {"form", "import", answers, "--mapping", result},
	} {
		code, said := run(append(args, "--lang", "zh")...)
		place, said, _ := strings.Cut(said, "文件")
		if end := "写明的格式是 fathom.result/1，这里要 " + want + " [format]\n"; code != exitInvalid || said != end || !strings.Contains(place, result) {
			t.Errorf("%q: exit code %d\n%s%.300s\nwant %s", args, code, place, said, end)
		}
	}
	if _, err := os.Stat(answers); err != nil {
		t.Error(err)
	}
}
