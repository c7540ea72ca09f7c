package doc

import "fathom/rubric/say"

// Deck is a document to present: slides behind a cover. What stands on one is chosen; a writer lays it out, and goes on
// to a further slide where one has no room.
type Deck struct {
	Lang   say.Language
	Title  string
	Date   string // "" for a document of no day
	Brand  *Brand // whose paper it is; nil for nobody's
	Slides []Slide
}

// Slide is one thing to show.
type Slide struct {
	Title   string
	Lead    string    // what it comes to, in a sentence or two; "" for none
	Content []Content // one thing, or two beside one another
	Notes   []string  // what whoever presents it says, in paragraphs
	Most    int       // how many slides it may take; what does not stand there is counted. 0 for any number
}

// Content is what a slide shows: a Paragraph, List, Table, Bars, Radar, GapChart, Heat, Lanes or Dumbbells.
type Content interface{ content() }

func (Paragraph) content() {}
func (List) content()      {}
func (Table) content()     {}
func (Bars) content()      {}
func (Radar) content()     {}
func (GapChart) content()  {}
func (Heat) content()      {}
func (Lanes) content()     {}
func (Dumbbells) content() {}

// Add appends the slides that have something to show, in their order.
func (d *Deck) Add(slides ...Slide) {
	for _, s := range slides {
		if s.Lead != "" || len(s.Content) > 0 {
			d.Slides = append(d.Slides, s)
		}
	}
}

// Table is the bars as a table, for writers that draw nothing: without targets or remarks there is no column of them.
func (b Bars) Table() Table {
	t := Table{Columns: []Column{{Title: b.Heads.Name, Flexible: true}, {Title: b.Heads.Text, Right: true}}}
	cells := []func(*Bar) string{func(r *Bar) string { return r.Name }, func(r *Bar) string { return r.Text }}
	add := func(c Column, of func(*Bar) string) {
		for i := range b.Rows {
			if of(&b.Rows[i]) != "" {
				t.Columns, cells = append(t.Columns, c), append(cells, of)
				return
			}
		}
	}
	add(Column{Title: b.Heads.TargetLabel, Right: true}, func(r *Bar) string { return r.TargetLabel })
	add(Column{Title: b.Heads.Note, Flexible: true}, func(r *Bar) string { return r.Note })
	for i := range b.Rows {
		row := make([]string, len(cells))
		for c, of := range cells {
			row[c] = of(&b.Rows[i])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
