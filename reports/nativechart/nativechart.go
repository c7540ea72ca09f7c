// Package nativechart makes charts that Office programs draw themselves, so that whoever gets one can edit it: a part
// of a package, with the workbook that it draws from within. What stands in the chart is what stands in the workbook,
// to the last digit, since some programs show the one and some the other.
package nativechart

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/reports/xlsx"
	"fathom/rubric/ooxml"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// Kind is what a chart looks like.
type Kind uint8

const (
	Bars  Kind = iota // beside one another, from the top down
	Radar             // lines around a middle, an axis for each name
)

// Chart is names with a value of each series.
type Chart struct {
	Kind     Kind
	Lang     say.Language
	Title    string // of the workbook's sheet; the chart itself has none
	Head     string // what the names are
	Names    []string
	Series   []Series
	Min, Max float64 // the ends of the scale
	Percent  bool    // the values are shares
	Decimals int     // how finely the values are shown
	Size     int     // of its text, in points; 0 for the size on a slide
	Ink      string  // the colour of the theme for its text; "" for the usual one
}

// Series is a value for each name; where there is none, nothing is drawn.
type Series struct {
	Name   string
	Values []number.Value
	Colour string // a colour of the theme, such as accent1
	Dashed bool   // a line that is told apart from others in print, too
}

const (
	chartType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
	bookType  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// Add adds a chart and its workbook to a package, into a folder such as ppt, and returns the part of the chart.
func (c *Chart) Add(to *ooxml.Package, folder string) (*ooxml.Part, error) {
	sheet := c.sheet()
	var book bytes.Buffer
	err := xlsx.Write(&book, &doc.Workbook{Lang: c.Lang, Title: c.Title, Sheets: []doc.Sheet{sheet}})
	if err != nil {
		return nil, err
	}
	data := to.Add(to.Next(folder+"/embeddings", "Microsoft_Excel_Sheet", ".xlsx"), bookType, book.Bytes())
	part := to.Add(to.Next(folder+"/charts", "chart", ".xml"), chartType, nil)
	part.Data = c.space(sheet, part.Lead("package", data)).Document()
	return part, nil
}

// sheet is what the chart draws from.
func (c *Chart) sheet() doc.Sheet {
	s := doc.Sheet{Name: c.Lang.Say("Data", "数据"), Title: c.Title, Columns: doc.Heads(c.Head)}
	for _, one := range c.Series {
		s.Columns = append(s.Columns, doc.SheetColumn{Title: one.Name})
	}
	for i, name := range c.Names {
		row := []doc.SheetCell{doc.TextCell(name)}
		for _, one := range c.Series {
			row = append(row, doc.SheetCell{Number: one.Values[i], Decimals: c.Decimals, Percent: c.Percent})
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// format is the code of the numbers.
func (c *Chart) format() string {
	code := "0"
	if c.Decimals > 0 {
		code += "." + strings.Repeat("0", c.Decimals)
	}
	if c.Percent {
		code += "%"
	}
	return code
}

// el and on are short for what is made of here: an element, and one that is switched or set by its value.
func el(name string, attrs ...string) *ooxml.Element { return ooxml.New(name, attrs...) }

func on(name, value string) *ooxml.Element { return ooxml.New(name, "val", value) }

// space is the chart as a whole.
func (c *Chart) space(sheet doc.Sheet, book string) *ooxml.Element {
	plot := el("c:plotArea").Add(c.layout(), c.drawing(sheet)).Add(c.axes()...)
	chart := el("c:chart").Add(on("c:autoTitleDeleted", "1"), plot)
	if len(c.Series) > 1 {
		chart.Add(el("c:legend").Add(on("c:legendPos", "b"), on("c:overlay", "0"), c.font(0)))
	}
	chart.Add(on("c:plotVisOnly", "1"), on("c:dispBlanksAs", "gap"))
	return el("c:chartSpace", "xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart",
		"xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main",
		"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships").Add(
		on("c:date1904", "0"), on("c:lang", c.Lang.Say("en-US", "zh-CN")), on("c:roundedCorners", "0"), chart,
		c.font(0), el("c:externalData", "r:id", book).Add(on("c:autoUpdate", "0")))
}

// layout leaves the names of a radar room at its sides: left to themselves, some programs make the drawing small.
func (c *Chart) layout() *ooxml.Element {
	out := el("c:layout")
	if c.Kind == Radar {
		out.Add(el("c:manualLayout").Add(on("c:layoutTarget", "inner"), on("c:xMode", "edge"), on("c:yMode", "edge"),
			on("c:x", "0.2"), on("c:y", "0.1"), on("c:w", "0.6"), on("c:h", "0.72")))
	}
	return out
}

// onSlide is the size of a chart's text on a slide, in points.
const onSlide = 12

// font is the text of a part of the chart, so many points more than usual.
func (c *Chart) font(more int) *ooxml.Element {
	size := strconv.Itoa(100 * (cmp.Or(c.Size, onSlide) + more))
	run := el("a:defRPr", "sz", size).Add(el("a:solidFill").Add(on("a:schemeClr", cmp.Or(c.Ink, "tx1"))))
	return el("c:txPr").Add(el("a:bodyPr"), el("a:lstStyle"), el("a:p").Add(el("a:pPr").Add(run),
		el("a:endParaRPr", "lang", c.Lang.Say("en-US", "zh-CN"))))
}

func (c *Chart) drawing(sheet doc.Sheet) *ooxml.Element {
	var out *ooxml.Element
	if c.Kind == Radar {
		out = el("c:radarChart").Add(on("c:radarStyle", "marker"), on("c:varyColors", "0"))
	} else {
		out = el("c:barChart").Add(on("c:barDir", "bar"), on("c:grouping", "clustered"), on("c:varyColors", "0"))
	}
	for k := range c.Series {
		out.Add(c.series(k, sheet))
	}
	if c.Kind == Bars {
		out.Add(on("c:gapWidth", "60"))
	}
	return out.Add(on("c:axId", nameAxis), on("c:axId", valueAxis))
}

func (c *Chart) series(k int, sheet doc.Sheet) *ooxml.Element {
	one, n := &c.Series[k], strconv.Itoa(k)
	out := el("c:ser").Add(on("c:idx", n), on("c:order", n), el("c:tx").Add(texts(xlsx.HeadRef(sheet, 1+k), one.Name)))
	if c.Kind == Radar {
		out.Add(el("c:spPr").Add(line(one, 28575)), el("c:marker").Add(on("c:symbol", "circle"), on("c:size", "6"),
			el("c:spPr").Add(fill(one.Colour))))
	} else {
		out.Add(el("c:spPr").Add(fill(one.Colour)), on("c:invertIfNegative", "0"), c.labels())
	}
	return out.Add(el("c:cat").Add(texts(xlsx.RowsRef(sheet, 0), c.Names...)),
		el("c:val").Add(c.numbers(xlsx.RowsRef(sheet, 1+k), one.Values)))
}

func fill(colour string) *ooxml.Element { return el("a:solidFill").Add(on("a:schemeClr", colour)) }

func line(one *Series, width int) *ooxml.Element {
	out := el("a:ln", "w", strconv.Itoa(width)).Add(fill(one.Colour))
	if one.Dashed {
		out.Add(on("a:prstDash", "dash"))
	}
	return out
}

// labels write each value beside its bar.
func (c *Chart) labels() *ooxml.Element {
	return el("c:dLbls").Add(el("c:numFmt", "formatCode", c.format(), "sourceLinked", "0"),
		el("c:spPr").Add(el("a:noFill")), c.font(-1), on("c:dLblPos", "outEnd"), on("c:showLegendKey", "0"),
		on("c:showVal", "1"), on("c:showCatName", "0"), on("c:showSerName", "0"), on("c:showPercent", "0"),
		on("c:showBubbleSize", "0"))
}

// texts are cells of text, with where they stand in the workbook.
func texts(ref string, of ...string) *ooxml.Element {
	cache := el("c:strCache").Add(on("c:ptCount", strconv.Itoa(len(of))))
	for i, text := range of {
		cache.Add(el("c:pt", "idx", strconv.Itoa(i)).Add(el("c:v").Text(safe.Text(text))))
	}
	return el("c:strRef").Add(el("c:f").Text(ref), cache)
}

// numbers are cells of numbers; what has none is left out.
func (c *Chart) numbers(ref string, of []number.Value) *ooxml.Element {
	cache := el("c:numCache").Add(el("c:formatCode").Text(c.format()), on("c:ptCount", strconv.Itoa(len(of))))
	for i, v := range of {
		if v.OK {
			cache.Add(el("c:pt", "idx", strconv.Itoa(i)).Add(el("c:v").Text(number.Plain(v.Value))))
		}
	}
	return el("c:numRef").Add(el("c:f").Text(ref), cache)
}

// The ids of the axes.
const nameAxis, valueAxis = "1001", "1002"

// axes are the one of names and the one of values. Bars begin at the top, so the values stand at the far end of the
// names.
func (c *Chart) axes() []*ooxml.Element {
	order, side, far := "minMax", "b", "autoZero"
	if c.Kind == Bars {
		order, side, far = "maxMin", "l", "max"
	}
	names := el("c:catAx").Add(on("c:axId", nameAxis), el("c:scaling").Add(on("c:orientation", order)),
		on("c:delete", "0"), on("c:axPos", side))
	if c.Kind == Radar {
		names.Add(el("c:majorGridlines").Add(grid()))
	}
	names.Add(el("c:numFmt", "formatCode", "General", "sourceLinked", "0"), on("c:majorTickMark", "none"),
		on("c:minorTickMark", "none"), on("c:tickLblPos", "low"), el("c:spPr").Add(rule()), c.font(0),
		on("c:crossAx", valueAxis), on("c:crosses", "autoZero"), on("c:auto", "1"), on("c:lblAlgn", "ctr"),
		on("c:lblOffset", "100"), on("c:tickLblSkip", "1"), on("c:noMultiLvlLbl", "0"))
	scale := el("c:scaling").Add(on("c:orientation", "minMax"), on("c:max", number.Plain(c.Max)),
		on("c:min", number.Plain(c.Min)))
	format := "General"
	if c.Percent {
		format = "0%"
	}
	values := el("c:valAx").Add(on("c:axId", valueAxis), scale, on("c:delete", "0"), on("c:axPos", "b"),
		el("c:majorGridlines").Add(grid()), el("c:numFmt", "formatCode", format, "sourceLinked", "0"),
		on("c:majorTickMark", "none"), on("c:minorTickMark", "none"), on("c:tickLblPos", "nextTo"),
		el("c:spPr").Add(rule()), c.font(-1), on("c:crossAx", nameAxis), on("c:crosses", far),
		on("c:crossBetween", "between"), on("c:majorUnit", number.Plain(unit(c.Max-c.Min))))
	return []*ooxml.Element{names, values}
}

// grid and rule are the thin lines behind the drawing and along the axes.
func grid() *ooxml.Element { return el("c:spPr").Add(thin("85000", "15000")) }

func rule() *ooxml.Element { return thin("50000", "50000") }

// thin is a line of the text's colour, made lighter.
func thin(lighter, rest string) *ooxml.Element {
	return el("a:ln", "w", "6350").Add(el("a:solidFill").Add(on("a:schemeClr", "tx1").Add(on("a:lumMod", rest),
		on("a:lumOff", lighter))))
}

// unit is the distance of the lines of a grid: 1, 2 or 5 times a power of ten, so that there are at most five.
func unit(span float64) float64 {
	for step := 0.01; ; step *= 10 {
		for _, f := range []float64{1, 2, 5} {
			if span <= 5*f*step*(1+1e-9) {
				return number.Rounded(f*step, 2)
			}
		}
	}
}
