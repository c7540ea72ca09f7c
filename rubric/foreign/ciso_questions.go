package foreign

import (
	"fmt"
	"slices"
	"strconv"

	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// add makes criteria of a requirement: of each question that has scored choices, else of itself.
func (c *cisoReader) add(r *requirement) {
	questions := at(r.n, "questions")
	found := false
	if questions != nil {
		for _, f := range questions.Fields() {
			c.record(f.Value, "question")
			if scored := c.scored(f.Value); scored != nil {
				c.question(r, f, scored)
				found = true
			}
		}
	}
	if found {
		c.called(r)
		return
	}
	scale := c.usualScale()
	w := c.practice(r, scale)
	crit := rubric.Criterion{Name: c.called(r), Weight: c.weight(r.n), Scale: scale}
	if look(r.n, "name") != "" {
		if text := c.texts(r.n, "description", kindOf(roleQuestion)); len(text) > 0 {
			crit.Question = c.full(text)
		}
	}
	crit.ID = w.ids.id(r.tail(), "", "r-")
	c.evidence(r.n, w)
	w.p.Criteria = append(w.p.Criteria, crit)
}

// weight is that of a requirement, 1 without one.
func (c *cisoReader) weight(n *node) float64 {
	v := at(n, "weight")
	if v == nil {
		return 1
	}
	text, _ := v.Text()
	weight, err := strconv.ParseFloat(text, 64)
	if err != nil || weight < 0 || weight > 1e6 || weight != weight {
		c.fault(v, "number", say.Both("want a weight, not %s", "这里要写权重，不能写 %s", v.String()))
		return 1
	}
	c.take(v, kindOf(roleWeight))
	return weight
}

// evidence adds what a requirement wants to be shown.
func (c *cisoReader) evidence(n *node, w *practiceInWork) {
	for lang, text := range c.texts(n, "typical_evidence", kindOf(roleEvidence)) {
		if w.p.Evidence == nil {
			w.p.Evidence = map[string][]string{}
		}
		for _, line := range linesOf(text) {
			if !slices.Contains(w.p.Evidence[lang], line) {
				w.p.Evidence[lang] = append(w.p.Evidence[lang], line)
			}
		}
	}
}

// choice is one answer of a question, with its score.
type choice struct {
	n     *node
	score int
}

// scored are the choices of a question of which one is chosen, by rising score; nil where any has no score, or the
// score of another.
func (c *cisoReader) scored(q *node) (out []choice) {
	if t := look(q, "type"); t != "unique_choice" && t != "single_choice" {
		return nil
	}
	for _, n := range items(q, "choices") {
		v := at(n, "add_score")
		if v == nil {
			return nil
		}
		score, ok := v.Int()
		if !ok || score < -10_000 || score > 10_000 || look(n, "value") == "" {
			return nil
		}
		out = append(out, choice{n, score})
	}
	slices.SortStableFunc(out, func(a, b choice) int { return a.score - b.score })
	seen := map[string]bool{}
	for i, ch := range out {
		text := look(ch.n, "value")
		if i > 0 && ch.score == out[i-1].score || seen[text] {
			return nil
		}
		seen[text] = true
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// question makes a criterion of a question whose choices are its levels.
func (c *cisoReader) question(r *requirement, f strictyaml.Field, choices []choice) {
	q := f.Value
	structure := say.Both("structure", "结构")
	c.source.text(q, "type", structure)
	var levels []rubric.Level
	texts := map[int]rubric.Text{}
	for _, ch := range choices {
		levels = append(levels, rubric.Level{Level: ch.score, Value: float64(ch.score),
			Name:    c.ours(say.Both("Level %d", "%d 级", ch.score)),
			Meaning: c.ours(say.Both("Level %d, as each question describes it", "%d 级，见各问题的描述", ch.score))})
		texts[ch.score] = c.full(c.texts(ch.n, "value", kindOf(roleLevel)))
		c.take(at(ch.n, "add_score"), structure)
		c.source.text(ch.n, "urn", structure)
	}
	scale := c.scaleOf(levels)
	w := c.practice(r, scale)
	name := c.texts(q, "text", kindOf(roleQuestion))
	if len(name) == 0 {
		name = c.called(r)
	}
	crit := rubric.Criterion{Name: c.full(name), Scale: scale, Weight: c.weight(q), Levels: texts}
	if isAsked(crit.Name) {
		crit.Question = crit.Name
	}
	crit.ID = w.ids.id(tailOf(f.Name()), "", "q-")
	c.evidence(r.n, w)
	w.p.Criteria = append(w.p.Criteria, crit)
}

// scaleOf is the id of the scale with these levels.
func (c *cisoReader) scaleOf(levels []rubric.Level) string {
	key := ""
	for _, l := range levels {
		key += fmt.Sprintf("%d=%s\x00", l.Level, l.Name[c.langs[0]])
	}
	if id, there := c.scales[key]; there {
		return id
	}
	id := "maturity"
	if len(c.r.Scales) > 0 {
		id = fmt.Sprintf("scale-%d", len(c.r.Scales)+1)
	}
	c.scales[key] = id
	c.r.Scales = append(c.r.Scales, rubric.Scale{ID: id, Levels: levels})
	return id
}

// usualScale is the framework's own scale, or that of the tool where it defines none: compliant or not.
func (c *cisoReader) usualScale() string {
	if id, there := c.scales["usual"]; there {
		return id
	}
	levels := c.ownLevels()
	if len(levels) < 2 {
		levels = nil
		for i, m := range Compliance() {
			levels = append(levels, rubric.Level{Level: i, Value: float64(i), Name: c.ours(m), Meaning: c.ours(m)})
			c.ledger.added(say.Both("levels of the scale", "标尺的级别"))
		}
	}
	id := c.scaleOf(levels)
	c.scales["usual"] = id
	return id
}

// ownLevels are those of the framework's own scores.
func (c *cisoReader) ownLevels() (levels []rubric.Level) {
	for _, n := range items(c.framework, "scores_definition") {
		v := at(n, "score")
		if v == nil {
			continue
		}
		score, ok := v.Int()
		isNew := !slices.ContainsFunc(levels, func(l rubric.Level) bool { return l.Level == score })
		if !ok || !isNew || score < -10_000 || score > 10_000 {
			continue
		}
		c.take(v, kindOf(roleLevel))
		l := rubric.Level{Level: score, Value: float64(score)}
		l.Name, l.Meaning = c.texts(n, "name", kindOf(roleLevel)), c.texts(n, "description", kindOf(roleLevel))
		if len(l.Name) == 0 {
			l.Name = c.ours(say.Both("Level %d", "%d 级", score))
		}
		if len(l.Meaning) == 0 {
			l.Meaning = l.Name
		}
		l.Name, l.Meaning = c.full(l.Name), c.full(l.Meaning)
		levels = append(levels, l)
	}
	slices.SortStableFunc(levels, func(a, b rubric.Level) int { return a.Level - b.Level })
	return levels
}
