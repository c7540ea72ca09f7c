package rubricdiff

import (
	_ "embed"
	"io"

	"fathom/reports/record"
	"fathom/rubric/versions"
)

//go:embed rubric-diff.schema.json
var schema string

// Schema returns the JSON Schema of the documents of what changed in a rubric.
func Schema() []byte { return []byte(schema) }

// Format is the value of the `format` key of a rubric diff's JSON.
const Format = "fathom.rubric-diff/1"

// The shape of the rubric diff JSON. What there is none of is null, a list without entries []. Criteria and nodes list
// only what changed, in the order of the new rubric, what is gone last; paths and words are those of
// [versions.Changes].
type (
	diffDoc struct {
		Format   string          `json:"format"`
		Old      record.Rubric   `json:"old"`
		New      record.Rubric   `json:"new"`
		Same     bool            `json:"same"`      // no difference at all
		FormOnly bool            `json:"form_only"` // a difference in nothing that is asked, scored or read
		Answers  diffAnswersDoc  `json:"answers"`
		Refused  diffRefusedDoc  `json:"refused"`
		Scores   comparableDoc   `json:"scores"`
		Gaps     comparableDoc   `json:"gaps"`
		Criteria []criterionDiff `json:"criteria"`
		Nodes    []nodeDiff      `json:"nodes"`
	}
	// diffAnswersDoc counts: kept + renamed + reworded + confirm + aside = total. Unless taken_over, the ids differ and
	// old files are refused.
	diffAnswersDoc struct {
		TakenOver bool `json:"taken_over"`
		Total     int  `json:"total"`
		Kept      int  `json:"kept"`
		Renamed   int  `json:"renamed"`
		Reworded  int  `json:"reworded"`
		Confirm   int  `json:"confirm"`
		Aside     int  `json:"aside"`
		Added     int  `json:"added"`
	}
	// diffRefusedDoc lists words that files can hold and that are refused now.
	diffRefusedDoc struct {
		Stages  []string `json:"stages"`
		Sectors []string `json:"sectors"`
		Depths  []string `json:"depths"`
	}
	// comparableDoc reports whether numbers under the two rubrics can be compared; gaps can only where scores can.
	comparableDoc struct {
		Comparable bool              `json:"comparable"`
		Because    []versions.Reason `json:"because"`
	}
	criterionDiff struct {
		ID         *string       `json:"id"`  // null where it is gone
		Was        *string       `json:"was"` // null where it is new
		Fate       versions.Fate `json:"fate"`
		SameAs     []string      `json:"same_as"` // of confirm only: what to write there if it asks the same
		Core       bool          `json:"core"`    // in the new rubric; of what is gone, in the old one
		Moved      bool          `json:"moved"`
		TakenBy    *string       `json:"taken_by"`
		LooksLike  *string       `json:"looks_like"`
		LevelsGone []int         `json:"levels_gone"`
		Revalued   bool          `json:"revalued"`
		Changes    []fieldDiff   `json:"changes"`
	}
	nodeDiff struct {
		Kind    string      `json:"kind"`
		ID      *string     `json:"id"`
		Was     *string     `json:"was"`
		Changes []fieldDiff `json:"changes"`
	}
	fieldDiff struct {
		Path string `json:"path"`
		Old  any    `json:"old"`
		New  any    `json:"new"`
	}
)

// WriteJSON writes what changed as one JSON document of format [Format]. The digests name the contents.
func WriteJSON(w io.Writer, c *versions.Changes, oldDigest, newDigest string) error {
	scores, gaps := c.ScoreReasons(), c.GapReasons()
	doc := diffDoc{Format: Format,
		Old: record.RubricOf(c.Old, oldDigest), New: record.RubricOf(c.New, newDigest),
		Same: c.Empty(), FormOnly: c.Form,
		Answers: diffAnswersDoc{TakenOver: c.SameID(), Kept: c.Count(versions.Kept), Renamed: c.Count(versions.Renamed),
			Reworded: c.Count(versions.Reworded), Confirm: c.Count(versions.Confirm),
			Aside: c.Count(versions.Aside), Added: c.Count(versions.Added)},
		Refused: diffRefusedDoc{append([]string{}, c.Gone("stage")...), append([]string{}, c.Gone("sector")...),
			append(append([]string{}, c.Gone("profile")...), c.Gone("part")...)},
		Scores: comparableDoc{len(scores) == 0, scores}, Gaps: comparableDoc{len(scores)+len(gaps) == 0, gaps},
		Criteria: []criterionDiff{}, Nodes: []nodeDiff{},
	}
	doc.Answers.Total = len(c.Criteria) - doc.Answers.Added
	for i := range c.Criteria {
		if x := &c.Criteria[i]; !x.Same() {
			doc.Criteria = append(doc.Criteria, criterionDiffOf(x))
		}
	}
	for _, n := range c.Nodes {
		doc.Nodes = append(doc.Nodes, nodeDiff{n.Kind, record.Given(n.ID), record.Given(n.Was), fieldDiffs(n.Fields)})
	}
	return record.Write(w, doc)
}

func criterionDiffOf(x *versions.CriterionChange) criterionDiff {
	d := criterionDiff{ID: record.Given(x.ID), Was: record.Given(x.Was), Fate: x.Fate, Moved: x.Moved,
		SameAs:  append([]string{}, x.Declare()...),
		TakenBy: record.Given(x.TakenBy), LooksLike: record.Given(x.LooksLike),
		LevelsGone: append([]int{}, x.LevelsGone...), Revalued: x.Revalued, Changes: fieldDiffs(x.Fields)}
	if x.New != nil {
		d.Core = x.New.Core
	} else {
		d.Core = x.Old.Core
	}
	return d
}

func fieldDiffs(fields []versions.Field) []fieldDiff {
	out := make([]fieldDiff, len(fields))
	for i, f := range fields {
		out[i] = fieldDiff(f)
	}
	return out
}
