//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWorkshopDemo plays what `make workshop-demo` plays, twice in each language: the same each time but for the day,
// and it ends in a report on what the room agreed.
func TestWorkshopDemo(t *testing.T) {
	for lang, wants := range map[string][]string{
		"en": {"2. Fair rules & payout, round 1: 1 ×1, 2 ×3, 3 ×4\n2. Fair rules & payout, round 2: 2 ×8\n   agreed: 2 The rules are fair",
			"3. No gaps, no overlaps, round 1: 2 ×5, 3 ×2\n", "don't know ×1, N/A ×1", "Gap report: 山东低温奶渠道", "They settled 5 others in discussion"},
		"zh": {"2. 规则合理与兑现，第 1 轮：1 ×1，2 ×3，3 ×4\n2. 规则合理与兑现，第 2 轮：2 ×8\n   商定：2 规则公平",
			"3. 无空档无重叠，第 1 轮：2 ×5，3 ×2\n", "不知道 ×1，不适用 ×1", "差距报告：山东低温奶渠道", "另有 5 条讨论后已商定"},
	} {
		said, panel := demo(t, lang)
		for _, want := range wants {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q is not in\n%s", lang, want, said)
			}
		}
		if again, file := demo(t, lang); again != said || file != panel {
			t.Errorf("%s: another run is not the same", lang)
		}
	}
}

// demo merges the votes of eight raters, has them meet, and returns what is said and the panel file without its day.
func demo(t *testing.T, lang string) (said, panel string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "workshop.yaml")
	votes, err := filepath.Glob("../../testdata/workshop/2026-05/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	merge := exec.Command(program(t, "."), append([]string{"merge", "-q", "-f", "yaml=" + path}, votes...)...)
	if out, err := merge.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command(program(t, "../../testdata/session"), program(t, "."), path, lang).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(out), regexp.MustCompile(`\d{4}-\d\d-\d\d`).ReplaceAllString(string(data), "DAY")
}
