package xlsx

import (
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"

	"fathom/reports/doc"
	"fathom/rubric/width"
)

// chartRows is how many rows the charts of a sheet take below their table.
func chartRows(s doc.Sheet) int { return chartHeight(s)/20 + 10 }

// chartHeight is how high a chart is, in pixels: a bar needs its room.
func chartHeight(s doc.Sheet) int {
	bar := 14 + 8*len(s.Chart.Series)
	if s.Chart.Kind != doc.CompareChart {
		bar = 22
	}
	return max(440, 120+bar*(s.Chart.To-s.Chart.From))
}

// The colours of the series, the same as on the page.
const now, aim, soft = "0072B2", "D55E00", "51585F"

// ramp are the colours of levels on the page, from the lowest to the highest.
var ramp = [...]string{"00224E", "1D3461", "434E6C", "575D6D", "6B6D72", "8A8779", "A59C74", "C3B369", "E1CC55",
	"FEE838"}

// charts draws scores twice, as a radar, and as bars that compare better; everything else once.
func (b *book) charts(s doc.Sheet) {
	if s.Chart.To == 0 {
		return
	}
	row, left, bars := headRow(s)+len(s.Rows)+3, 0, b.wideChart(s)
	if hasRadar(s) {
		radar := b.chart(s, excelize.Radar)
		radar.Dimension = excelize.ChartDimension{Width: uint(radarWidth(s)), Height: 440}
		b.do(b.f.AddChart(s.Name, at(0, row), radar))
		left, bars.Format.OffsetX = b.columnAt(s.Name, radarWidth(s)+20)
	}
	b.do(b.f.AddChart(s.Name, at(left, row), bars))
}

// wideChart is the chart that every sheet with charts has.
func (b *book) wideChart(s doc.Sheet) *excelize.Chart {
	kind := map[doc.ChartKind]excelize.ChartType{doc.CompareChart: excelize.Bar, doc.HistogramChart: excelize.Col,
		doc.ShareChart: excelize.Bar, doc.StackChart: excelize.BarPercentStacked}[s.Chart.Kind]
	c := b.chart(s, kind)
	c.Dimension = excelize.ChartDimension{Width: barsWidth, Height: uint(chartHeight(s))}
	c.XAxis.ReverseOrder = kind != excelize.Col
	gap := uint(30)
	if s.Chart.Kind == doc.HistogramChart {
		gap = 5
	}
	if s.Chart.Kind != doc.CompareChart {
		c.GapWidth = &gap
	}
	if len(s.Chart.Series) == 1 {
		c.Legend.Position = "none"
	}
	return c
}

// hasRadar reports whether a radar can be read: fewer axes have no area, more are a thicket.
func hasRadar(s doc.Sheet) bool {
	n := s.Chart.To - s.Chart.From
	return s.Chart.Kind == doc.CompareChart && 3 <= n && n <= 10 && !s.Chart.OnlyBars
}

func (b *book) chartsWidth(s doc.Sheet) float64 {
	if hasRadar(s) {
		return radarWidth(s) + 20 + barsWidth
	}
	return barsWidth
}

// barsWidth is the width of bars, in pixels.
const barsWidth = 600

// radarWidth gives a radar room for its names at both sides: programs make it small before they break a name.
func radarWidth(s doc.Sheet) float64 {
	longest := 0
	for _, row := range s.Rows[s.Chart.From:s.Chart.To] {
		longest = max(longest, width.Of(row[s.Chart.Name].Text))
	}
	return float64(360 + 2*labelPixels*min(longest, 34))
}

// labelPixels is how wide a character of a name is.
const labelPixels = 7

// columnAt finds the column in which so many pixels from the left are, and how far it has begun there.
func (b *book) columnAt(sheet string, pixels float64) (column, offset int) {
	for x := 0.0; ; column++ {
		width, err := b.f.GetColWidth(sheet, columnName(column))
		b.do(err)
		wide := math.Trunc(7*width + 5) // a digit of the usual font, and the margins
		if x+wide > pixels {
			return column, int(pixels - x)
		}
		x += wide
	}
}

func (b *book) chart(s doc.Sheet, kind excelize.ChartType) *excelize.Chart {
	font := excelize.Font{Family: b.family(), Size: 10, Color: ink}
	low, high := s.Chart.Min, s.Chart.Max
	c := &excelize.Chart{
		Type: kind,
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: s.Chart.Title,
			Font: &excelize.Font{Family: b.family(), Size: 12, Color: ink, Bold: true}}}},
		Legend: excelize.ChartLegend{Position: "bottom", Font: &font},
		XAxis:  excelize.ChartAxis{Font: font},
		YAxis:  excelize.ChartAxis{Font: font, MajorGridLines: true},
		Format: excelize.GraphicOptions{AltText: b.described(s, kind)},
	}
	switch s.Chart.Kind {
	case doc.CompareChart:
		c.YAxis.Minimum, c.YAxis.Maximum, c.YAxis.MajorUnit = &low, &high, unit(high-low)
	case doc.ShareChart:
		c.YAxis.Minimum = &low
		c.YAxis.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0%"}
	}
	for i, column := range s.Chart.Series {
		colour := colour(s.Chart, i)
		c.Series = append(c.Series, excelize.ChartSeries{
			Name:       ref(s.Name, column, headRow(s), headRow(s)),
			Categories: ref(s.Name, s.Chart.Name, headRow(s)+1+s.Chart.From, headRow(s)+s.Chart.To),
			Values:     ref(s.Name, column, headRow(s)+1+s.Chart.From, headRow(s)+s.Chart.To),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
			Line: excelize.LineOptions{Width: 2.25, Fill: excelize.Fill{Type: "pattern", Pattern: 1,
				Color: []string{colour}}},
		})
	}
	return c
}

// colour is the colour of the i-th series.
func colour(c doc.SheetChart, i int) string {
	if c.Kind == doc.StackChart {
		return ramp[i*(len(ramp)-1)/max(len(c.Series)-1, 1)]
	}
	if c.ThenNow {
		return []string{soft, now}[i%2]
	}
	return []string{now, aim, soft}[i%3]
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
	r := quotedName(sheet) + "!$" + name + "$" + strconv.Itoa(from)
	if to > from {
		r += ":$" + name + "$" + strconv.Itoa(to)
	}
	return r
}

// HeadRef names the cell of a column's head as a formula, or a chart elsewhere, names it, and RowsRef those of its
// rows.
func HeadRef(s doc.Sheet, column int) string { return ref(s.Name, column, headRow(s), headRow(s)) }

// RowsRef is told with [HeadRef].
func RowsRef(s doc.Sheet, column int) string {
	return ref(s.Name, column, headRow(s)+1, headRow(s)+len(s.Rows))
}
