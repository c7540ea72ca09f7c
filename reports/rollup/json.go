package rollup

import (
	_ "embed"
	"io"

	"fathom/assess"
	"fathom/assess/portfolio"
	"fathom/reports/number"
	"fathom/reports/record"
)

//go:embed rollup.schema.json
var schema string

// Schema returns the JSON Schema of the documents that a roll-up writes.
func Schema() []byte { return []byte(schema) }

// Format is the value of the `format` key of a roll-up's JSON.
const Format = "fathom.rollup/1"

// Count is a number of subjects that may be undefined.
type Count = portfolio.Count

// The shape of the roll-up JSON. Undefined values are null, never missing; numbers carry full precision. Lists are in
// rubric order unless they are ranked, groups by value.
type (
	rollupDoc struct {
		Format     string           `json:"format"`
		Program    string           `json:"program"`
		Rubric     record.Rubric    `json:"rubric"`
		Stage      *string          `json:"stage"`  // in force for all; null for each subject's own
		Sector     *string          `json:"sector"` // likewise
		Anonymous  bool             `json:"anonymous"`
		MinGroup   int              `json:"min_group"`
		Subjects   Count            `json:"subjects"`
		Bad        int64            `json:"bad"`
		Depths     []depthDoc       `json:"depths"`
		Overall    spreadDoc        `json:"overall"`
		Outliers   outliersDoc      `json:"outliers"`
		Parts      []partSpread     `json:"parts"`
		Dimensions []dimSpread      `json:"dimensions"`
		Practices  []practiceSpread `json:"practices"`
		Weakest    []string         `json:"weakest"`
		Strongest  []string         `json:"strongest"`
		Focus      []string         `json:"focus"`
		Pairs      []pairDoc        `json:"pairs"`
		Groupings  []groupingDoc    `json:"groupings"`
		Lowest     []placedDoc      `json:"lowest"`
		Highest    []placedDoc      `json:"highest"`
	}
	depthDoc struct {
		Depth string `json:"depth"`
		Asked int    `json:"asked"` // of the rubric's criteria
		N     Count  `json:"n"`
	}
	spreadDoc struct {
		N         Count        `json:"n"` // null where the node is not shown
		Mean      number.Value `json:"mean"`
		Min       number.Value `json:"min"`
		P10       number.Value `json:"p10"`
		P25       number.Value `json:"p25"`
		P50       number.Value `json:"p50"`
		P75       number.Value `json:"p75"`
		P90       number.Value `json:"p90"`
		Max       number.Value `json:"max"`
		Precision number.Value `json:"precision"`
		Bins      []binDoc     `json:"bins"`
	}
	binDoc struct {
		Score assess.Quantity `json:"score"`
		To    assess.Quantity `json:"to"`
		N     int64           `json:"n"`
	}
	outliersDoc struct {
		LowFence  number.Value `json:"low_fence"`
		HighFence number.Value `json:"high_fence"`
		Low       Count        `json:"low"`
		High      Count        `json:"high"`
	}
	partSpread struct {
		ID string `json:"id"`
		spreadDoc
	}
	dimSpread struct {
		ID   string `json:"id"`
		Part string `json:"part"`
		spreadDoc
	}
	practiceSpread struct {
		ID        string `json:"id"`
		Dimension string `json:"dimension"`
		spreadDoc
		Levels   []levelCount `json:"levels"` // empty for a practice without levels
		Below    Count        `json:"below"`  // the lowest level
		AtTarget number.Value `json:"at_target"`
		Focus    Count        `json:"focus"`
	}
	levelCount struct {
		Level int   `json:"level"`
		N     Count `json:"n"`
	}
	pairDoc struct {
		First      string       `json:"first"`
		Second     string       `json:"second"`
		N          Count        `json:"n"`
		MeanFirst  number.Value `json:"mean_first"`
		MeanSecond number.Value `json:"mean_second"`
		Lower      Count        `json:"lower"`
		Higher     Count        `json:"higher"`
	}
	groupingDoc struct {
		Tag    string     `json:"tag"`
		Hidden int64      `json:"hidden"`
		Groups []groupDoc `json:"groups"`
	}
	groupDoc struct {
		Value      *string      `json:"value"` // null without the tag
		N          int64        `json:"n"`
		Overall    number.Value `json:"overall"`
		Dimensions []groupMean  `json:"dimensions"`
	}
	groupMean struct {
		ID   string       `json:"id"`
		Mean number.Value `json:"mean"`
	}
	placedDoc struct {
		ID         string          `json:"id"`
		Name       *string         `json:"name"`
		Date       string          `json:"date"`
		Score      assess.Quantity `json:"score"`
		Percentile number.Value    `json:"percentile"`
	}
)

// WriteJSON writes a roll-up as one JSON document of format [Format].
func (b *Rollup) WriteJSON(w io.Writer) error {
	return record.Write(w, b.doc())
}

func (b *Rollup) doc() rollupDoc {
	r := b.all
	doc := rollupDoc{
		Format: Format, Program: record.Program(), Rubric: record.RubricOf(b.Rubric, r.Digest),
		Stage:     record.Given(r.Stage),
		Sector:    record.Given(r.Sector),
		Anonymous: r.Anonymous, MinGroup: r.MinGroup, Subjects: unless(r.Withheld, r.Subjects), Bad: r.Bad,
		Depths: b.depthDocs(), Overall: spreadOf(&r.Overall), Outliers: outliersDoc(r.Outliers),
		Parts: []partSpread{}, Dimensions: []dimSpread{}, Practices: []practiceSpread{}, Weakest: b.IDs(r.Weakest),
		Strongest: b.IDs(r.Strongest),
		Focus:     b.IDs(r.Focus), Pairs: []pairDoc{}, Groupings: []groupingDoc{}, Lowest: placedDocs(r.Low),
		Highest: placedDocs(r.High),
	}
	for i := range r.Parts {
		doc.Parts = append(doc.Parts, partSpread{b.Rubric.Parts[i].ID, spreadOf(&r.Parts[i])})
	}
	for i := range r.Dimensions {
		doc.Dimensions = append(doc.Dimensions, dimSpread{b.Rubric.Dimensions[i].ID, b.Rubric.Dimensions[i].Part,
			spreadOf(&r.Dimensions[i])})
	}
	for i := range r.Practices {
		doc.Practices = append(doc.Practices, b.practiceDoc(i))
	}
	for _, p := range r.Pairs {
		doc.Pairs = append(doc.Pairs, pairDoc{b.ID(p.First), b.ID(p.Second), unless(p.Hidden, p.N), p.MeanFirst,
			p.MeanSecond, p.Lower, p.Higher})
	}
	for i := range r.Groupings {
		doc.Groupings = append(doc.Groupings, b.groupingDoc(&r.Groupings[i]))
	}
	return doc
}

// unless is a count, undefined where it is hidden.
func unless(hidden bool, n int64) Count { return Count{Value: n, OK: !hidden} }

func (b *Rollup) depthDocs() []depthDoc {
	out := []depthDoc{}
	for _, d := range b.all.Depths {
		out = append(out, depthDoc{d.Depth, b.askedAt(d.Depth), d.N})
	}
	return out
}

func spreadOf(d *portfolio.Distribution) spreadDoc {
	doc := spreadDoc{unless(d.Hidden, d.N), d.Mean, d.Min, d.P10, d.P25, d.P50, d.P75, d.P90, d.Max, d.Precision,
		make([]binDoc, len(d.Bins))}
	for k, bin := range d.Bins {
		doc.Bins[k] = binDoc{assess.Quantity(bin.Score), assess.Quantity(bin.To), bin.N}
	}
	return doc
}

func (b *Rollup) practiceDoc(i int) practiceSpread {
	p := &b.all.Practices[i]
	doc := practiceSpread{ID: b.ID(i), Dimension: b.Rubric.Practices[i].Dimension, spreadDoc: spreadOf(&p.Distribution),
		Levels: []levelCount{},
		Below:  p.Below, AtTarget: p.AtTarget, Focus: p.Focus}
	if s := b.frame.Practices[i].Scale; s != nil && len(p.Levels) == len(s.Levels) {
		for k, l := range s.Levels {
			doc.Levels = append(doc.Levels, levelCount{l.Level, p.Levels[k]})
		}
	}
	return doc
}

func (b *Rollup) groupingDoc(g *portfolio.Grouping) groupingDoc {
	doc := groupingDoc{g.Tag, g.Hidden, []groupDoc{}}
	for i := range g.Groups {
		x := &g.Groups[i]
		group := groupDoc{record.Given(x.Value), x.N, x.Overall, []groupMean{}}
		for d, mean := range x.Dimensions {
			group.Dimensions = append(group.Dimensions, groupMean{b.Rubric.Dimensions[d].ID, mean})
		}
		doc.Groups = append(doc.Groups, group)
	}
	return doc
}

func placedDocs(list []portfolio.Placed) []placedDoc {
	out := []placedDoc{}
	for _, p := range list {
		out = append(out, placedDoc{p.ID, record.Given(p.Name), p.Date, assess.Quantity(p.Score), p.Percentile})
	}
	return out
}
