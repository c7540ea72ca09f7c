package form_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"fathom/assess/form"
	"fathom/rubric/problem"
)

// whole reads a table that is here as a whole: its rows with | between the cells, or the first fault.
func whole(t *testing.T, data, encoding string) (rows []string, bad problem.List) {
	t.Helper()
	tables, err := form.ReadTables("f.csv", []byte(data), encoding)
	if errors.As(err, &bad) {
		return nil, bad
	} else if err != nil {
		t.Fatal(err)
	}
	for row := range tables[0].Rows() {
		var cells []string
		for c := range tables[0].Columns(row) {
			cells = append(cells, tables[0].Look(row, c))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows, nil
}

// TestZeroBytes: a byte of zero in a text is named with its place. It makes no UTF-16 of it.
func TestZeroBytes(t *testing.T) {
	const many = 60_000
	rows := strings.Repeat("somebody in a long row of plain letters,3\n", many)
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("王芳说渠道管理制度已经建立并且每个季度检查一次")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ data, encoding, want string }{
		"short":               {"W,Q\nanna\x00,3\n", "", "f.csv:2: character 5 of the line is a zero byte (NUL)"},
		"long":                {"W,Q\n" + rows + "王,\x003\n" + rows, "", "f.csv:60002: character 3 of the line is a zero byte"},
		"long, all ASCII":     {"W,Q\n" + rows + "a,\x003\n" + rows, "", "f.csv:60002: character 3 of the line is a zero byte"},
		"GB18030":             {"W,Q\n" + gb + ",3\nb\x00o,4\n", "", "f.csv:3: character 2 of the line is a zero byte"},
		"GB18030, named":      {"W,Q\n" + gb + "\x00,3\n", "gb18030", "f.csv:2: character 24 of the line is a zero byte"},
		"named UTF-8":         {"W,Q\nanna\x00,3\n", "utf-8", "f.csv:2: character 5 of the line is a zero byte"},
		"padded by a crash":   {"W,Q\nanna,3\n" + strings.Repeat("\x00", 100), "", "f.csv:3: character 1 of the line is a zero byte"},
		"line ends of a Mac":  {"W,Q\ranna\x00,3\r", "", "f.csv:2: character 5 of the line is a zero byte"},
		"in a line of others": {"W,Q\nx,3\ny\x00z\x00,3\n", "", "f.csv:3: character 2 of the line is a zero byte"},
	} {
		_, bad := whole(t, c.data, c.encoding)
		if len(bad) != 1 || bad[0].Kind != "encoding" || !strings.HasPrefix(bad.In("en"), c.want) {
			t.Errorf("%s: %v, want %s", name, bad, c.want)
		}
		_, _, bad = rowsOf(t, []byte(c.data), c.encoding)
		if len(bad) != 1 || !strings.HasPrefix(bad.In("en"), c.want) {
			t.Errorf("%s, row by row: %v, want %s", name, bad, c.want)
		}
	}
	// UTF-16 without a mark, of either order, in which few or many bytes are zero
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		for _, text := range []string{"W,Q\nanna,3\n", "姓名,目标质量\n王芳,三\n", "说明\n" + strings.Repeat("渠道上的目标每个季度检查一次并且写进文件", 20) + "\n", "a,上\n"} {
			data, err := unicode.UTF16(order, unicode.IgnoreBOM).NewEncoder().String(text)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Split(strings.ReplaceAll(strings.TrimSpace(text), ",", "|"), "\n")
			if got, bad := whole(t, data, ""); bad != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("%q: %q %v", text, got, bad)
			}
		}
	}
}

// TestLineEnds: rows end in LF, CRLF, or CR alone, as "CSV (Macintosh)" has them; what stands inside cells stays.
func TestLineEnds(t *testing.T) {
	for data, want := range map[string]string{
		"W,Q\ranna,3\rbo,4\r":                  "W|Q anna|3 bo|4",
		"W,Q\ranna,3":                          "W|Q anna|3",
		"\"W\rX\",Q\r\"a\nb\",3\r":             "W\nX|Q a\nb|3",
		"sep=;\rW;Q\ranna;3\r":                 "W|Q anna|3",
		"A title\rW;Q\ranna;3\r":               "A title W|Q anna|3",
		"W,Q\r\nanna,3\r\n":                    "W|Q anna|3",
		"W,Q\nan\rna,3\n":                      "W|Q an\rna|3", // inside a cell
		"W,Q\r\"an\r\nna\",3\rbo,4\r":          "W|Q an\nna|3 bo|4",
		"\uFEFFW,Q\r王芳,3\r":                    "W|Q 王芳|3",
		"W\tQ\r" + strings.Repeat("x\t3\r", 3): "W|Q x|3 x|3 x|3",
	} {
		rows, bad := whole(t, data, "")
		if got := strings.Join(rows, " "); got != want || bad != nil {
			t.Errorf("%q: %q, want %q; %v", data, got, want, bad)
		}
		st, err := form.OpenStream("f.csv", strings.NewReader(data), "", 5)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for row, bad := range st.All() {
			if bad != nil {
				t.Errorf("%q: %v", data, bad)
			}
			var cells []string
			for c := range st.Columns(row) {
				cells = append(cells, st.Look(row, c))
			}
			all = append(all, strings.Join(cells, "|"))
		}
		if got := strings.Join(all, " "); got != want {
			t.Errorf("%q, row by row: %q, want %q", data, got, want)
		}
	}
	// longer than any buffer, with CR where one ends
	data := "W,Q\r" + strings.Repeat("somebody in a row of plain letters,3\r", 200_000) + "王,7\r"
	if n, last, bad := rowsOf(t, []byte(data), ""); n != 200_002 || last != "7" || bad != nil {
		t.Errorf("%d %q %v", n, last, bad)
	}
	_, bad := whole(t, "W,Q\ranna,3\r王\xFF,3\r王,3\r", "")
	if len(bad) != 1 || bad[0].Line != 3 {
		t.Error(bad)
	}
}

// TestPages: answers that are on other pages, or in another list, do not get lost in silence.
func TestPages(t *testing.T) {
	const rows = `[{"W":"a","Q":3},{"W":"b","Q":4}]`
	for data, want := range map[string]string{
		`{"count":2,"next":null,"previous":null,"results":` + rows + `}`:              "",
		`{"count":500,"next":"https://x/?page=2","results":` + rows + `}`:             "f.csv:1:2: more answers are on other pages (count: 500, here 2)",
		`{"count":500,"results":` + rows + `}`:                                        "f.csv:1:2: more answers are on other pages (count: 500, here 2)",
		`{"next":"https://x/?page=2","results":` + rows + `}`:                         "f.csv:1:2: more answers are on other pages (next)",
		`{"@odata.nextLink":"https://x","value":` + rows + `}`:                        "f.csv:1:2: more answers are on other pages (@odata.nextLink)",
		`{"data":` + rows + `,"links":{"self":"a","next":"b"}}`:                       "f.csv:1:63: more answers are on other pages (links/next)",
		`{"data":` + rows + `,"meta":{"total":3}}`:                                    "f.csv:1:51: more answers are on other pages (meta/total: 3, here 2)",
		`{"data":` + rows + `,"meta":{"total":2}}`:                                    "",
		`{"data":` + rows + `,"has_more":true}`:                                       "f.csv:1:43: more answers are on other pages (has_more)",
		`{"data":` + rows + `,"has_more":false,"nextPage":"","per_page":50,"page":1}`: "",
		`{"data":` + rows + `,"records":[{"W":"c","Q":1}]}`:                           "f.csv:1:43: two lists could be the answers: data and records",
		`{"data":[],"results":` + rows + `}`:                                          "",
	} {
		tables, err := form.ReadTables("f.csv", []byte(data), "")
		got := ""
		if err != nil {
			got = err.Error()
		} else if tables[0].Rows() != 3 {
			t.Errorf("%s: %d rows", data, tables[0].Rows())
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s: %s, want %s", data, got, want)
		}
	}
	// what else stands beside the answers is named
	tables, err := form.ReadTables("f.json", []byte(`{"count":2,"next":null,"data":`+rows+`,"other":[{"W":"c"}],"took":12,"page":{"size":50}}`), "")
	if err != nil || strings.Join(tables[0].Beside(), " ") != "other took" {
		t.Errorf("%v %v", tables, err)
	}
}
