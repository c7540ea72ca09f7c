package xlsx

import (
	"slices"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/pattern"
)

// compute makes a cell one of a formula. What it comes to stays beside it, for programs that do not compute.
func (b *book) compute(sheet, at string, f doc.Formula) {
	b.do(b.f.SetCellFormula(sheet, at, b.formula(b.named(sheet), f)))
}

// resultOf is the number beside a formula as excelize writes it: as a text.
var resultOf = pattern.Of(`(<c [^>]*) t="str"([^>]*><f>[^<]*</f><v>-?[0-9][-+.0-9Ee]*</v>)`)

// signs are the functions that stand between their arguments, and names those that stand before them.
func signs() map[doc.Function]string {
	return map[doc.Function]string{doc.Plus: "+", doc.Minus: "-", doc.Times: "*", doc.Over: "/", doc.Equals: "=",
		doc.Above: ">"}
}

func names() map[doc.Function]string {
	return map[doc.Function]string{doc.Sum: "SUM", doc.Least: "MIN", doc.Most: "MAX", doc.If: "IF", doc.And: "AND",
		doc.IsNumber: "ISNUMBER", doc.Length: "LEN", doc.Exp: "EXP", doc.Ln: "LN", doc.Round: "ROUND",
		doc.Index: "INDEX", doc.Match: "MATCH"}
}

// formula writes a formula on a sheet.
func (b *book) formula(on doc.Sheet, f doc.Formula) string {
	switch f := f.(type) {
	case doc.Constant:
		return exact(float64(f)) // no exponent: not every program reads one
	case doc.Nothing:
		return `""`
	case doc.Place:
		s := b.named(f.Sheet)
		if f.Sheet == "" {
			s = on
		}
		return place(f.Sheet, f.Column, headRow(s)+1+f.From, headRow(s)+f.To)
	case doc.LeadPlace:
		s := b.named(f.Sheet)
		if f.Sheet == "" {
			s = on
		}
		return place(f.Sheet, s.Lead[f.Line].Column, 2+f.Line, 2+f.Line)
	case doc.Apply:
		of := make([]string, len(f.To))
		for i, to := range f.To {
			of[i] = b.formula(on, to)
		}
		if sign, ok := signs()[f.Do]; ok {
			return "(" + strings.Join(of, sign) + ")"
		}
		return names()[f.Do] + "(" + strings.Join(of, ",") + ")"
	}
	panic("xlsx: no such formula")
}

// named finds a sheet by its name.
func (b *book) named(name string) doc.Sheet {
	if i := slices.IndexFunc(b.sheets, func(s doc.Sheet) bool { return s.Name == name }); i >= 0 {
		return b.sheets[i]
	}
	return doc.Sheet{}
}

// place names cells that stay where they are, of another sheet by its name.
func place(sheet string, column, from, to int) string {
	if sheet != "" {
		return ref(sheet, column, from, to)
	}
	return strings.TrimPrefix(ref("", column, from, to), "''!")
}

func quotedName(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
