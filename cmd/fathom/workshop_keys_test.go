//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWorkshopKeys runs a workshop at the terminal alone, in both languages: nobody has a phone, and the facilitator
// enters the votes.
func TestWorkshopKeys(t *testing.T) {
	for lang, c := range map[string]struct{ shown, agreed, again, none, over string }{
		"en": {"lowest Ann, highest Old Wang", "agreed: 3", "round 2: votes 0 of 2", "no such letter: zz", "the workshop is over"},
		"zh": {"最低：Ann，最高：Old Wang", "商定：3", "第 2 轮：0/2 人已投票", "没有这个字母：zz", "工作坊已结束"},
	} {
		path := filepath.Join(t.TempDir(), "henan.yaml")
		s := startSession(t, program(t, "."), []string{"NO_COLOR=1"}, "workshop", path, "--no-browser", "--no-qr",
			"--lang", lang, "--listen", "127.0.0.1:0")
		s.wants("end")
		for _, step := range []struct{ line, says string }{
			{"n", "0"}, {"e Ann = 2 seen it", ""}, {"x Ann", ""}, {"e Ann = 2", ""}, {"e Old Wang = 4 by hand", "2"}, {"ｒ", c.shown},
			{"a 3 as talked about", c.agreed}, {"v", c.again}, {"zz", c.none}, {"r", ""}, {"a 3 once more", c.agreed}, {"+", ""}, {"l ask finance", ""}, {"g", ">  1"}, {"j 2",
				"1"}, {"s", ""}, {"", ""},
		} {
			s.types(step.line + "\r")
			if step.says != "" {
				s.wants(step.says)
			}
		}
		s.types("end\r")
		s.wants(c.over)
		if code := s.ends(); code != exitOK {
			t.Errorf("%s: exit code %d", lang, code)
		}
		data, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(data), "{votes: {ann: 2, old-wang: 4}, level: 3, agreed: once more") {
			t.Errorf("%s: %v\n%s\n%s", lang, err, data, s.printed())
		}
	}
}
