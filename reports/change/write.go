package change

import (
	_ "embed"
	"io"

	"fathom/assess"
	"fathom/assess/trend"
	"fathom/reports/doc"
	"fathom/reports/names"
	"fathom/reports/number"
	"fathom/reports/record"
)

//go:embed trend.schema.json
var schema string

// Schema returns the JSON Schema of the comparison of two assessments.
func Schema() []byte { return []byte(schema) }

// Format is the value of the `format` key of a comparison's JSON.
const Format = "fathom.trend/1"

// The shape of the trend JSON. Scores are like for like, but for those of the two sides and of the series. The moves
// are the whole difference from old.score to new.present.
type (
	trendDoc struct {
		Format   string         `json:"format"`
		Program  string         `json:"program"`
		Rubric   record.Rubric  `json:"rubric"`
		Subject  record.Subject `json:"subject"`
		Old      trendSide      `json:"old"`
		New      trendSide      `json:"new"`
		Days     int            `json:"days"`
		Criteria int            `json:"criteria"` // compared
		// answered both times by texts that changed or may have, and so not compared
		OtherTexts int           `json:"other_texts"`
		Overall    changeDoc     `json:"overall"`
		Moves      *movesDoc     `json:"moves"`
		Raters     ratersDoc     `json:"raters"`
		Nodes      []changeDoc   `json:"nodes"` // parts, dimensions and practices, in rubric order
		FollowUp   []followedDoc `json:"follow_up"`
		Series     []lineDoc     `json:"series"`
		Renamed    int           `json:"renamed"`
		Gone       int           `json:"gone"`
		Changed    int           `json:"changed"`

		// criteria that are not compared since nobody can tell whether their text changed
		Unchecked int `json:"unchecked"`
	}
	trendSide struct {
		Date   string       `json:"date"`
		Score  number.Value `json:"score"` // as reported; under the present rubric where as_reported is false
		Stage  *string      `json:"stage"`
		Sector *string      `json:"sector"`
		Depth  string       `json:"depth"`
		record.Counts

		// agreed, by practice; {} where the stage's are in force
		Targets map[string]assess.Quantity `json:"targets"`
		Version string                     `json:"version"` // of the rubric, as the file names it
		// the score is by the rubric that the file was made with
		AsReported bool `json:"as_reported"`
		// the score of the whole file under the present rubric
		Present number.Value `json:"present"`
	}
	changeDoc struct {
		Kind     string            `json:"kind"`
		ID       string            `json:"id"`
		Old      number.Value      `json:"old"`
		New      number.Value      `json:"new"`
		Change   number.Value      `json:"change"`
		OldLevel assess.Maybe[int] `json:"old_level"`
		NewLevel assess.Maybe[int] `json:"new_level"`
	}
	movesDoc struct {
		// null where the old score is not as reported: it is within what cannot be told
		Rubric  number.Value    `json:"rubric"`
		Stage   assess.Quantity `json:"stage"`
		Dropped assess.Quantity `json:"dropped"`
		Texts   assess.Quantity `json:"texts"` // of what was answered both times by other texts, and is not compared
		Subject assess.Quantity `json:"subject"`
		Added   assess.Quantity `json:"added"`
	}
	ratersDoc struct {
		Same     []string     `json:"same"`
		Left     []string     `json:"left"`
		Joined   []string     `json:"joined"`
		Method   trend.Method `json:"method"`
		Interval *intervalDoc `json:"interval"`
	}
	intervalDoc struct {
		Mean    assess.Quantity `json:"mean"`
		Low     assess.Quantity `json:"low"`
		High    assess.Quantity `json:"high"`
		T       number.Value    `json:"t"`
		DF      number.Value    `json:"df"`
		P       number.Value    `json:"p"`
		Certain bool            `json:"certain"`
	}
	followedDoc struct {
		Practice string            `json:"practice"`
		To       int               `json:"to"`
		ToDay    int               `json:"to_day"`
		Level    assess.Maybe[int] `json:"level"`
		Status   trend.Status      `json:"status"`
	}
	lineDoc struct {
		Date  string       `json:"date"`
		Score number.Value `json:"score"`
		Alike number.Value `json:"like_for_like"` // over so many criteria as are compared

		Compared int `json:"compared"`

		Depth string `json:"depth"`
		record.Counts

		Version    string `json:"version"`
		AsReported bool   `json:"as_reported"`
	}
)

// WriteJSON writes a comparison as one JSON document of format [Format].
func (c *Change) WriteJSON(w io.Writer) error {
	return record.Write(w, c.document())
}

// WriteCSV writes a row for the whole and each part, dimension and practice.
func (c *Change) WriteCSV(w io.Writer) error {
	doc := c.document()
	rows := [][]string{{"kind", "id", "old", "new", "change", "old_level", "new_level"}}
	for _, n := range append([]changeDoc{doc.Overall}, doc.Nodes...) {
		rows = append(rows, []string{n.Kind, n.ID, record.Full(n.Old), record.Full(n.New), record.Full(n.Change),
			record.Whole(n.OldLevel), record.Whole(n.NewLevel)})
	}
	return record.WriteCSV(w, rows)
}

func (c *Change) document() trendDoc {
	t := c.trend
	doc := trendDoc{Format: Format, Program: record.Program(),
		Rubric: record.RubricOf(c.Rubric, c.Digest), Subject: record.SubjectOf(c.Result),
		Old: sideDoc(t.Old), New: sideDoc(t.New),
		Days: t.Days, Criteria: t.Criteria, OtherTexts: t.OtherTexts,
		Overall: change("overall", "overall", t.Overall), Raters: c.ratersDoc(), FollowUp: []followedDoc{},
		Nodes: c.nodeDocs(), Series: []lineDoc{}, Renamed: t.Renamed, Gone: t.Gone, Changed: t.Changed,
		Unchecked: t.Unchecked}
	if m := t.Moves; m.OK {
		doc.Moves = &movesDoc{number.Value{Value: m.Rubric, OK: t.Old.Own != nil}, assess.Quantity(m.Stage),
			assess.Quantity(m.Dropped), assess.Quantity(m.Texts),
			assess.Quantity(m.Subject), assess.Quantity(m.Added)}
	}
	for _, f := range t.FollowUp {
		doc.FollowUp = append(doc.FollowUp, followedDoc{c.ID(f.Step.Practice), f.Step.To, f.Step.ToDay, f.Level,
			f.Status})
	}
	for _, l := range t.Series {
		doc.Series = append(doc.Series, lineDoc{l.Assessment.Date, l.Reported(), l.Alike, l.Compared,
			record.Depth(l.Assessment.Depth), record.CountsOf(l.Result), l.Version, l.Own != nil})
	}
	return doc
}

func (c *Change) nodeDocs() []changeDoc {
	var out []changeDoc
	for i, x := range c.trend.Parts {
		out = append(out, change("part", c.Rubric.Parts[i].ID, x))
	}
	for i, x := range c.trend.Dimensions {
		out = append(out, change("dimension", c.Rubric.Dimensions[i].ID, x))
	}
	for i := range c.trend.Practices {
		p := &c.trend.Practices[i]
		d := change("practice", c.ID(i), p.Change)
		d.OldLevel, d.NewLevel = p.OldLevel, p.NewLevel
		out = append(out, d)
	}
	return out
}

func change(kind, id string, c trend.Change) changeDoc {
	return changeDoc{Kind: kind, ID: id, Old: c.Old, New: c.New, Change: c.Delta()}
}

func sideDoc(r trend.Round) trendSide {
	res := r.Result
	s := trendSide{Date: res.Assessment.Date, Score: r.Reported(), Depth: record.Depth(res.Assessment.Depth),
		Counts:  record.CountsOf(res),
		Version: r.Version, AsReported: r.Own != nil, Present: res.Overall.Score, Targets: map[string]assess.Quantity{}}
	for id, target := range res.Assessment.Targets {
		s.Targets[id] = assess.Quantity(target)
	}
	if res.Stage != "" {
		s.Stage = &res.Stage
	}
	if res.Sector != "" {
		s.Sector = &res.Sector
	}
	return s
}

func (c *Change) ratersDoc() ratersDoc {
	r := c.trend.Raters
	doc := ratersDoc{append([]string{}, r.Same...), append([]string{}, r.Left...), append([]string{}, r.Joined...),
		r.Method, nil}
	if r.Method != trend.PairedRaters && r.Method != trend.OtherRaters {
		return doc
	}
	iv := r.Interval
	doc.Interval = &intervalDoc{Mean: assess.Quantity(iv.Mean), Low: assess.Quantity(iv.Low),
		High: assess.Quantity(iv.High), Certain: iv.Certain()}
	if !iv.Flat {
		doc.Interval.T, doc.Interval.DF, doc.Interval.P = assess.Some(iv.T), assess.Some(iv.DF), assess.Some(iv.P)
	}
	return doc
}

// hasParts reports whether the rubric has parts besides the whole.
func (c *Change) hasParts() bool { return len(c.trend.Parts) > 1 }

// Sheet is the comparison as a table of the workbook.
func (c *Change) Sheet() doc.Sheet {
	old, new, scale := c.trend.Old.Assessment.Date, c.trend.New.Assessment.Date, c.Result.Overall.Scale
	s := doc.Sheet{Name: c.Say("Change", "变化"), Title: c.Say("Like for like: %s and %s (%s)", "同口径比较：%s 与 %s（%s）", old, new, c.ofCriteria()),
		Columns: []doc.SheetColumn{{Title: c.Say("What", "项目")}, names.ScoreColumn(old, scale),
			names.ScoreColumn(new, scale),
			{Title: c.Say("Change", "变化")}, {Title: c.Say("Level then", "当时级别")}, {Title: c.Say("Level now", "现在级别")}}}
	if c.isTold() {
		s.Columns = append(s.Columns, doc.SheetColumn{Title: c.Say("Clear change", "变化明确")})
	}
	row := func(name string, x trend.Change, decimals int, levels ...assess.Maybe[int]) []doc.SheetCell {
		cells := []doc.SheetCell{doc.TextCell(name), doc.NumberCell(x.Old, decimals), doc.NumberCell(x.New, decimals),
			doc.NumberCell(x.Delta(), decimals), {}, {}}
		cells = append(cells, make([]doc.SheetCell, len(s.Columns)-len(cells))...)
		for i := 1; i <= 3; i++ {
			cells[i].Decimals++ // else 2.53 and 2.67 would read as 2.5, 2.7 and a change of 0.1
		}
		for i, l := range levels {
			if l.OK {
				cells[4+i] = doc.SheetCell{Number: assess.Some(float64(l.Value))}
			}
		}
		return cells
	}
	s.Rows = append(s.Rows, doc.Strong(row(c.Say("Overall", "总体"), c.trend.Overall, c.Result.Overall.Decimals)...))
	if c.hasParts() {
		for i, x := range c.trend.Parts {
			s.Rows = append(s.Rows, doc.Strong(row(c.Part(i), x, c.Result.Parts[i].Decimals)...))
		}
	}
	for i, x := range c.trend.Dimensions {
		s.Rows = append(s.Rows, doc.Strong(row(c.Dimension(i), x, c.Result.Dimensions[i].Decimals)...))
	}
	for i := range c.trend.Practices {
		p := &c.trend.Practices[i]
		cells := row(c.Practice(i), p.Change, c.Result.Practices[i].Decimals, p.OldLevel, p.NewLevel)
		if c.isTold() {
			cells[len(cells)-1] = c.Yes(p.Beyond())
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}
