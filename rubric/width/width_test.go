package width

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	xwidth "golang.org/x/text/width"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want []string
	}{
		{"one two three", 7, []string{"one two", "three"}},
		{"渠道团队，很好。", 8, []string{"渠道团", "队，很", "好。"}}, // a line never begins with a full-width mark
		{"看（负责人）再说", 6, []string{"看（负", "责人）", "再说"}}, // an opening bracket stays with what it opens
		{"有80%以上的人", 8, []string{"有80%以", "上的人"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"", 10, []string{""}},
		{"a\nb", 10, []string{"a", "b"}},
	} {
		if diff := cmp.Diff(c.want, Wrap(c.text, c.n)); diff != "" {
			t.Errorf("Wrap(%q, %d): %s", c.text, c.n, diff)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("渠道团队，很好（a b c）。 word", 9)
	f.Fuzz(func(t *testing.T, s string, n int) {
		n = 4 + (n%100+100)%100
		strip := strings.NewReplacer(" ", "", "\n", "", "\t", "")
		lines := Wrap(s, n)
		for _, l := range lines {
			if Of(l) > n && len([]rune(l)) > 1 && !strings.ContainsFunc(l,
				func(r rune) bool { return r < 0x20 || r > 0xFFFF || r == 0xFFFD }) {
				t.Errorf("Wrap(%q, %d): %q is too wide", s, n, l)
			}
		}
		joined := strings.Join(strings.Fields(strings.Join(lines, "")), "")
		if want := strings.Join(strings.Fields(s), ""); strip.Replace(joined) != strip.Replace(want) {
			t.Errorf("Wrap(%q, %d) lost text: %q", s, n, lines)
		}
	})
}

// TestOf: a character is what people see as one, however many code points it has. The cells are those of Unicode's
// UAX #11 and UTS #51: two for East Asian wide ones and for what is drawn as an emoji, one for the rest.
func TestOf(t *testing.T) {
	for text, want := range map[string]int{
		"渠道，①": 7, "“ok”…—": 6, "e\u0301": 1, "각": 2, "กำ": 1, "ที่": 1, "हिन्दी": 2, "தமிழ்": 3, "\u200b": 0,
		"👨\u200d👩\u200d👧": 2, "1\ufe0f\u20e3": 2, "👍🏽": 2, "🇨🇳": 2, "☺": 1, "☺\ufe0f": 2, "✂\ufe0e": 1,
	} {
		if got := Of(text); got != want {
			t.Errorf("%q takes %d cells, want %d", text, got, want)
		}
	}
}

// TestBefore: a text is cut between characters, and inside one only where it alone is too long.
func TestBefore(t *testing.T) {
	family := "👨\u200d👩\u200d👧"
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{"abc", 2, "ab"}, {"abc", 3, "abc"}, {"abc", 0, ""}, {"", 0, ""},
		{"ab" + family, 2 + len("👨"), "ab"}, {"ab" + family, 2 + len(family), "ab" + family},
		{"ab" + family + "c", 2 + len(family), "ab" + family}, {family, len("👨"), "👨"},
		{"1\ufe0f\u20e3", 1, "1"}, {"x1\ufe0f\u20e3", 2, "x"},
	} {
		if got := c.text[:Before(c.text, c.at)]; got != c.want {
			t.Errorf("%q cut before %d is %q, want %q", c.text, c.at, got, c.want)
		}
	}
}

// TestNarrowASCII: what is narrow stays what it is, and costs nothing.
func TestNarrowASCII(t *testing.T) {
	var all []byte
	for c := range byte(128) {
		all = append(all, c)
	}
	text := string(all)
	if got := Narrow(text); got != norm.NFC.String(xwidth.Narrow.String(text)) {
		t.Errorf("%q", got)
	}
	if n := testing.AllocsPerRun(10, func() { Narrow(text) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
