package aloud_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"fathom/rubric/aloud"
	"fathom/rubric/say"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ in, zh, en string }{
		{"3.2", "三点二", "3.2"},
		{"总分 2.4（满分 5）。", "总分 二点四（满分 5）。", "总分 2.4（满分 5）。"},
		{"It is 2.4.", "It is 二点四.", "It is 2.4."},
		{"10.05, 20.5, 0.83, 99.9", "十点零五, 二十点五, 零点八三, 九十九点九", "10.05, 20.5, 0.83, 99.9"},
		{"120.5 and 1,234.5", "120点五 and 1,234点五", "120.5 and 1,234.5"},
		{"83%", "百分之83", "83%"},
		{"80.5%", "百分之八十点五", "80.5%"},
		{"2.3–2.4", "二点三 至 二点四", "2.3 to 2.4"},
		{"第 0–90 天", "第 0 至 90 天", "第 0 to 90 天"},
		{"60%–80%", "百分之60 至 百分之80", "60% to 80%"},
		{"-0.5 – +0.3", "负零点五 至加零点三", "-0.5 to +0.3"},
		{"2.50 → 3.00 (+0.50)", "二点五零 至 三点零零 (加零点五零)", "2.50 to 3.00 (+0.50)"},
		{"▲ 激励：2 → 3", "上升，激励：2 至 3", "up, 激励：2 to 3"},
		{"账实相符≥85%", "账实相符不低于 百分之85", "账实相符 at least 85%"},
		{"≤ 5, ≈3, <2, ＞4", "不超过 5, 约 3, 低于 2, 高于 4", "at most 5, about 3, below 2, above 4"},
		{"±0.3, =100%, 2×3", "正负 零点三, 等于 百分之100, 2 乘 3", "±0.3, =100%, 2×3"},
		{"a · b", "a，b", "a, b"}, {"1–2–3", "1 至 2 至 3", "1 to 2 to 3"}, {"甲→乙→丙", "甲至乙至丙", "甲 to 乙 to 丙"},
		{"KPI≥3 (≥2.5)", "KPI 不低于 3 (不低于 二点五)", "KPI at least 3 (at least 2.5)"}, {"得 2.5 分", "得 二点五 分", "得 2.5 分"},
		{"目标 ≥ 80%，x", "目标不低于 百分之80，x", "目标 at least 80%，x"}, {"up to 3, level 2.5", "up to 3, level 二点五", "up to 3, level 2.5"},
		{"2026-11-20", "2026年11月20日", "2026-11-20"},
		{"2026-01-05–2026-02-10", "2026年1月5日 至 2026年2月10日", "2026-01-05 to 2026-02-10"},
		// what is no number of its own
		{"1.0.0", "1.0.0", "1.0.0"},
		{"v1.2", "v1.2", "v1.2"},
		{"a-2.3.yaml out/2.5/x 2.5mb 3.2-x", "a-2.3.yaml out/2.5/x 2.5mb 3.2-x", "a-2.3.yaml out/2.5/x 2.5mb 3.2-x"},
		{"--minutes=5 -f html=2.html", "--minutes=5 -f html=2.html", "--minutes=5 -f html=2.html"},
		{"round-3 --full x.y", "round-3 --full x.y", "round-3 --full x.y"},
		{"fathom/rubric/2", "fathom/rubric/2", "fathom/rubric/2"},
		{"– 表示没有级别", "– 表示没有级别", "– 表示没有级别"},
		{"写作 –。", "写作无。", "写作 none。"}, {"to do: –.", "to do: 无.", "to do: none."},
		{"–", "无", "none"}, {"now –; then –, x", "now 无; then 无, x", "now none; then none, x"}, {"P10–P90 2", "P10 至 P90 2", "P10 to P90 2"},
		{"现在 –；变化 –", "现在无；变化无", "现在 none；变化 none"}, {"", "", ""}, {"好", "好", "好"}, {".", ".", "."}, {"→", "→", "→"},
	} {
		for lang, want := range map[say.Language]string{"zh": c.zh, "en": c.en} {
			got := aloud.Text(lang, c.in)
			if got != want {
				t.Errorf("%s %q: %q, want %q", lang, c.in, got, want)
			}
			if again := aloud.Text(lang, got); again != got {
				t.Errorf("%s %q: a second time %q", lang, got, again)
			}
		}
	}
}

// TestHeard: Debian's espeak-ng says what it drops without us. Its voice that takes Latin letters for pinyin is the one
// whose characters are not read as English.
func TestHeard(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("left out: espeak-ng (it is not installed; .ci/run installs it)")
	}
	heard := func(text string) string {
		cmd := exec.Command("espeak-ng", "-v", "cmn-latn-pinyin", "-x", "-q", "--stdin")
		cmd.Stdin, cmd.Env = strings.NewReader(text), append(os.Environ(), "LC_ALL=C.UTF-8")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return regexp.MustCompile(`[^A-Za-z.@ ]`).ReplaceAllString(string(out), "") // without tones
	}
	for sign, syllables := range map[string]string{"3.2": "tiEn", "2–3": "ts.i.", "2 → 3": "ts.i.", "≥3": "pu ti y",
		"≤3": "pu ts.hAu kuo", "-3": "fu", "83%": "pai f@n ts.i."} {
		spoken := heard(aloud.Text("zh", sign))
		for _, syllable := range strings.Fields(syllables) {
			if !strings.Contains(spoken, syllable) {
				t.Errorf("%s is %s, without %s", sign, spoken, syllable)
			}
		}
	}
}

// TestManySigns: a long text of nothing but signs takes no longer than it is long.
func TestManySigns(t *testing.T) {
	const n = 100_000
	if got := aloud.Text("zh", strings.Repeat("1.5 ", n)); got != strings.Repeat("一点五 ", n) {
		t.Errorf("%.60s", got)
	}
	if got := aloud.Text("en", strings.Repeat("1 – 2; ", n)); got != strings.Repeat("1 to 2; ", n) {
		t.Errorf("%.60s", got)
	}
}

// FuzzText: whatever the text, it stays text.
func FuzzText(f *testing.F) {
	for _, s := range []string{"1–2–3", "→→", "1.2.3", "≥≥3", "+-1", "~1–2", "▲▼",
		"\xff1.2\xff", "1→2→3", "1.2–", "=–1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		for _, lang := range []say.Language{"zh", "en"} {
			if got := aloud.Text(lang, s); got == "" && s != "" || got != strings.ToValidUTF8(got, "?") {
				t.Errorf("%q became %q", s, got)
			}
		}
	})
}
