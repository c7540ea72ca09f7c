package terminal

import (
	"fmt"
	"slices"
	"strings"

	"fathom/reports/doc"
	"fathom/rubric/width"
)

// drawing is how many cells the drawing of a profile takes.
const drawing = 20

// How narrow the names of profiles may get for the sake of the first two numbers, and for that of more.
const fewest, least = 16, 22

// profiles prints rows of a name, a drawing and numbers under their heads. Where the width does not hold all, the last
// numbers are left out, then the names are broken.
func (p *printer) profiles(v doc.Profiles) {
	if p.opt.Plain {
		p.spokenProfiles(v)
		return
	}
	l := p.profileLayout(v)
	p.line(margin + width.Pad(cut(v.Name, l.names), l.names) + l.head(v.Drawing) + l.numbers(v.Measures))
	p.line(margin + strings.Repeat("─", l.total()))
	for i, r := range v.Rows {
		if r.Level == 0 && i > 0 && v.Rows[i-1].Level > 0 {
			p.line("")
		}
		p.profile(r, l, v.Stacked)
	}
}

// profileLayout is how wide the columns are.
type profileLayout struct {
	names, drawn int // drawn is 0 without drawings
	measures     []int
}

func (p *printer) profileLayout(v doc.Profiles) profileLayout {
	var l profileLayout
	if v.Has() {
		l.drawn = max(drawing, width.Of(v.Drawing))
	}
	for _, r := range v.Rows {
		l.names = max(l.names, width.Of(r.Name)+2*r.Level)
	}
	l.names = max(l.names, width.Of(v.Name))
	for k, head := range v.Measures {
		w := width.Of(head)
		for _, r := range v.Rows {
			if k < len(r.Measures) {
				w = max(w, width.Of(r.Measures[k]))
			}
		}
		l.measures = append(l.measures, w)
	}
	for ; len(l.measures) > 1; l.measures = l.measures[:len(l.measures)-1] {
		enough := least
		if len(l.measures) == 2 {
			enough = fewest
		}
		if p.body()-(l.total()-l.names) >= min(l.names, enough) {
			break
		}
	}
	l.names = max(min(l.names, p.body()-(l.total()-l.names)), narrowest)
	return l
}

func (l profileLayout) total() int {
	n := l.names
	if l.drawn > 0 {
		n += gap + l.drawn
	}
	for _, w := range l.measures {
		n += gap + w
	}
	return n
}

// head is a text in the place of the drawing.
func (l profileLayout) head(s string) string {
	if l.drawn == 0 {
		return ""
	}
	return strings.Repeat(" ", gap) + width.Pad(s, l.drawn)
}

// numbers are the measures that there is room for, flush right.
func (l profileLayout) numbers(texts []string) string {
	var b strings.Builder
	for k, w := range l.measures {
		if k < len(texts) {
			b.WriteString(strings.Repeat(" ", gap+max(0, w-width.Of(texts[k]))) + texts[k])
		}
	}
	return b.String()
}

func (p *printer) profile(r doc.Profile, l profileLayout, stacked bool) {
	indent := strings.Repeat("  ", r.Level)
	if len(r.Measures) == 0 {
		for _, s := range p.wrap(r.Name, p.body()-len(indent)) {
			p.line(margin + indent + p.bold(s))
		}
		return
	}
	name := p.wrap(r.Name, l.names-len(indent))
	first := width.Pad(indent+name[0], l.names)
	if r.Level == 0 {
		first = p.bold(first)
	}
	p.line(margin + first + l.head("")[:min(gap, l.drawn)] + p.drawnProfile(r, l, stacked) + l.numbers(r.Measures))
	for _, s := range name[1:] {
		p.line(margin + indent + s)
	}
}

// drawnProfile is the drawing in its column, in colour where there is colour.
func (p *printer) drawnProfile(r doc.Profile, l profileLayout, stacked bool) string {
	if l.drawn == 0 {
		return ""
	}
	text := r.Spark()
	if stacked {
		text = r.Strip(drawing)
	}
	rest := strings.Repeat(" ", max(0, l.drawn-width.Of(text)))
	if p.opt.Color && !stacked {
		return "\x1b[38;5;67m" + text + "\x1b[0m" + rest
	}
	if p.opt.Color {
		text = shaded(r, text)
	}
	return text + rest
}

// shades are the backgrounds of a strip, dark for low and light for high, each with the ink that can be read on it.
var shades = [...]string{"\x1b[48;5;17;38;5;255m", "\x1b[48;5;60;38;5;255m", "\x1b[48;5;243;38;5;255m",
	"\x1b[48;5;144;38;5;16m", "\x1b[48;5;227;38;5;16m"}

func shaded(r doc.Profile, strip string) string {
	var b strings.Builder
	at := 0
	for k, n := range r.Cells(drawing) {
		if n > 0 && at+n <= len(strip) {
			b.WriteString(shades[int(max(r.Shares[k].Position,
				0)*float64(len(shades)-1)+0.5)] + strip[at:at+n] + "\x1b[0m")
			at += n
		}
	}
	if at != len(strip) {
		return strip
	}
	return b.String()
}

// spokenProfiles says in words what the profiles show. Histograms have too many classes to be read out.
func (p *printer) spokenProfiles(v doc.Profiles) {
	for _, r := range v.Rows {
		parts := []string{r.Name}
		for k, m := range r.Measures {
			parts = append(parts, v.Measures[k]+" "+m)
		}
		if v.Stacked && len(r.Shares) > 0 {
			parts = append(parts, v.Drawing+" "+r.Spoken(p.comma))
		}
		for i, l := range p.wrap(strings.Join(parts, p.semicolon), p.body()-2*r.Level-2) {
			p.line(margin + strings.Repeat("  ", r.Level+min(i, 1)) + l)
		}
	}
}

// cut is a text's first line of so many cells.
func cut(s string, n int) string { return width.Wrap(s, n)[0] }

// grid prints groups against nodes: under full heads where they fit, else under letters that a key explains, else in
// several tables.
func (p *printer) grid(g doc.Grid) {
	g = p.saidGrid(g)
	names := width.Of(g.Corner)
	for _, r := range g.Rows {
		names = max(names, width.Of(r.Name))
	}
	names = min(names, least)
	full := names
	for k := range g.Columns {
		full += gap + p.gridWidth(g, k, g.Columns[k])
	}
	if full <= p.body() {
		p.gridTable(g, g.Columns, 0, len(g.Columns))
		return
	}
	heads := make([]string, len(g.Columns))
	var key []string
	for k, title := range g.Columns {
		if heads[k] = title; k >= whole {
			heads[k] = letter(k - whole)
			key = append(key, heads[k]+" "+title)
		}
	}
	for _, c := range p.chunks(g, heads, names) {
		p.gridTable(g, heads, c[0], c[1])
	}
	p.keys(key)
	p.line("")
}

// saidGrid is a grid with its texts as they are printed, so that its columns are as wide as those.
func (p *printer) saidGrid(g doc.Grid) doc.Grid {
	out := doc.Grid{Corner: p.text(g.Corner)}
	for _, title := range g.Columns {
		out.Columns = append(out.Columns, p.text(title))
	}
	for _, r := range g.Rows {
		row := doc.GridRow{Name: p.text(r.Name), Cells: slices.Clone(r.Cells)}
		for i := range row.Cells {
			row.Cells[i].Text = p.text(row.Cells[i].Text)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// keys prints what letters stand for, none of them broken over two lines where it fits one.
func (p *printer) keys(all []string) {
	line := ""
	for _, k := range all {
		switch longer := line + " · " + k; {
		case line == "":
			line = k
		case width.Of(longer) <= p.body():
			line = longer
		default:
			p.line(margin + line)
			line = k
		}
	}
	for _, l := range p.wrap(line, p.body()) {
		p.line(margin + l)
	}
}

// whole is how many columns of a grid keep their heads: how many subjects, and the whole.
const whole = 2

// chunks splits the columns into as few tables as the width allows, of about as many columns each.
func (p *printer) chunks(g doc.Grid, heads []string, names int) (out [][2]int) {
	most := len(heads)
	for {
		out = out[:0]
		for from := 0; from < len(heads); {
			used, to := names, from
			for to < len(heads) && to-from < most && (to == from ||
				used+gap+p.gridWidth(g, to, heads[to]) <= p.body()) {
				used += gap + p.gridWidth(g, to, heads[to])
				to++
			}
			out = append(out, [2]int{from, to})
			from = to
		}
		even := (len(heads) + len(out) - 1) / len(out)
		if even >= most {
			return out
		}
		most = even
	}
}

func (p *printer) gridWidth(g doc.Grid, k int, head string) int {
	w := width.Of(head)
	for _, r := range g.Rows {
		w = max(w, width.Of(r.Cells[k].Text))
	}
	return w
}

// letter is A for 0, and behind Z the numbers.
func letter(k int) string {
	if k < 26 {
		return string(rune('A' + k))
	}
	return fmt.Sprint(k + 1)
}

func (p *printer) gridTable(g doc.Grid, heads []string, from, to int) {
	some := doc.Grid{Corner: g.Corner, Columns: heads[from:to]}
	for _, r := range g.Rows {
		some.Rows = append(some.Rows, doc.GridRow{Name: r.Name, Cells: r.Cells[from:to]})
	}
	p.table(some.Table())
}
