package form

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// KnowsEncoding reports whether a text file can be read by the name of an encoding: utf-8, utf-16, gb18030, big5,
// shift_jis, windows-1252 and the others that web pages may have.
func KnowsEncoding(name string) bool { return encodingOf(name, nil) != nil }

// Encodings are the ones that people mostly need to name.
func Encodings() []string {
	return []string{"gb18030", "windows-1252", "utf-8", "utf-16", "big5", "shift_jis", "euc-jp", "euc-kr"}
}

// encodingOf finds an encoding by its name, nil without one. What is UTF-16 tells or shows which of its two it is.
func encodingOf(name string, data []byte) encoding.Encoding {
	if strings.EqualFold(name, "utf-16") {
		return unicode.UTF16(endianness(data), unicode.UseBOM)
	}
	enc, err := htmlindex.Get(name)
	if err != nil || enc == encoding.Replacement || enc == charmap.XUserDefined {
		return nil
	}
	return enc
}

// marked finds the encoding that the mark at the beginning of a text says, nil without one.
func marked(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte(strictyaml.Mark)):
		return unicode.UTF8
	case bytes.HasPrefix(data, []byte{0x84, 0x31, 0x95, 0x33}): // as a converter makes it of a mark
		return simplifiedchinese.GB18030
	}
	return nil
}

// decode turns the bytes of a text file into UTF-8, by writtenIn.
func decode(file string, data []byte, name string) (string, problem.List) {
	enc, bad := writtenIn(file, data, name)
	if bad != nil {
		return "", bad
	}
	text, ok := decodedBy(enc, data)
	good, _, hasZero := strings.Cut(text, "\x00")
	switch {
	case ok:
		return text, nil
	case enc == unicode.UTF8 && !utf8.Valid(data):
		return "", problem.List{brokenUTF8(file, data)}
	case hasZero && (enc == unicode.UTF8 || !strings.ContainsRune(good, utf8.RuneError)):
		line, column := endOf(good)
		return "", problem.List{zeroByte(file, line, column+1)}
	}
	return "", problem.List{notOf(file, name)}
}

// writtenIn finds how the bytes of a text file are written. A mark says what they are, else a name that somebody gave;
// without either they are UTF-8 or UTF-16 where they can be, or GB18030 (GBK) where that gives likely Chinese.
// Everything else could be read in several ways, and is a problem that shows them.
func writtenIn(file string, data []byte, name string) (encoding.Encoding, problem.List) {
	enc := marked(data)
	switch {
	case enc != nil:
	case name != "":
		enc = encodingOf(name, data)
	case isUTF16(data):
		enc = unicode.UTF16(endianness(data), unicode.IgnoreBOM)
	case utf8.Valid(data):
		enc = unicode.UTF8
	case isMostlyUTF8(data):
		return nil, problem.List{brokenUTF8(file, data)}
	case hasMany(data, 0, manyZeros):
		return nil, problem.List{notOf(file, "")}
	default:
		return guessed(file, bytes.ReplaceAll(data, []byte{0}, nil)) // a single one is told where it stands
	}
	if enc == nil {
		return nil, problem.List{fault(file, "encoding", problem.Hint(say.Both("there is no encoding %s", "没有 %s 这种编码", short(name)), name, Encodings()))}
	}
	return enc, nil
}

// notOf tells that a text is not written as it was said or seemed to be; name is "" where nobody said.
func notOf(file, name string) problem.Problem {
	if name == "" {
		return fault(file, "encoding", say.Both("the text is neither UTF-8 nor UTF-16 nor GBK", "文本既不是 UTF-8 或 UTF-16，也不是 GBK"))
	}
	return fault(file, "encoding", say.Both("the text cannot be read as %s", "文本不能按 %s 读取", short(name)))
}

// isMostlyUTF8 reports whether more of the characters beyond ASCII are UTF-8 than are not: then the file was cut, or
// something else was pasted in. By chance hardly any would be.
func isMostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case n > 1:
			good++
		case r == utf8.RuneError:
			bad++
		}
		data = data[n:]
	}
	return good > bad
}

// brokenUTF8 tells in which line UTF-8 has its first byte that is none.
func brokenUTF8(file string, data []byte) problem.Problem {
	good := 0
	for good < len(data) {
		r, n := utf8.DecodeRune(data[good:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		good += n
	}
	line, _ := endOf(string(data[:good]))
	return notUTF8(file, line)
}

// endOf is where a text ends: the number of its last line, and how many characters that has.
func endOf(text string) (line, characters int) {
	text = lineEnds(text)
	return 1 + strings.Count(text, "\n"), utf8.RuneCountInString(text[strings.LastIndexByte(text, '\n')+1:])
}

// zeroByte tells of a byte that is in no text, which a program writes that fails or that takes text for something else.
func zeroByte(file string, line, character int) problem.Problem {
	p := fault(file, "encoding", say.Both("character %d of the line is a zero byte (NUL), which no text has; take it out, or export the table again", "这一行的第 %d 个字符是零字节（NUL），文本里不该有；请删去它，或重新导出", character))
	p.Line = line
	return p
}

func notUTF8(file string, line int) problem.Problem {
	p := fault(file, "encoding", say.Both("the text is UTF-8 but for some bytes, the first of them in this line; was the file cut? save it again, or say with --encoding what it is", "文本是 UTF-8，但夹有不合规的字节，第一处在这一行；文件是否被截断？请重新保存，或用 --encoding 写明编码"))
	p.Line = line
	return p
}

// decodedBy reads bytes by an encoding; ok is false where they are not of it.
func decodedBy(enc encoding.Encoding, data []byte) (text string, ok bool) {
	if enc == unicode.UTF8 { // its decoder mends what is broken
		return strings.TrimPrefix(string(data), strictyaml.Mark), utf8.Valid(data) && !bytes.ContainsRune(data, 0)
	}
	out, err := enc.NewDecoder().Bytes(data)
	return strings.TrimPrefix(string(out), strictyaml.Mark), err == nil && !bytes.ContainsAny(out, "\x00\uFFFD")
}

// guessed reads bytes that do not tell what they are.
func guessed(file string, data []byte) (encoding.Encoding, problem.List) {
	chinese, ok := decodedBy(simplifiedchinese.GB18030, data)
	others := rivals(data)
	if ok && isLikelyChinese(data) && others == nil {
		return simplifiedchinese.GB18030, nil
	}
	if others == nil {
		western, _ := decodedBy(charmap.Windows1252, data)
		others = []rival{{"Windows-1252", western}}
	}
	if ok && chinese == others[0].text {
		return simplifiedchinese.GB18030, nil
	}
	at, one, other := firstDifference(file, chinese, others[0].text)
	if !ok && strings.ContainsRune(one, utf8.RuneError) {
		at.Message = say.Both("neither UTF-8 nor UTF-16: as GB18030 this cannot be read, as Windows-1252 it is %s", "既不是 UTF-8 也不是 UTF-16：按 GB18030 读不出来，按 Windows-1252 读作 %s", short(other))
	} else {
		at.Message = say.Both("neither UTF-8 nor UTF-16: as GB18030 this is %s", "既不是 UTF-8 也不是 UTF-16：按 GB18030 读作 %s", short(one))
		for _, r := range others {
			_, _, other = firstDifference(file, chinese, r.text)
			at.Message = at.Message.And(say.Both(", as %s %s", "，按 %s 读作 %s", r.name, short(other)))
		}
	}
	at.Message = at.Message.And(say.Both("; say what it is with --encoding: %s", "；请用 --encoding 写明编码：%s", say.Row(Encodings())))
	return nil, problem.List{at}
}

// firstDifference finds the first cell that is not the same in two readings of a file: a problem at its place, and what
// it is in each. Of what is no table it is the line.
func firstDifference(file, text, otherText string) (at problem.Problem, one, other string) {
	at = fault(file, "encoding", say.Message{})
	x, bad := readText(file, text)
	y, alsoBad := readText(file, otherText)
	for row := 0; bad == nil && alsoBad == nil && row < min(len(x.rows), len(y.rows)); row++ {
		for c := range x.rows[row] {
			if one, other = x.at(row, c), y.at(row, c); one != other {
				return x.problem(row, c, "encoding", say.Message{}), one, other
			}
		}
	}
	lines, otherLines := strings.Split(text, "\n"), strings.Split(otherText, "\n")
	for i := range min(len(lines), len(otherLines)) {
		if lines[i] != otherLines[i] {
			at.Line = i + 1
			return at, lines[i], otherLines[i]
		}
	}
	return at, text, otherText
}

// isLikelyChinese reports whether bytes that can be read as GB18030 are likely meant so: most of its characters, signs
// apart, are of the 3,755 that GB 2312 has for everyday use, which stand in the order of their sounds. Text of western
// Europe, in which a letter with an accent stands beside one without, gives rare characters, and so do Big5 and Shift
// JIS. Korean gives those that sound like the first half of the alphabet alone, Japanese many kana.
func isLikelyChinese(data []byte) bool {
	characters, everyday, secondHalf := 0, 0, 0
	for i := 0; i+1 < len(data); i++ {
		lead, trail := data[i], data[i+1]
		if lead <= 0x80 {
			continue
		}
		i++
		switch {
		case trail >= '0' && trail <= '9': // the first half of a character of four bytes
			i += 2
		case trail >= 0xA1 && (lead == 0xA1 || lead == 0xA3): // punctuation, and ASCII in full width
			continue
		case trail >= 0xA1 && lead >= 0xB0 && lead <= 0xD7:
			everyday++
			if lead >= 0xC9 {
				secondHalf++
			}
		}
		characters++
	}
	const few, enough = 2, 8
	return everyday >= few && everyday*5 >= characters*3 && (secondHalf > 0 || everyday < enough)
}
