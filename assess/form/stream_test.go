package form_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"fathom/assess/form"
	"fathom/rubric/problem"
)

// long is a table of plain rows, more than what is looked at to find out how a file is written, and a last row.
func long(last string) string {
	return "W,Q\n" + strings.Repeat("somebody in a long row of plain letters,3\n", 60_000) + last + "\n"
}

// rowsOf reads a stream: how many rows, the last cell of all, and the first fault.
func rowsOf(t *testing.T, data []byte, encoding string) (n int, last string, bad problem.List) {
	t.Helper()
	st, err := form.OpenStream("f.csv", bytes.NewReader(data), encoding, 5)
	if errors.As(err, &bad) {
		return 0, "", bad
	} else if err != nil || st == nil {
		t.Fatalf("%v %v", st, err)
	}
	for range 2 { // as often as one likes
		n = 0
		for row, list := range st.All() {
			if bad = list; bad != nil {
				return n, "", bad
			}
			n, last = n+1, st.Look(row, st.Columns(row)-1)
		}
	}
	return n, last, nil
}

// TestStreamEncodings: how a long file is written shows where it first has more than ASCII; what contradicts it later
// is told with its line.
func TestStreamEncodings(t *testing.T) {
	const chinese = "王芳说渠道管理制度已经建立并且每个季度检查一次"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(chinese)
	if err != nil {
		t.Fatal(err)
	}
	latin, err := charmap.Windows1252.NewEncoder().String("Müller,Größe")
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(long("x," + chinese))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ data, encoding, last string }{
		"UTF-8":          {long("x," + chinese), "", chinese},
		"GB18030":        {long("x," + gb), "", chinese},
		"UTF-16":         {wide, "", chinese},
		"a mark":         {"\uFEFF" + long("x,"+chinese), "", chinese},
		"named":          {long(latin), "windows-1252", "Größe"},
		"U+FFFD in UTF8": {long("x,\uFFFD"), "", "\uFFFD"},
	} {
		n, last, bad := rowsOf(t, []byte(c.data), c.encoding)
		if n != 60_002 || last != c.last || bad != nil {
			t.Errorf("%s: %d rows, the last %q, %v", name, n, last, bad)
		}
	}
	for name, c := range map[string]struct {
		data, encoding string
		line           int
	}{
		"GB18030 behind UTF-8": {"王,1\n" + long("x,"+gb), "", 60_003},
		"UTF-8 behind GB18030": {gb + ",1\n" + long("x,é 王"), "", 60_003},
		"a zero":               {"王,1\n" + long("x,\x00"), "", 60_003},
		"western, not said":    {long(latin), "", 60_002},
		"not as it was said":   {long("x,\xFF\xFF"), "gb18030", 60_002},
	} {
		_, _, bad := rowsOf(t, []byte(c.data), c.encoding)
		if len(bad) != 1 || bad[0].Kind != "encoding" || bad[0].Line != c.line {
			t.Errorf("%s: %v, want line %d", name, bad, c.line)
		}
	}
}

// TestStreamBounds: a quotation mark that is never closed does not take the rest of a file into memory, blank rows
// take none, and rows may be as many as there are.
func TestStreamBounds(t *testing.T) {
	_, _, bad := rowsOf(t, []byte("W,Q\na,1\nb,2\n\"c,3\n"+strings.Repeat("d,4\n", 1<<20)), "")
	if len(bad) != 1 || bad[0].Kind != "too-large" || bad[0].Line != 4 {
		t.Error(bad)
	}
	n, last, bad := rowsOf(t, []byte("W,Q\n"+strings.Repeat(",\n", 3<<20)+"x,7\n"), "")
	if n != 2 || last != "7" || bad != nil {
		t.Errorf("%d %q %v", n, last, bad)
	}
	for _, data := range []string{"[{\"a\": 1}]", "PK\x03\x04", "<html>" + strings.Repeat(" ", 5<<20)} {
		if st, err := form.OpenStream("f", strings.NewReader(data), "", 5); st != nil || err != nil {
			t.Errorf("%.9q is no CSV: %v %v", data, st, err)
		}
	}
}

// made is a table of n rows that is made while it is read.
type made struct {
	n, at int
	rest  []byte
}

func (m *made) Read(p []byte) (int, error) {
	if len(m.rest) == 0 {
		if m.at++; m.at > m.n {
			return 0, io.EOF
		}
		m.rest = fmt.Appendf(m.rest[:0], "r%d%s\n", m.at, strings.Repeat(",3", 99))
	}
	n := copy(p, m.rest)
	m.rest = m.rest[n:]
	return n, nil
}

func (m *made) Seek(int64, int) (int64, error) {
	m.at, m.rest = 0, nil
	return 0, nil
}

// TestStreamAllocates: what a row takes does not depend on how many there are.
func TestStreamAllocates(t *testing.T) {
	perRow := func(n int) float64 {
		st, err := form.OpenStream("f.csv", &made{n: n}, "", 5)
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		allocations := testing.AllocsPerRun(1, func() {
			rows = 0
			for range st.All() {
				rows++
			}
		})
		if rows != n {
			t.Fatalf("%d rows of %d", rows, n)
		}
		return allocations / float64(n)
	}
	if few, many := perRow(1_000), perRow(20_000); many > few+0.5 {
		t.Errorf("%.1f allocations for a row of 20,000, %.1f for one of 1,000", many, few)
	}
}

// TestLongFirstLine: where lines end shows at the end of the first one, which may be longer than what is read at once.
func TestLongFirstLine(t *testing.T) {
	head := "W," + strings.Repeat("a long question about the channel,", 3000) + "Q" // 102 KB
	for name, c := range map[string]struct {
		ends string
		rows int
	}{"a Mac": {"\r", 3}, "Windows": {"\r\n", 3}, "Unix": {"\n", 3}} {
		commas := strings.Repeat(",", 3001)
		data := strings.Join([]string{head, "anna" + commas + "3", "li" + commas + "4"}, c.ends)
		n, last, bad := rowsOf(t, []byte(data+c.ends), "")
		if n != c.rows || last != "4" || bad != nil {
			t.Errorf("%s: %d rows, the last ends with %q, %v", name, n, last, bad)
		}
	}
}
