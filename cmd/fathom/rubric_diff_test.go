package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fathom/rubric/channelteam"
	"fathom/rubric/width"
)

// changedRubric writes the built-in rubric with a change of every kind, and with names that no terminal should obey.
func changedRubric(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	edit := strings.NewReplacer(
		"version: 1.1.0", "version: 1.2.0", "languages: [zh, en]", "languages: [zh, en, de]", "above_lowest: 1", "above_lowest: 1.5",
		"      - id: role-definition\n", "      - id: role-sheets\n        was: role-definition\n", "roles/role-definition", "roles/role-sheets", "      - id: selection\n", "      - id: hiring\n",
		"serves: [role-definition", "serves: [role-sheets", "measures: role-definition\n", "measures: role-sheets\n",
		"serves: [selection", "serves: [hiring", "measures: selection\n", "measures: hiring\n",
		"没有岗位说明，每天临时派活。", "没有岗位说明，\\e[31m每天临时派活。", "{zh: 角色与职责,", `{zh: "\e[31m::角色与职责",`,
		"weight: {startup: 3, growth: 4, mature: 4}", "weight: {startup: 3, growth: 5, mature: 3}", "  - id: data-decision\n", "  - id: evidence-based\n    was: data-decision\n",
		"practice: data-decision", "practice: evidence-based", "[data-decision,", "[evidence-based,", "at: data-decision/", "at: evidence-based/", "data-decision:", "evidence-based:",
		"owner: DIR", "owner: REG", "- 争议台账", "- 争议台账与处理时限", "days: 30", "days: 35", "80%", "85%")
	for _, f := range channelteam.Files() {
		if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(edit.Replace(string(f.Data))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestRubricDiffFits: whatever changed, no line is wider than the terminal and no control character gets out, in either
// language and format; and the same comparison says the same.
func TestRubricDiffFits(t *testing.T) {
	dir := changedRubric(t)
	run := func(columns int, args ...string) string {
		var out, errs bytes.Buffer
		a := app{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(key string) string {
			if key == "COLUMNS" {
				return strconv.Itoa(columns)
			}
			return ""
		}}
		if code := a.run(append([]string{"rubric", "diff"}, args...)); code != exitOK {
			t.Fatalf("%v: exit code %d: %s", args, code, &errs)
		}
		return out.String()
	}
	for _, pair := range [][]string{{builtin, dir}, {dir, builtin}} {
		for _, lang := range []string{"zh", "en"} {
			for _, columns := range []int{60, 80, 120} {
				text := run(columns, append(pair, "--lang", lang)...)
				text += run(columns, append(pair, "--lang", lang, "--full")...)
				for line := range strings.Lines(text) {
					if n := width.Of(strings.TrimSuffix(line, "\n")); n > columns {
						t.Errorf("%s at %d: a line of %d: %s", lang, columns, n, line)
					}
				}
				if !strings.Contains(text, "<U+001B>") || strings.Contains(text, "\x1b") ||
					strings.Contains(text, "::") {
					t.Errorf("%s at %d: not safe", lang, columns)
				}
			}
			if text := run(80, append(pair, "--lang", lang, "-f", "markdown")...); strings.Contains(text, "\x1b") {
				t.Errorf("%s: a control character in Markdown", lang)
			}
		}
		asJSON := append(pair, "-f", "json")
		if first, second := run(80, asJSON...), run(80, asJSON...); first != second {
			t.Error("the same comparison says something else the second time")
		}
	}
}
