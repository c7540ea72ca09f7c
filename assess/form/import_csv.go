package form

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// decode turns the bytes of a text file into UTF-8: UTF-8, UTF-16 and GB18030 (GBK), with or without a byte order mark.
func decode(data []byte) (string, bool) {
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		enc = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.IndexByte(data, 0) >= 0:
		enc = unicode.UTF16(endianness(data), unicode.IgnoreBOM)
	case utf8.Valid(data):
		return strings.TrimPrefix(string(data), bom), true
	default:
		enc = simplifiedchinese.GB18030
	}
	out, err := enc.NewDecoder().Bytes(data)
	return strings.TrimPrefix(string(out), bom), err == nil && !bytes.ContainsAny(out, "\x00\uFFFD")
}

// endianness tells where the zero bytes of separators and digits stand in UTF-16 without a byte order mark.
func endianness(data []byte) unicode.Endianness {
	even, odd := 0, 0
	for i, b := range data {
		switch {
		case b != 0:
		case i%2 == 0:
			even++
		default:
			odd++
		}
	}
	if even > odd {
		return unicode.BigEndian
	}
	return unicode.LittleEndian
}

// separators are the signs that part the cells of a row.
const separators = ",;\t"

// separator finds what parts the cells of the first line that is not blank: the most frequent of the three.
func separator(text string) rune {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	best, most := ',', 0
	for _, sep := range separators {
		n, quoted := 0, false
		for _, r := range line {
			if r == '"' {
				quoted = !quoted
			} else if r == sep && !quoted {
				n++
			}
		}
		if n > most {
			best, most = sep, n
		}
	}
	return best
}

// cutSeparator takes off the first line with which a spreadsheet program was told what parts the cells: sep=;
func cutSeparator(text string) (rest string, sep rune) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.TrimSpace(strings.Trim(strings.TrimSpace(line), `"`))
	if sign, ok := strings.CutPrefix(strings.ToLower(line), "sep="); ok && len(sign) == 1 &&
		strings.Contains(separators, sign) {
		return "\n" + rest, rune(sign[0])
	}
	return text, separator(text)
}

// readCSV reads a file of text, CSV or JSON, into a table; the problems say why it cannot.
func readCSV(file string, data []byte) (*table, problem.List) {
	text, ok := decode(data)
	if !ok {
		return nil, problem.List{fault(file, "encoding", say.Both("the text is neither UTF-8 nor UTF-16 nor GBK", "文本既不是 UTF-8 或 UTF-16，也不是 GBK"))}
	}
	if isJSON(text) {
		return readJSON(file, text)
	}
	text, sep := cutSeparator(text)
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord = sep, -1
	t := &table{file: file}
	var problems problem.List
	inside, size := 0, 0 // line breaks inside cells so far: a row may take many lines; and bytes of the cells
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return t, problems
		}
		if err != nil {
			return nil, problem.List{csvFault(file, err, inside)}
		}
		line, _ := in.FieldPos(0)
		t.places = append(t.places, line-inside)
		t.rows = append(t.rows, record)
		if list := t.tooMany(len(t.rows) - 1); list != nil {
			return nil, list
		}
		problems.Join(t.otherSeparator(len(t.rows)-1, in.Comma))
		for i, cell := range record {
			inside += strings.Count(cell, "\n")
			record[i] = unguard(cell)
			if n := utf8.RuneCountInString(cell); n > maxCell {
				problems.Add(t.problem(len(t.rows)-1, i, "too-long", tooLong(n, maxCell)))
			}
			if size += len(cell); size > maxTable {
				return nil, problem.List{t.problem(len(t.rows)-1, i, "too-large", tooMuchText())}
			}
		}
	}
}

// otherSeparator refuses a row that fits the first one when its cells are parted by another sign: its answers would be
// lost.
func (t *table) otherSeparator(row int, sep rune) problem.List {
	want, cells := len(t.rows[0])-1, t.rows[row]
	if want < 1 || len(cells) > want {
		return nil
	}
	for _, other := range separators {
		n := 0
		for _, cell := range cells {
			n += strings.Count(cell, string(other))
		}
		if other != sep && (n == want || len(cells) == 1 && n > 0) {
			return problem.List{t.problem(row, 0, "separator", say.Both("the cells of this row are parted by %q, those of the first row by %q",
				"这一行用 %q 分隔单元格，首行用的却是 %q", other, sep))}
		}
	}
	return nil
}

func csvFault(file string, err error, inside int) problem.Problem {
	p := fault(file, "csv", say.Both("not valid CSV: %v", "不是有效的 CSV：%v", err))
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		p.Line, p.Column = parse.StartLine-inside, 1
		p.Message = say.Both("not valid CSV: a quotation mark is missing or too many", "不是有效的 CSV：少了或多了引号")
	}
	return p
}

// tooMany refuses the row that is too far down or too wide.
func (t *table) tooMany(row int) problem.List {
	switch {
	case t.places[row] > MaxRows || len(t.rows) > MaxRows:
		return problem.List{t.problem(row, 0, "too-many", say.Both("more than %d rows", "超过 %d 行", MaxRows))}
	case len(t.rows[row]) > MaxColumns:
		return problem.List{t.problem(row, MaxColumns, "too-many", tooManyColumns())}
	}
	return nil
}
