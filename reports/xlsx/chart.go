package xlsx

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"fathom/reports"
)

// chartRows is how many rows the charts take below their table.
const chartRows = 32

// The colours of the two series, the same as on the page.
const now, aim = "0072B2", "D55E00"

// charts draws the scores against their targets twice: as a radar, and as bars that compare better.
func (b *book) charts(s reports.Sheet) {
	if s.Chart.To == 0 {
		return
	}
	row, left := headRow+len(s.Rows)+3, 0
	if hasRadar(s) {
		radar := b.chart(s, excelize.Radar)
		radar.Dimension = excelize.ChartDimension{Width: radarWidth, Height: 440}
		b.do(b.f.AddChart(s.Name, at(0, row), radar))
		left = b.columnPast(s.Name, radarWidth)
	}
	bars := b.chart(s, excelize.Bar)
	bars.Dimension = excelize.ChartDimension{Width: barsWidth, Height: 440}
	bars.XAxis.ReverseOrder = true
	b.do(b.f.AddChart(s.Name, at(left, row), bars))
}

// hasRadar tells whether a radar can be read: fewer axes have no area, more are a thicket.
func hasRadar(s reports.Sheet) bool {
	n := s.Chart.To - s.Chart.From
	return 3 <= n && n <= 10 && !s.Chart.OnlyBars
}

func (b *book) chartsWidth(s reports.Sheet) float64 {
	if hasRadar(s) {
		return radarWidth + barsWidth
	}
	return barsWidth
}

// The widths of the charts, in pixels.
const radarWidth, barsWidth = 520, 600

// columnPast finds the first column that begins behind so many pixels.
func (b *book) columnPast(sheet string, pixels float64) int {
	column := 0
	for x := 0.0; x < pixels+20; column++ {
		width, err := b.f.GetColWidth(sheet, columnName(column))
		b.do(err)
		x += 7*width + 5 // a digit of the usual font, and the margins
	}
	return column
}

func (b *book) chart(s reports.Sheet, kind excelize.ChartType) *excelize.Chart {
	font := excelize.Font{Family: b.family(), Size: 10, Color: ink}
	low, high := s.Chart.Min, s.Chart.Max
	c := &excelize.Chart{
		Type:   kind,
		Title:  excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s.Chart.Title, Font: &excelize.Font{Family: b.family(), Size: 12, Color: ink, Bold: true}}}},
		Legend: excelize.ChartLegend{Position: "bottom", Font: &font},
		XAxis:  excelize.ChartAxis{Font: font},
		YAxis:  excelize.ChartAxis{Font: font, Minimum: &low, Maximum: &high, MajorUnit: unit(high - low), MajorGridLines: true},
	}
	for i, column := range []int{s.Chart.Now, s.Chart.Aim} {
		colour := []string{now, aim}[i]
		c.Series = append(c.Series, excelize.ChartSeries{
			Name:       ref(s.Name, column, headRow, headRow),
			Categories: ref(s.Name, s.Chart.Name, headRow+1+s.Chart.From, headRow+s.Chart.To),
			Values:     ref(s.Name, column, headRow+1+s.Chart.From, headRow+s.Chart.To),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
			Line:       excelize.LineOptions{Width: 2.25, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}},
		})
	}
	return c
}

// unit is the distance of the grid lines of an axis: 1, 2 or 5 times a power of ten, so that there are at most ten.
func unit(span float64) float64 {
	for step := 1.0; ; step *= 10 {
		for _, f := range []float64{1, 2, 5} {
			if span <= 10*f*step {
				return f * step
			}
		}
	}
}

// ref names one column's rows of a sheet.
func ref(sheet string, column, from, to int) string {
	name := columnName(column)
	r := "'" + strings.ReplaceAll(sheet, "'", "''") + "'!$" + name + "$" + strconv.Itoa(from)
	if to > from {
		r += ":$" + name + "$" + strconv.Itoa(to)
	}
	return r
}
