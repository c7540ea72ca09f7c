package page_test

import (
	"strings"
	"testing"

	"fathom/assess/form/page"
	"fathom/rubric/channelteam"
)

// TestParts: a text in three parts, worked by hand. "abc" is 61 62 63: 0x6162 is 24930 = 14*41*41 + 34*41 + 2, written
// from the lowest, and 0x63 is 99 = 2*41 + 17.
func TestParts(t *testing.T) {
	const sum = "352441C2" // the CRC-32 of "abc"
	part := func(n, of, text string) string { return "FATHOM1:P:" + n + "/" + of + ":" + sum + ":" + text }
	for name, c := range map[string]struct{ text, want string }{
		"no answers":   {part("1", "1", "2YE"+"H2"), "hold no answers"},
		"in two":       {part("2", "2", "H2") + "\n李四 14:05\n" + part("1", "2", "2YE"), "hold no answers"},
		"one missing":  {part("2", "3", "H2"), "of the 3 QR pictures, these are missing: 1, 3"},
		"damaged":      {part("1", "1", "2YF"+"H2"), "do not fit together"},
		"no bytes":     {part("1", "1", ":::"), "do not fit together"},
		"odd":          {part("1", "1", "2YEH"), "do not fit together"},
		"not packed":   {strings.Replace(part("1", "1", "2YEH2"), ":P:", ":Z:", 1), "do not fit together"},
		"beyond all":   {part("3", "2", "H2"), ""},
		"another text": {"FATHOM2:P:1/1:352441C2:2YEH2", ""},
	} {
		var parts page.Parts
		n := parts.Add("a.png", c.text)
		files, err := parts.Files(channelteam.Rubric())
		if c.want == "" {
			if n > 0 || err != nil || files != nil {
				t.Errorf("%s: %d %v", name, n, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "a.png: ") {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
