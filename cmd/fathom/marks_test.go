package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"fathom/rubric/strictyaml"
)

// TestMarks: a byte order mark is taken in every file that people and other programs hand in, and changes nothing.
func TestMarks(t *testing.T) {
	t.Chdir(t.TempDir())
	run := func(args ...string) string {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := a.run(append(args, "--lang", "en")); code != exitOK {
			t.Errorf("%q: exit code %d\n%s", args, code, errs.String())
		}
		return out.String()
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run("demo", "d")
	const answers, overlay, policy, brand = "d/henan-fmcg.yaml", "overlay.yaml", "policy.yaml", "brand.yaml"
	made := map[string]string{
		"plain.json": `{"format":"fathom.answers/1","rubric":{"id":"channel-team","version":"1.1.0"},"subject":{"id":"a"},"date":"2026-11-20","answers":{"roles/role-definition":3}}`,
		overlay:      "format: fathom.rubric/1\nextends: channel-team@1.1.0\n",
		policy:       "format: fathom.policy/1\nfloors: false\nmax_na: 0.9\n",
		brand:        "format: fathom.brand/1\nclient: A Client\n",
		"map.yaml":   "format: fathom.mapping/1\ncolumns: {Who: rater, Q: roles/role-definition}\nset: {subject: a, date: 2026-11-20}\n",
		"people.csv": "name,role\nLi,field\n", "survey.csv": "Who,Q\nLi,3\n",
	}
	made["lines.ndjson"] = made["plain.json"] + "\n"
	for name, text := range made {
		write(name, text)
	}
	run("portfolio", "lines.ndjson", "-f", "rollup=state.json")
	run("plan", answers, "-f", "actions=actions.yaml", "--start", "2026-11-23")
	for _, c := range []struct {
		marked string // the file that gets a mark
		args   []string
	}{
		{answers, []string{"score", answers}}, {"plain.json", []string{"score", "plain.json"}},
		{"lines.ndjson", []string{"portfolio", "lines.ndjson", "-f", "csv", "--rollup", "none"}},
		{"state.json", []string{"portfolio", "--merge", "state.json"}},
		{overlay, []string{"score", answers, "--rubric", overlay}},
		{policy, []string{"check", answers, "--policy", policy}},
		{brand, []string{"report", answers, "--brand", brand, "-f", "md"}},
		{"actions.yaml", []string{"plan", "--status", "actions.yaml", "--now", "2026-12-01"}},
		{"map.yaml", []string{"form", "import", "survey.csv", "--mapping", "map.yaml", "-o", "out", "--replace"}},
		{"survey.csv", []string{"form", "import", "survey.csv", "--mapping", "map.yaml", "-o", "out", "--replace"}},
		{"people.csv", []string{"form", "export", "--for", "people.csv", "--name", "X", "-o", "forms"}},
	} {
		want := run(c.args...)
		if err := os.RemoveAll("forms"); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(c.marked)
		if err != nil {
			t.Fatal(err)
		}
		write(c.marked, strictyaml.Mark+string(data))
		if got := run(c.args...); got != want {
			t.Errorf("%q with a mark:\n%.300s\nwant\n%.300s", c.args, got, want)
		}
		write(c.marked, string(data))
	}
}
