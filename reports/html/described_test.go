package html_test

import (
	"regexp"
	"testing"

	"fathom/rubric/channelteam/samples"
	"fathom/rubric/say"
)

// TestDescribed: what a picture is said to show has no signs that are not read out.
func TestDescribed(t *testing.T) {
	for lang, signs := range map[say.Language]string{"zh": `\d\.\d|[–→≥≤%]`, "en": `[–→≥≤]`} {
		described := 0
		for _, n := range nodes(t, render(t, read(t, samples.All()[0]), lang)) {
			said := ""
			switch {
			case n.Data == "desc", n.Data == "title" && attr(n, "id") != "":
				said = text(n)
			case attr(n, "role") == "img":
				said = attr(n, "aria-label")
			}
			if said == "" {
				continue
			}
			described++
			if bad := regexp.MustCompile(signs).FindString(said); bad != "" {
				t.Errorf("%s: %s in %q", lang, bad, said)
			}
		}
		if described < 3 {
			t.Errorf("%s: %d descriptions", lang, described)
		}
	}
}
