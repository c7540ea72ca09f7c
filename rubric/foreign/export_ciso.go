package foreign

import (
	"fmt"
	"math"
	"strings"

	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file writes a library of CISO Assistant. A dimension is a requirement at the top, a practice one below it, and a
// criterion one that is assessed. Where a criterion describes its levels, it is put as a question of its own urn, whose
// choices are the levels; else the framework's scores stand for them. Weights are whole numbers there, and what is
// scored is one mean over all: each criterion gets its share of the whole.

// Library is a rubric as a library of CISO Assistant.
type Library struct {
	Data   []byte
	Ledger Ledger // what comes over when it is read back, and what does not
}

// CISO makes a library of a rubric. The error is a [problem.List]: the tool has no scores below 0.
func CISO(r *rubric.Rubric, opt ExportOptions) (*Library, error) {
	if opt.Stage == "" {
		opt.Stage = r.DefaultStage()
	}
	for _, s := range r.Scales {
		if s.Levels[0].Level < 0 {
			m := say.Both("level %d of the scale %s: CISO Assistant has no scores below 0", "标尺 %[2]s 的 %[1]d 级：CISO Assistant 没有 0 以下的分数", s.Levels[0].Level, s.ID)
			return nil, problem.List{{File: r.From, Kind: "level", Message: m}}
		}
	}
	w := &libraryWriter{writer: writer{langs: r.Languages}, r: r, urns: map[string]bool{}, weights: wholeShares(r,
		opt.Stage)}
	w.library()
	lib := &Library{Data: []byte(w.String())}
	im, _, err := ReadTool(FromCISO, []File{{opt.File, lib.Data}}, Origin{File: opt.File}, Options{Langs: r.Languages})
	if err != nil {
		return nil, err
	}
	lib.Ledger = valuesOf(r, im.Rubric, opt.Stage, kindOfValue([]string{"rating"}),
		kindOfValue([]string{"dimensions", "question"}))
	return lib, nil
}

// libraryWriter is one library at work.
type libraryWriter struct {
	writer
	r       *rubric.Rubric
	urns    map[string]bool
	asked   map[string][]string // ids of profiles, by the full ids of the criteria that they ask
	weights map[string]int      // by the full ids of criteria; nil where whole numbers cannot say them
}

// ownURN begins the urns of a library that this writes.
const ownURN = "urn:fathom:risk"

// ownDepth is of how many parts the urn of a criterion is: that beginning, req_node, and the ids of the rubric, the
// practice and the criterion.
const ownDepth = 7

// urn is the name of a thing, which the tool takes in lower case: what would be the same then gets a number.
func (w *libraryWriter) urn(kind string, ids ...string) string {
	urn := strings.Join(append([]string{ownURN, kind, w.r.ID}, ids...), ":")
	unique := urn
	for n := 2; w.urns[strings.ToLower(unique)]; n++ {
		unique = fmt.Sprintf("%s-%d", urn, n)
	}
	w.urns[strings.ToLower(unique)] = true
	return strictyaml.Quote(unique)
}

// own writes a text in the first language under a key.
func (w *libraryWriter) own(indent int, key string, t rubric.Text) {
	if text := t[w.langs[0]]; text != "" {
		w.line(indent, "%s: %s", key, strictyaml.Quote(text))
	}
}

// textIn is a text, and the key that it has.
type textIn struct {
	key  string
	text rubric.Text
}

// translated writes texts in the first language, and in the others as translations.
func (w *libraryWriter) translated(indent int, texts ...textIn) {
	for _, t := range texts {
		w.own(indent, t.key, t.text)
	}
	var in []string
	for _, lang := range w.langs[1:] {
		var parts []string
		for _, t := range texts {
			if t.text[lang] != "" {
				parts = append(parts, t.key+": "+strictyaml.Quote(t.text[lang]))
			}
		}
		if len(parts) > 0 {
			in = append(in, lang+": {"+strings.Join(parts, ", ")+"}")
		}
	}
	if len(in) > 0 {
		w.line(indent, "translations: {%s}", strings.Join(in, ", "))
	}
}

func (w *libraryWriter) library() {
	r := w.r
	w.line(0, "urn: %s", w.urn("library"))
	w.line(0, "locale: %s", strictyaml.Quote(w.langs[0]))
	w.line(0, "ref_id: %s", strictyaml.Quote(r.ID))
	title := r.Title
	if len(title) == 0 {
		title = rubric.Text{w.langs[0]: r.ID}
	}
	w.translated(0, textIn{"name", title})
	w.line(0, "description: %s", strictyaml.Quote(r.ID+" "+r.Version))
	w.line(0, "version: %d", wholeVersion(r.Version))
	w.line(0, "objects:\n  framework:")
	w.line(4, "urn: %s", w.urn("framework"))
	w.line(4, "ref_id: %s", strictyaml.Quote(r.ID))
	w.translated(4, textIn{"name", title}, textIn{"description", r.Rating})
	levels := usualScale(r).Levels
	lowest, highest := levels[0].Level, levels[len(levels)-1].Level
	for _, s := range r.Scales {
		lowest, highest = min(lowest, s.Levels[0].Level), max(highest, s.Levels[len(s.Levels)-1].Level)
	}
	w.line(4, "min_score: %d", lowest)
	w.line(4, "max_score: %d", highest)
	w.line(4, "scores_definition:")
	for _, l := range levels {
		w.line(4, "- score: %d", l.Level)
		w.translated(6, textIn{"name", l.Name}, textIn{"description", l.Meaning})
	}
	w.groups()
	w.line(4, "requirement_nodes:")
	for i := range r.Dimensions {
		w.dimension(&r.Dimensions[i])
	}
}

// wholeVersion is a version as a number that rises with it: 1.2.3 is 10203. The tool knows no other, and refuses a
// library whose number fell.
func wholeVersion(version string) int {
	var major, minor, patch int
	if n, err := fmt.Sscanf(version+" ", "%d.%d.%d ", &major, &minor, &patch); err != nil || n != 3 || major < 0 ||
		major > 9999 || minor < 0 || minor > 99 || patch < 0 || patch > 99 {
		return 1
	}
	return max(1, major*10_000+minor*100+patch)
}

// node begins a requirement.
func (w *libraryWriter) node(urn, parent string, depth int, assessable bool) {
	w.line(4, "- urn: %s", urn)
	w.line(6, "assessable: %t", assessable)
	w.line(6, "depth: %d", depth)
	if parent != "" {
		w.line(6, "parent_urn: %s", parent)
	}
}

func (w *libraryWriter) dimension(d *rubric.Dimension) {
	urn := w.urn("req_node", d.ID)
	w.node(urn, "", 1, false)
	w.translated(6, textIn{"name", orID(d.Name, d.ID, w.langs)}, textIn{"description", d.Question})
	for i := range w.r.Practices {
		p := &w.r.Practices[i]
		if p.Dimension != d.ID {
			continue
		}
		of := w.urn("req_node", p.ID)
		w.node(of, urn, 2, false)
		w.translated(6, textIn{"name", orID(p.Name, p.ID, w.langs)}, textIn{"description", p.Intent})
		for k := range p.Criteria {
			w.leaf(p, k, of)
		}
	}
}

func orID(name rubric.Text, id string, langs []string) rubric.Text {
	if len(name) == 0 {
		return rubric.Text{langs[0]: id}
	}
	return name
}

// leaf writes a criterion. What is to be shown for its practice stands at the first.
func (w *libraryWriter) leaf(p *rubric.Practice, k int, parent string) {
	c := &p.Criteria[k]
	urn := w.urn("req_node", p.ID, c.ID)
	w.node(urn, parent, 3, true)
	if weight := w.weights[rubric.FullID(p.ID, c.ID)]; w.weights != nil && weight != 1 {
		w.line(6, "weight: %d", weight)
	}
	if asked := w.asked[rubric.FullID(p.ID, c.ID)]; len(asked) > 0 {
		w.line(6, "implementation_groups: %s", words(asked))
	}
	name := orID(c.Name, c.ID, w.langs)
	texts := []textIn{{"name", name}, {"description", c.Question}}
	if k == 0 && len(p.Evidence) > 0 {
		evidence := rubric.Text{}
		for lang, lines := range p.Evidence {
			evidence[lang] = "- " + strings.Join(lines, "\n- ")
		}
		texts = append(texts, textIn{"typical_evidence", evidence})
	}
	w.translated(6, texts...)
	if len(c.Levels) == 0 {
		return
	}
	w.line(6, "questions:")
	w.line(8, "%s:", urn)
	w.line(10, "type: unique_choice")
	asked := c.Asks()
	if len(asked) == 0 {
		asked = name
	}
	w.translated(10, textIn{"text", asked})
	w.line(10, "choices:")
	for _, l := range w.r.Scale(c.Scale).Levels {
		says := c.LevelText(l.Level)
		if len(says) == 0 {
			continue
		}
		w.line(10, "- urn: %s", w.urn("choice", p.ID, c.ID, fmt.Sprint(l.Level)))
		w.line(12, "add_score: %d", l.Level)
		w.translated(12, textIn{"value", says})
	}
}

// wholeShares are whole numbers in the proportion of the criteria's shares of the whole; nil where there are none that
// are small, or scores are no means.
func wholeShares(r *rubric.Rubric, stage string) map[string]int {
	shares := sharesOf(r, stage)
	least := math.Inf(1)
	for _, share := range shares {
		if share > 0 {
			least = min(least, share)
		}
	}
	for times := 1.0; times <= 5040 && !math.IsInf(least, 1); times++ {
		out := map[string]int{}
		for id, share := range shares {
			n := share / least * times
			if math.Abs(n-math.Round(n)) > 1e-7 || n > maxWeight {
				break
			}
			out[id] = int(math.Round(n))
		}
		if len(out) == len(shares) {
			return out
		}
	}
	return nil
}
