package form

import (
	"slices"

	"github.com/xuri/excelize/v2"
)

// styles are the looks of cells in a workbook.
type styles struct{ text, prose, title, head, help, input, fact int }

func (b *book) styles() {
	border := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "BFC5CC", Style: 1})
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	wrapped := &excelize.Alignment{WrapText: true, Vertical: "top"}
	middle := &excelize.Alignment{WrapText: true, Vertical: "center"}
	b.style = styles{
		text:  b.newStyle(&excelize.Style{Font: b.font(10, false, "1F2933"), Alignment: wrapped, Border: border}),
		prose: b.newStyle(&excelize.Style{Font: b.font(10, false, "1F2933"), Alignment: wrapped}),
		title: b.newStyle(&excelize.Style{Font: b.font(16, true, "1F3A5F"),
			Alignment: &excelize.Alignment{Vertical: "center"}}),
		head: b.newStyle(&excelize.Style{Font: b.font(10, true, "FFFFFF"), Alignment: middle, Border: border,
			Fill: fill("1F3A5F")}),
		help:  b.newStyle(&excelize.Style{Font: b.font(9, false, "52606D"), Alignment: middle}),
		input: b.newStyle(b.input(wrapped, border, fill("FFF8DB"))),
		fact:  b.newStyle(b.input(middle, border, fill("FFF8DB"))),
	}
}

// input is the look of a cell to fill in. Its number format is text (49): what is typed stays as it is.
func (b *book) input(align *excelize.Alignment, border []excelize.Border, fill excelize.Fill) *excelize.Style {
	return &excelize.Style{
		Font: b.font(10, false, "1F2933"), Alignment: align, Border: border, Fill: fill,
		NumFmt: 49, Protection: &excelize.Protection{Locked: false},
	}
}

func (b *book) newStyle(s *excelize.Style) int {
	id, err := b.xlsx.NewStyle(s)
	b.do(err)
	return id
}

// font names a font that has the signs of the form's languages.
func (b *book) font(size float64, bold bool, color string) *excelize.Font {
	family := "Calibri"
	if slices.Contains(b.langs, "zh") {
		family = "Microsoft YaHei"
	}
	return &excelize.Font{Family: family, Size: size, Bold: bold, Color: color}
}
