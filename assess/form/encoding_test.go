package form_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"fathom/assess/form"
	"fathom/rubric/channelteam"
	"fathom/rubric/say"
)

// TestConvertedMark: a converter that turns our own CSV into GB18030 turns its byte order mark, too.
func TestConvertedMark(t *testing.T) {
	m := model()
	a := sample(m)
	var out bytes.Buffer
	if err := form.WriteCSV(&out, m, a, form.Options{Langs: []say.Language{"zh"}}); err != nil {
		t.Fatal(err)
	}
	converted, err := simplifiedchinese.GB18030.NewEncoder().Bytes(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := imported(t, converted)
	if written(t, a) != written(t, got[0].Assessment) {
		t.Error("the answers changed")
	}
}

// cellsOf are the first cells of the rows below the head.
func cellsOf(data []byte, encoding string) (cells []string, err error) {
	tables, err := form.ReadTables("p.csv", data, encoding)
	for row := 1; err == nil && row < tables[0].Rows(); row++ {
		cells = append(cells, tables[0].Look(row, 0))
	}
	return cells, err
}

// inWords are texts of a survey in the encodings that spreadsheets of their countries save CSV in.
func inWords() map[string]struct {
	enc  encoding.Encoding
	text string
} {
	type sample = struct {
		enc  encoding.Encoding
		text string
	}
	return map[string]sample{
		"German":          {charmap.Windows1252, "Größe für Händler, Verträge prüfen; jährlich geübt"},
		"a German name":   {charmap.Windows1252, "Jörg Müller"},
		"French":          {charmap.Windows1252, "Équipe régionale : objectifs déjà fixés, suivi très irrégulier, à compléter"},
		"a French name":   {charmap.Windows1252, "Hélène"},
		"quotes":          {charmap.Windows1252, "the “channel” manager’s plan – 5 €"},
		"degrees":         {charmap.Windows1252, "25°±2"},
		"capitals":        {charmap.Windows1252, "ÄÖÜ"},
		"Swedish":         {charmap.Windows1252, "Försäljning på lång sikt, återförsäljare"},
		"Polish":          {charmap.Windows1250, "Główny kanał sprzedaży: hurtownie, współpraca z partnerami, półrocze"},
		"Russian":         {charmap.Windows1251, "Цели канала известны каждому, проверяются раз в квартал"},
		"Russian, KOI8":   {charmap.KOI8R, "Цели канала известны каждому, проверяются раз в квартал"},
		"Greek":           {charmap.Windows1253, "Οι στόχοι του καναλιού ελέγχονται κάθε τρίμηνο"},
		"Thai":            {charmap.Windows874, "เป้าหมายของช่องทางการขายมีการทบทวนทุกไตรมาส"},
		"Arabic":          {charmap.Windows1256, "أهداف القناة معروفة وتراجع كل ثلاثة أشهر"},
		"Hebrew":          {charmap.Windows1255, "יעדי הערוץ ידועים ונבדקים בכל רבעון"},
		"Vietnamese":      {charmap.Windows1258, "Môc tiêu kênh bán hàng"},
		"Big5":            {traditionalchinese.Big5, "通路目標每季檢討一次，經銷商名單完整，價格與促銷政策清楚"},
		"a name in Big5":  {traditionalchinese.Big5, "陳怡君"},
		"Shift JIS":       {japanese.ShiftJIS, "チャネルの目標は四半期ごとに見直され、販売店の一覧が整っている"},
		"a name in SJIS":  {japanese.ShiftJIS, "田中さくら"},
		"half width kana": {japanese.ShiftJIS, "ﾀﾅｶ ｻｸﾗ"},
		"EUC-JP":          {japanese.EUCJP, "チャネルの目標は四半期ごとに見直され、販売店の一覧が整っている"},
		"a Korean name":   {korean.EUCKR, "김수"},
		"Korean names":    {korean.EUCKR, "박영수, 이영희"},
		"a common name":   {korean.EUCKR, "이영희"},
		"a Japanese name": {japanese.EUCJP, "田中太郎"},
		"a name in kana":  {japanese.EUCJP, "佐藤さくら"},
		"two characters":  {japanese.EUCJP, "山田"},
		"Korean":          {korean.EUCKR, "채널 목표는 분기마다 검토하고 대리점 목록은 완전하다"},
	}
}

// TestOtherEncodings: what is neither UTF-8 nor UTF-16 nor likely Chinese is never taken for Chinese, and is told with
// its place; who names the encoding has it read right.
func TestOtherEncodings(t *testing.T) {
	for name, c := range inWords() {
		data, err := c.enc.NewEncoder().Bytes([]byte("name,role\nLi,\n\"" + c.text + "\",x\n"))
		if err != nil {
			t.Fatal(name, err)
		}
		cells, err := cellsOf(data, "")
		if err == nil || !strings.HasPrefix(err.Error(), "p.csv:3:1: neither UTF-8 nor UTF-16: as GB18030 this ") ||
			!strings.Contains(err.Error(), "--encoding: gb18030, windows-1252, ") {
			t.Errorf("%s: %v %v", name, cells, err)
		}
		label, err := htmlindex.Name(c.enc)
		if err != nil {
			t.Fatal(name, err)
		}
		cells, err = cellsOf(data, label)
		if err != nil || cells[1] != c.text {
			t.Errorf("%s as %s: %v %v", name, label, cells, err)
		}
	}
}

// TestBothReadings: the two readings of the first cell that differs are shown.
func TestBothReadings(t *testing.T) {
	for text, want := range map[string]string{
		"name,role\nLi,\nM\xfcller,\xc4\xd6\n": "p.csv:3:1: neither UTF-8 nor UTF-16: as GB18030 this is M黮ler, as Windows-1252 Müller; say",
		"name,role\nLi,\nRen\xe9,x\n":          "p.csv:3:1: neither UTF-8 nor UTF-16: as GB18030 this cannot be read, as Windows-1252 it is René; say",
		"name,role\nLi,5 \x80\n":               "", // the same in both
		"name\n\"Ren\xe9\n":                    "p.csv:2: neither UTF-8 nor UTF-16: as GB18030 this cannot be read, as Windows-1252 it is \"René; say",
		"\xef\xbb\xbfname\nRen\xe9\n":          "p.csv:2: the text is UTF-8 but for some bytes",
		"name,role\n李明,渠道\n王伟,总\xe7\x9b":       "p.csv:3: the text is UTF-8 but for some bytes",
		"name,role\nMüller,Größe\nRen\xe9,x\n": "p.csv:3: the text is UTF-8 but for some bytes",
	} {
		_, err := cellsOf([]byte(text), "")
		if want == "" != (err == nil) || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// TestNamedEncoding: what somebody names is how it is read, but for a mark, which is never wrong; what cannot be so is
// refused.
func TestNamedEncoding(t *testing.T) {
	utf16, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("name\n李明\n"))
	for _, c := range []struct{ text, encoding, want string }{
		{"name\nM\xfcller\n", "windows-1252", "Müller"}, {"name\nM\xfcller\n", "latin1", "Müller"},
		{"name\nM\xfcller\n", "GB18030", "M黮ler"}, {"name\nM\xfcller\n", "gbk", "M黮ler"},
		{"name\nMüller\n", "windows-1252", "MÃ¼ller"}, {"name\nMüller\n", "utf-8", "Müller"},
		{"\ufeffname\nMüller\n", "windows-1252", "Müller"},
		{string(utf16), "utf-16", "李明"}, {string(utf16[2:]), "utf-16", "李明"}, {string(utf16[2:]), "utf-16be", "李明"},
		{string(utf16), "windows-1252", "李明"},
		{"name\nM\xfcller\n", "utf-8", "p.csv:2: the text is UTF-8 but for some bytes"},
		{"name\nMu\n\n", "utf-16", "p.csv: "},
		{"name\nRen\xe9\n", "gb18030", "p.csv: the text cannot be read as gb18030"},
		{"name\nx\n", "utf8", "x"}, {"name\nx\n", "replacement", "p.csv: there is no encoding replacement"},
		{"name\nx\n", "windows1252", "p.csv: there is no encoding windows1252; did you mean windows-1252?"},
		{"name\nx\n", "x-user-defined", "p.csv: there is no encoding"},
	} {
		cells, err := cellsOf([]byte(c.text), c.encoding)
		if wrong := strings.HasPrefix(c.want, "p.csv"); wrong != (err != nil) ||
			wrong && !strings.HasPrefix(err.Error(), c.want) || !wrong && cells[0] != c.want {
			t.Errorf("%q as %s: %v %v, want %s", c.text, c.encoding, cells, err, c.want)
		}
		if form.KnowsEncoding(c.encoding) == strings.Contains(c.want, "no encoding") {
			t.Errorf("%s is known: %v", c.encoding, form.KnowsEncoding(c.encoding))
		}
	}
}

// TestLikelyChinese: Chinese as spreadsheets in China save it needs no name, in prose, in names and in few words: every
// text of the rubric alone, and lists of names.
func TestLikelyChinese(t *testing.T) {
	texts := []string{"李明", "王建国\n张玥\n刘婷婷\n陈睿", "备注", "不适用", "渠道目标，３级", "欧阳娜娜,区域经理", "渠道目標每季檢討一次，經銷商名單完整，價格與促銷政策清楚", "张伟,一线\n韩梅,总监",
		"王芳", "李娜", "刘洋", "陈静", "李静", "林峰", "高明", "马丽", "郭刚", "何平", "程磊", "李建国", "冯海燕", "郭靖", "备注,姓名", "经理", "很好", "部分", "李明,好"}
	r := channelteam.Rubric()
	for i := range r.Practices {
		texts = append(texts, r.Practices[i].Name["zh"], r.Practices[i].Intent["zh"])
		for k := range r.Practices[i].Criteria {
			texts = append(texts, r.Practices[i].Criteria[k].Name["zh"], r.Practices[i].Criteria[k].Question["zh"])
		}
	}
	for _, text := range texts {
		if text == "" {
			continue
		}
		data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("name,role\n" + text + ",\n"))
		if err != nil {
			t.Fatal(text, err)
		}
		if _, err := cellsOf(data, ""); err != nil && strings.Contains(err.Error(), "neither") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
