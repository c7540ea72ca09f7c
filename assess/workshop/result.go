package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/assess/panel"
)

// Result is the panel file as the room makes it now. The votes in it are each person's first private vote on a
// criterion: agreement is measured on votes that nobody has talked about. Later rounds stand in the note, and what was
// agreed beside the votes. A round that was not shown yet is not in it until the room has ended. It is what merging
// makes of the same votes as one file each.
//
// In an anonymous room the votes on a criterion are those of the first round that could be seen, without names, as
// [panel.Anonymize] leaves them; the raters are as many as voted in one round at most.
//
// An error is a fault of ours, or of a known panel that does not go with itself.
func (r *Room) Result() (*assess.Assessment, error) {
	out, err := r.votesIn()
	if err != nil {
		return nil, err
	}
	if len(r.start.Known.Raters) == 0 {
		overlay(out, r.subject())
	}
	out.Depth = r.depth()
	for i := range r.items {
		r.settle(out, i)
	}
	return out, nil
}

// depth is how much the panel asks: what the room asks, or the known panel where that asks as much and more; full where
// neither takes in the other. The votes that are there do not lose the questions beside them.
func (r *Room) depth() string {
	known, asked := r.start.Known, r.subject().Depth
	if !slices.ContainsFunc(known.Answers, func(a assess.Answer) bool { return a.Given }) {
		return asked
	}
	return r.model.Widest(known.Depth, asked)
}

// votesIn is the panel with the votes, and with all that the known one has where that has raters.
func (r *Room) votesIn() (*assess.Assessment, error) {
	known := r.subject()
	blank := *known
	blank.Answers = slices.Clone(known.Answers)
	if r.anonymous {
		if out, ok := panel.Anonymize(r.nameless(), panel.MinGroup); ok {
			return carried(out, known), nil
		}
	} else if ballots := r.ballots(); len(ballots) > 0 {
		out, problems := panel.Merge(r.model, ballots)
		return carried(out, known), problems.Err()
	}
	if len(known.Raters) == 0 {
		blank.Panel, blank.Answers = false, make([]assess.Answer, len(known.Answers))
	}
	return &blank, nil
}

// carried gives a panel what the known one says besides answers.
func carried(out, known *assess.Assessment) *assess.Assessment {
	if out != nil {
		out.Previous, out.Removed, out.Comments = known.Previous, known.Removed, known.Comments
		out.Targets, out.Capacity = known.Targets, known.Capacity
	}
	return out
}

// counts reports whether the votes of a round are in the panel.
func (r *Room) counts(b *box) bool { return b.open || r.ended }

// said is what one person said on a criterion in all rounds that count.
type said struct {
	first Vote
	notes []string
}

// saidBy is what a seat said on a criterion; ok is false where it did not vote.
func (r *Room) saidBy(id string, i int) (s said, ok bool) {
	for _, b := range r.items[i].rounds {
		v, voted := b.mine(id)
		if !voted || !r.counts(b) {
			continue
		}
		if !ok {
			s.first, ok = v, true
		}
		if v.Note != "" && !slices.Contains(s.notes, v.Note) {
			s.notes = append(s.notes, v.Note)
		}
	}
	return s, ok
}

// ballots are the known panel, where it has raters, and one of each other person who voted; none where nobody did.
func (r *Room) ballots() []panel.Ballot {
	known := r.subject()
	known.Answers = slices.Clone(known.Answers)
	var out []panel.Ballot
	voted := slices.ContainsFunc(known.Answers, func(a assess.Answer) bool { return len(a.Votes) > 0 })
	for _, s := range r.seats {
		if slices.ContainsFunc(known.Raters, func(k assess.Rater) bool { return k.ID == s.rater }) {
			voted = r.addTo(known, s) || voted
			continue
		}
		if b := r.ballotOf(s); len(panel.Silent([]panel.Ballot{b})) == 0 {
			out = append(out, b)
		}
	}
	if len(known.Raters) > 0 && (voted || len(out) > 0) {
		out = append(out, panel.Ballot{Assessment: known})
	}
	return out
}

// ballotOf is what a seat said as the file of one rater.
func (r *Room) ballotOf(s *seat) panel.Ballot {
	a := *r.subject()
	a.Panel, a.Date, a.Answers = false, r.start.Date, make([]assess.Answer, len(r.items))
	a.Removed, a.Comments, a.Targets, a.Capacity = nil, nil, nil, assess.Capacity{}
	a.Raters = []assess.Rater{{ID: s.rater, Name: s.name, Role: s.role}}
	for i := range r.items {
		if v, ok := r.saidBy(s.id, i); ok {
			a.Answers[i] = assess.Answer{Given: true, State: v.first.state(), Level: v.first.Level,
				Note: strings.Join(v.notes, notesApart), Text: r.textOf(i)}
		}
	}
	return panel.Ballot{File: s.rater, Assessment: &a}
}

// notesApart stands between what one person wrote in several rounds.
const notesApart = " / "

// textOf is the digest of the criterion's text; "" where the known panel rated another one.
func (r *Room) textOf(i int) string {
	c, before := r.model.Criterion(i), r.start.Known.Answers[i].Text
	if before != "" && !c.Means(before) {
		return ""
	}
	return c.TextDigest()
}

// addTo adds what a rater of the known panel said to it, where it has no vote of that rater yet. It reports whether it
// did.
func (r *Room) addTo(known *assess.Assessment, s *seat) (added bool) {
	for i := range r.items {
		v, ok := r.saidBy(s.id, i)
		if !ok {
			continue
		}
		a := &known.Answers[i]
		if len(v.notes) > 0 {
			a.Note = strings.TrimPrefix(a.Note+"\n"+s.rater+": "+strings.Join(v.notes, notesApart), "\n")
		}
		if !a.Given {
			a.Given, a.State = true, assess.Unanswered
		}
		if slices.ContainsFunc(a.Votes, func(v assess.Vote) bool { return v.Rater == s.rater }) {
			continue
		}
		vote := assess.Vote{Rater: s.rater, State: v.first.state(), Level: v.first.Level}
		a.Votes, a.Text, added = append(slices.Clone(a.Votes), vote), cmp.Or(a.Text, r.textOf(i)), true
	}
	return added
}

// nameless is a panel with the votes of an anonymous room; which rater has which vote says nothing.
func (r *Room) nameless() *assess.Assessment {
	a := *r.subject()
	a.Panel, a.Date, a.Answers = true, r.start.Date, make([]assess.Answer, len(r.items))
	for n := range r.mostVoters() {
		a.Raters = append(a.Raters, assess.Rater{ID: fmt.Sprintf("%03d", n)})
	}
	for i := range r.items {
		for n, v := range r.firstSeen(i) {
			a.Answers[i].Given, a.Answers[i].State = true, assess.Unanswered
			a.Answers[i].Text = r.textOf(i)
			vote := assess.Vote{Rater: a.Raters[n].ID, State: v.state(), Level: v.Level}
			a.Answers[i].Votes = append(a.Answers[i].Votes, vote)
		}
	}
	return &a
}

// mostVoters is how many voted in the round in which most did.
func (r *Room) mostVoters() int {
	most := 0
	for i := range r.items {
		for _, b := range r.items[i].rounds {
			if r.counts(b) {
				most = max(most, b.turnout())
			}
		}
	}
	return most
}

// firstSeen are the votes of the first round on a criterion that has enough levels to be seen, none without one; levels
// that the facilitator entered do not count for that. Only
// that one goes into the panel of an anonymous room: whoever puts it beside what the room saw learns nothing.
func (r *Room) firstSeen(i int) []cast {
	for _, b := range r.items[i].rounds {
		if !r.counts(b) {
			continue
		}
		votes := b.counted()
		if levelsFromPhones(votes) >= panel.MinGroup {
			return votes
		}
	}
	return nil
}

// levelsFromPhones counts the levels among votes that nobody but the voter knows.
func levelsFromPhones(votes []cast) int {
	n := 0
	for _, v := range votes {
		if v.Answer == Level && !v.known {
			n++
		}
	}
	return n
}

// overlay puts what a panel file without raters says of the criteria beside the votes.
func overlay(out, known *assess.Assessment) {
	for i := range known.Answers {
		k, a := &known.Answers[i], &out.Answers[i]
		switch {
		case !k.Given:
			continue
		case !a.Given:
			*a = *k
			continue
		}
		a.Evidence, a.Confidence, a.Note = k.Evidence, k.Confidence, k.Remark()
		if k.IsAgreed() {
			panel.Agree(out, i, k.State, k.Level, k.Why())
		}
	}
}

// settle records what the room agreed on and what it adds to the note of a criterion.
func (r *Room) settle(out *assess.Assessment, i int) {
	it, a := &r.items[i], &out.Answers[i]
	if it.agreed != nil {
		panel.Agree(out, i, it.agreed.state(), it.agreed.Level, it.agreed.Note)
		a.Text = cmp.Or(a.Text, r.textOf(i))
	}
	lines, _ := r.lines(i)
	if len(lines) == 0 {
		return
	}
	if !a.Given {
		a.Given, a.State = true, assess.Unanswered
	}
	note := strings.TrimPrefix(a.Remark()+"\n"+strings.Join(lines, "\n"), "\n")
	if a.State == assess.NotApplicable && a.Votes == nil {
		a.Reason = a.Why()
	}
	a.Note = note
}

// lines are what the room adds to a note: later rounds, then the facilitator's remark. What the note has no room for is
// counted in left.
func (r *Room) lines(i int) (lines []string, left int) {
	it, lang := &r.items[i], r.start.Lang
	room := assess.MaxText - it.chars
	if it.agreed != nil {
		room -= utf8.RuneCountInString(it.agreed.Note) + 1
	}
	add := func(line string) {
		if room -= utf8.RuneCountInString(line) + 1; room < 0 {
			left++
			return
		}
		lines = append(lines, line)
	}
	for n, b := range it.rounds {
		switch line := r.roundLine(i, n); {
		case line == "":
		case !b.margin.line:
			left++
		default:
			add(line)
		}
	}
	if it.remark != "" {
		add(lang.Say("for later: ", "以后再议：") + it.remark)
	}
	return lines, left
}

// LeftOut says what the panel file has no room for, by criterion.
func (r *Room) LeftOut() []LeftOut {
	var out []LeftOut
	for i := range r.items {
		l := LeftOut{Criterion: i}
		for _, b := range r.items[i].rounds {
			if r.counts(b) {
				l.Notes += len(b.cut)
			}
		}
		if _, l.Lines = r.lines(i); l.Notes+l.Lines > 0 {
			out = append(out, l)
		}
	}
	return out
}
