package form

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// TestLanguageName: our languages have the names that the Unicode project lists, with their variants; one that nobody
// listed has its code.
func TestLanguageName(t *testing.T) {
	for line := range strings.SplitSeq(speakers, "|") {
		code, own, _ := strings.Cut(strings.TrimSpace(line), " ")
		if want := display.Self.Name(language.Make(code)); own != want {
			t.Errorf("%s: %q, want %q", code, own, want)
		}
	}
	for code, want := range map[string]string{"zh": "中文 (zh)", "zh-TW": "繁體中文 (zh-TW)", "zh-CN": "中文 (zh-CN)",
		"pt-BR": "português (pt-BR)", "en_GB": "English (en_GB)", "tlh": "tlh (tlh)", "de/": "de/ (de/)", "": " ()",
		// in another script it is another name
		"zh-Hans": "中文 (zh-Hans)", "sr-Latn": "srpskohrvatski (sr-Latn)", "uz-Cyrl": "uz-Cyrl (uz-Cyrl)", "pa-PK": "pa-PK (pa-PK)"} {
		if got := languageName(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}
