package nativechart

import (
	"fmt"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/reports/doc"
	"fathom/reports/number"
	"fathom/rubric/say"
)

// places is how finely a number is printed.
func places(text string) int {
	text, _, _ = strings.Cut(text, "/")
	_, fraction, _ := strings.Cut(text, ".")
	n := 0
	for n < len(fraction) && '0' <= fraction[n] && fraction[n] <= '9' {
		n++
	}
	return n
}

// plot gathers what a chart draws: each number as it is printed.
type plot struct {
	chart Chart
	share bool // the names have scales of their own, so their shares of these are drawn
}

// newPlot is a chart without values, on the scale that all bars have.
func newPlot(bars []doc.Bar) plot {
	p := plot{chart: Chart{Min: bars[0].Min, Max: bars[0].Max}}
	for i := range bars {
		p.share = p.share || bars[i].Min != bars[0].Min || bars[i].Max != bars[0].Max
	}
	if p.share {
		p.chart.Min, p.chart.Max, p.chart.Percent = 0, 1, true
	}
	return p
}

// value is a number of a bar that is printed as a text.
func (p *plot) value(b *doc.Bar, v number.Value, text string) number.Value {
	switch {
	case !v.OK:
		return number.Value{}
	case p.share && b.Max <= b.Min:
		return number.Value{}
	case p.share:
		return assess.Some(number.Rounded((v.Value-b.Min)/(b.Max-b.Min), 2))
	}
	n := places(text)
	p.chart.Decimals = max(p.chart.Decimals, n)
	return assess.Some(number.Rounded(v.Value, n))
}

// series adds a line or bars of a name, and nothing where there is no value.
func (p *plot) series(name, colour string, dashed bool, values []number.Value) {
	for _, v := range values {
		if v.OK {
			p.chart.Series = append(p.chart.Series, Series{Name: name, Values: values, Colour: colour,
				Dashed: dashed})
			return
		}
	}
}

// Compare draws scores against targets, and against an earlier assessment of that name where there is one.
func Compare(in say.Language, kind Kind, heads doc.Bar, bars []doc.Bar, earlier string) Chart {
	p := newPlot(bars)
	var now, aim, then []number.Value
	for i := range bars {
		b := &bars[i]
		p.chart.Names = append(p.chart.Names, b.Name)
		now = append(now, p.value(b, b.Score, b.Text))
		aim = append(aim, p.value(b, b.Target, b.TargetLabel))
		then = append(then, p.value(b, b.Earlier, b.Text))
	}
	p.chart.Kind, p.chart.Lang, p.chart.Head = kind, in, heads.Name
	of := func(name string) string {
		if p.share {
			return in.Say("%s, as a share of its scale", "%s（占各自标尺的比例）", name)
		}
		return name
	}
	p.series(of(heads.Text), "accent1", false, now)
	p.series(of(heads.TargetLabel), "accent2", true, aim)
	if earlier != "" {
		p.series(of(earlier), "accent3", true, then)
	}
	return p.chart
}

// ThenNow draws scores then and now as bars.
func ThenNow(in say.Language, d doc.Dumbbells) Chart {
	bars := make([]doc.Bar, len(d.Rows))
	for i, r := range d.Rows {
		bars[i] = doc.Bar{Name: r.Name, Score: r.Now, Min: r.Min, Max: r.Max, Text: r.New}
	}
	p := newPlot(bars)
	var then, now []number.Value
	for i := range bars {
		p.chart.Names = append(p.chart.Names, bars[i].Name)
		then = append(then, p.value(&bars[i], d.Rows[i].Then, d.Rows[i].Old))
		now = append(now, p.value(&bars[i], bars[i].Score, bars[i].Text))
	}
	p.chart.Lang, p.chart.Head = in, d.Name
	p.series(d.Then.Word+" "+d.Then.Date, "accent3", false, then)
	p.series(d.Now.Word+" "+d.Now.Date, "accent1", false, now)
	return p.chart
}

// Words are the values of the chart for those who do not see it, behind what it is about: a line for each name.
func (c *Chart) Words(about string) string {
	words := []string{about}
	for i, name := range c.Names {
		for _, one := range c.Series {
			if v := one.Values[i]; v.OK {
				name += fmt.Sprintf("; %s %s", one.Name, c.said(v.Value))
			}
		}
		words = append(words, name)
	}
	return strings.Join(words, "\n")
}

// said is a value as the chart shows it.
func (c *Chart) said(v float64) string {
	if c.Percent {
		return number.Percent(assess.Some(v))
	}
	return strconv.FormatFloat(v, 'f', c.Decimals, 64)
}
