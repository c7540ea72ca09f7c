package main

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fathom/rubric/width"
)

// TestWidths: no line of what many raters and many dates print is wider than the terminal, in either language.
func TestWidths(t *testing.T) {
	dir := t.TempDir()
	may, november := filepath.Join(dir, "may.yaml"), filepath.Join(dir, "november.yaml")
	run := func(columns int, args ...string) string {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(key string) string {
			if key == "COLUMNS" {
				return strconv.Itoa(columns)
			}
			return ""
		}}
		if code := a.run(args); code != exitOK && code != exitGate {
			t.Fatalf("%v: exit code %d: %s", args, code, &errs)
		}
		return out.String()
	}
	raters := func(round string) []string {
		paths, err := filepath.Glob(filepath.Join(root, "testdata/workshop", round, "*.yaml"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no raters: %v", err)
		}
		return append([]string{"merge"}, paths...)
	}
	run(80, append(raters("2026-05"), "-f", "yaml="+may)...)
	run(80, append(raters("2026-11"), "-f", "yaml="+november)...)
	for _, args := range [][]string{
		append(raters("2026-05"), "--stats"), append(raters("2026-05"), "--anonymous"), {"compare", may, november},
		{"report", november, "--baseline", may},
		{"check", may, "--min", "practices=3", "--max-discuss", "1", "--evidence-from", "3"},
		{"report", examples + "/answers/riverside-2026-03.yaml", "--rubric", examples + "/kitchen-hygiene.yaml"},
		{"explain", examples + "/answers/riverside-2026-03.yaml", "dry-store", "--rubric",
			examples + "/kitchen-hygiene.yaml"},
		{"check", examples + "/answers/riverside-2026-03.yaml", "--floors", "--rubric",
			examples + "/kitchen-hygiene.yaml"},
		{"rubric", "show", "--rubric", examples + "/kitchen-hygiene.yaml"},
		{"report", examples + "/answers/stadthalle.yaml", "--rubric", examples + "/hausrundgang.yaml"},
	} {
		for _, columns := range []int{60, 80, 120} {
			for _, lang := range []string{"zh", "en"} {
				text := run(columns, append(args, "--lang", lang)...)
				if len(text) < 200 {
					t.Errorf("%s at %d, %s prints only %q", args[0], columns, lang, text)
				}
				for line := range strings.Lines(text) {
					if n := width.Of(strings.TrimSuffix(line, "\n")); n > columns {
						t.Errorf("%s at %d, %s: a line of %d: %s", args[0], columns, lang, n, line)
					}
				}
			}
		}
	}
}
