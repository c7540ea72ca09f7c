package answerfile

import (
	"cmp"
	"slices"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Unchecked stands as an answer's Text where the answer was taken over from another version of the rubric and nobody
// knows whether the text is still the one that was rated.
const Unchecked = "unchecked"

// Changes tells what reading an older file did to its answers. None is ever dropped: what the rubric no longer asks is
// in Assessment.Removed.
type Changes struct {
	From    string      // the rubric's version that the file names
	Renamed [][2]string // earlier and present id, by the rubric's `was`
	Removed []string    // ids kept aside: the criterion, or the level that was given, exists no longer
	// ids of the comments that went behind the one on the whole: what they are about exists no longer
	Comments []string
	// agreed targets that are left out, as they stood: the practice, or the level, exists no longer
	Targets []string
}

// None tells that the file was written for the rubric as it is.
func (c Changes) None() bool {
	return c.From == "" && len(c.Renamed)+len(c.Removed)+len(c.Comments)+len(c.Targets) == 0
}

// ReadOlder is Read for a file that an earlier version of the rubric may have been used for. Renamed criteria keep
// their answers; answers to criteria or levels that are gone are kept aside; every answer has as its Text what the file
// records, [Unchecked] where that is nothing. [rubric.Criterion.Means] tells whether it counts for the present text.
func ReadOlder(name string, data []byte, r *rubric.Rubric) (*assess.Assessment, Changes, error) {
	rd := &reader{r: r, older: &older{earlier: r.Earlier()}}
	a, err := rd.read(name, data)
	return a, rd.older.Changes, err
}

// FillTexts gives each answer that [ReadOlder] took over to rubric r, and that records no text, the text it was rated
// by in the rubric that the file was made with.
func (c Changes) FillTexts(a *assess.Assessment, old, r *rubric.Rubric) {
	texts, then := map[string]string{}, map[string]string{}
	for _, p := range old.Practices {
		for _, cr := range p.Criteria {
			texts[rubric.FullID(p.ID, cr.ID)] = cr.TextDigest()
		}
	}
	for _, ids := range c.Renamed {
		then[ids[1]] = ids[0]
	}
	i := 0
	for _, p := range r.Practices {
		for _, cr := range p.Criteria {
			id := rubric.FullID(p.ID, cr.ID)
			answer, text := &a.Answers[i], texts[cmp.Or(then[id], id)]
			if answer.Given && text != "" && (answer.Text == "" || answer.Text == Unchecked) {
				answer.Text = text
			}
			i++
		}
	}
}

// older is a reader's memory of what differs from the rubric in use.
type older struct {
	Changes
	earlier map[string]string
}

// moved reads the answer of an id, or of a level, that the rubric no longer has. It reports false where the file is
// simply wrong.
func (rd *reader) moved(f strictyaml.Field, given map[string]bool) bool {
	if rd.older == nil {
		return false
	}
	id := f.Name()
	now, renamed := rd.older.earlier[id]
	switch {
	case renamed && !given[now]:
		if rd.place(now, f) {
			given[now] = true // a second answer to the same criterion is kept aside
			rd.older.Renamed = append(rd.older.Renamed, [2]string{id, now})
		}
	case renamed, rd.older.From != "", rd.texts[id] != "":
		rd.aside(f)
	default:
		return false
	}
	return true
}

// place puts an entry at a criterion, or aside when its level is no longer on the scale. It reports where it went.
func (rd *reader) place(id string, f strictyaml.Field) bool {
	i := rd.index[id]
	if rd.older == nil || rd.older.From == "" {
		rd.a.Answers[i] = rd.answer(f.Value, rd.criteria[i])
	} else {
		answer := rd.answer(f.Value, rd.criteria[i])
		if !fits(answer, rd.criteria[i], rd.r.Scale(rd.criteria[i].Scale)) {
			rd.aside(f)
			return false
		}
		rd.a.Answers[i] = answer
	}
	if text := rd.texts[f.Name()]; text != "" {
		rd.a.Answers[i].Text = text
	} else if rd.older != nil && rd.older.From != "" {
		rd.a.Answers[i].Text = Unchecked
	}
	return true
}

func (rd *reader) aside(f strictyaml.Field) {
	rd.a.Removed = append(rd.a.Removed, assess.Removed{ID: f.Name(), Answer: rd.answer(f.Value, nil)})
	rd.older.Removed = append(rd.older.Removed, f.Name())
}

// fits reports whether every level of an answer is on the scale, and what was ticked in the checklist.
func fits(a assess.Answer, c *rubric.Criterion, s *rubric.Scale) bool {
	if a.Ticked != nil {
		_, known := c.Ticks(a.Ticked)
		return known && c.IsChecklist()
	}
	on := func(state assess.State, level int) bool {
		_, ok := s.Value(level)
		return ok || state != assess.Answered
	}
	return on(a.State, a.Level) && !slices.ContainsFunc(a.Votes,
		func(v assess.Vote) bool { return !on(v.State, v.Level) })
}

// removed reads the answers that were kept aside.
func (rd *reader) removed(n *node) {
	for _, f := range rd.Fields(n) {
		rd.a.Removed = append(rd.a.Removed, assess.Removed{ID: f.Name(), Answer: rd.answer(f.Value, nil)})
	}
}

// readTexts reads the digests of the texts that were rated, by practice and criterion.
func (rd *reader) readTexts(n *node) {
	for _, p := range rd.Fields(n) {
		for _, c := range rd.Fields(p.Value) {
			s, _ := c.Value.Text()
			if !c.Value.IsText() || !isDigest(s) {
				rd.Fault(c.Value, "id", say.Both("want the digest of a text, up to 16 letters; leave the key texts to fathom", "这里应是文字的摘要，最多 16 个字母；texts 由 fathom 填写"))
			}
			rd.texts[rubric.FullID(p.Name(), c.Name())] = s
		}
	}
}

func isDigest(s string) bool {
	for _, r := range s {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return s != "" && len(s) <= 16
}
