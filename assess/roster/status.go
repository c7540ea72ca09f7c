package roster

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fathom/assess"
)

// Return is an answer file, or one respondent of a filled form, that came back.
type Return struct {
	File       string // and the row, where it holds several
	Assessment *assess.Assessment
	Version    string // of the rubric that it was made for, where that is another than the one in use
	Texts      int    // answers that were given to another wording than the rubric has now
}

// rater is who answered, the zero value where nobody is named or several are.
func (r *Return) rater() assess.Rater {
	if r.Assessment.Panel || len(r.Assessment.Raters) != 1 {
		return assess.Rater{}
	}
	return r.Assessment.Raters[0]
}

// State is how far a person has come.
type State string

// The states of people.
const (
	Waiting  State = "waiting"  // nothing came back
	Partial  State = "partial"  // some of what was asked is unanswered
	Complete State = "complete" // all that was asked is answered; N/A and don't know are answers
	Unusable State = "unusable" // what came back cannot stand for what was sent
)

// Mark is something about what came back that somebody should look at.
type Mark string

// The marks.
const (
	OtherVersion Mark = "other-version" // of the rubric than the one in use
	OtherTexts   Mark = "other-texts"   // some answers were given to another wording
	OtherSubject Mark = "other-subject" // or partner than the list has
	OtherDepth   Mark = "other-depth"
	OtherStage   Mark = "other-stage"
	OtherSector  Mark = "other-sector"
	Again        Mark = "again"   // several returns, all with the same answers
	Differs      Mark = "differs" // several returns with different answers
)

// Standing is where one person of the list stands.
type Standing struct {
	*Person
	State State
	Late  int // days since the person was due, 0 for who is not late: nobody is who has answered all
	Left  int // days until then; -1 where no day is set, or it is over

	Returns []int // of the status, the one that counts first, then the newest; none where the person waits
	Marks   []Mark
	Differ  int // criteria on which the returns of the person differ

	Asked, Answered int
	Missing         []int // criteria without an answer, in rubric order
}

// Stranger is a return of nobody on the list.
type Stranger struct {
	Return int     // of the status
	Near   *Person // with the same name but another id, or asked about several other subjects; nil for nobody
}

// Status is where everybody of a list stands on a day.
type Status struct {
	Model     *assess.Model
	Now       string
	People    []Standing // in the order of the list
	Returns   []Return
	Strangers []Stranger
}

// StatusOn compares a list with what came back until a day, a date. "" is no day: then nobody is late.
func StatusOn(l *List, returns []Return, now string, m *assess.Model) *Status {
	s := &Status{Model: m, Now: now, Returns: returns, People: make([]Standing, len(l.People))}
	at := newIndex(l)
	for i := range l.People {
		s.People[i] = Standing{Person: &l.People[i], State: Waiting}
	}
	for i := range returns {
		p, other := at.find(&returns[i])
		switch {
		case p < 0:
			s.Strangers = append(s.Strangers, Stranger{i, at.near(&returns[i])})
		default:
			s.People[p].mark(OtherSubject, other && !slices.Contains(s.People[p].Marks, OtherSubject))
			s.People[p].Returns = append(s.People[p].Returns, i)
		}
	}
	for i := range s.People {
		s.judge(&s.People[i])
	}
	return s
}

// judge finds out how far one person has come.
func (s *Status) judge(p *Standing) {
	if len(p.Returns) > 0 {
		s.choose(p)
		s.count(p)
	}
	p.Left = -1
	if p.Due == "" || s.Now == "" {
		return
	}
	days := daysBetween(s.Now, p.Due)
	if days >= 0 {
		p.Left = days
	} else if p.State != Complete {
		p.Late = -days
	}
}

// daysBetween counts the days from one date to another. Both are dates: whoever reads them has seen to that.
func daysBetween(from, to string) int {
	a, _ := time.Parse(time.DateOnly, from)
	b, _ := time.Parse(time.DateOnly, to)
	return int(b.Sub(a).Hours() / 24)
}

// choose puts the return that counts first: one that can count before others, then the newest by its own date, then the
// one with most answers.
func (s *Status) choose(p *Standing) {
	usable := func(i int) int {
		if s.fits(p, i) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(p.Returns, func(i, j int) int {
		a, b := s.Returns[i].Assessment, s.Returns[j].Assessment
		return cmp.Or(cmp.Compare(usable(i), usable(j)), -strings.Compare(a.Date, b.Date),
			-cmp.Compare(s.answers(p, a), s.answers(p, b)))
	})
	those := kept(p.Returns, func(i int) bool { return s.fits(p, i) })
	for c := range s.Model.Len() {
		if slices.ContainsFunc(those, func(i int) bool {
			return !same(s.Returns[those[0]].Assessment.Answers[c], s.Returns[i].Assessment.Answers[c])
		}) {
			p.Differ++
		}
	}
	p.mark(Differs, p.Differ > 0)
	p.mark(Again, p.Differ == 0 && len(those) > 1)
}

// isAnswer reports whether an entry is more than a note: also N/A and don't know are answers.
func isAnswer(a assess.Answer) bool {
	return a.State == assess.Answered || a.State == assess.NotApplicable || a.State == assess.Unknown
}

// same reports whether two entries answer alike, with the same note.
func same(a, b assess.Answer) bool {
	return a.State == b.State && a.Level == b.Level && a.Note == b.Note && a.Reason == b.Reason &&
		a.Confidence == b.Confidence && slices.Equal(a.Evidence, b.Evidence)
}

// fits reports whether a return is of the rubric and of the subject that the person was sent.
func (s *Status) fits(p *Standing, i int) bool {
	return s.Returns[i].Version == "" && p.isOf(s.Returns[i].Assessment)
}

// answers counts those among what the person was asked.
func (s *Status) answers(p *Standing, a *assess.Assessment) (n int) {
	asked := p.asked(a)
	for i := range s.Model.Len() {
		if s.Model.AskedIn(asked, i) && isAnswer(a.Answers[i]) {
			n++
		}
	}
	return n
}

// asked is what decides which criteria a person was asked: the depth and sector that the list has, else those of the
// answers.
func (p *Person) asked(a *assess.Assessment) *assess.Assessment {
	return &assess.Assessment{Depth: cmp.Or(p.Depth, a.Depth),
		Subject: assess.Subject{Sector: cmp.Or(p.Subject.Sector, a.Subject.Sector)}}
}

// count counts what the return that counts has, and marks what is otherwise than it was sent.
func (s *Status) count(p *Standing) {
	r := &s.Returns[p.Returns[0]]
	a := r.Assessment
	p.mark(OtherVersion, r.Version != "")
	p.mark(OtherTexts, r.Texts > 0 && r.Version == "") // of another version they are no news
	p.mark(OtherDepth, p.Depth != "" && depth(p.Depth) != depth(a.Depth))
	p.mark(OtherStage, p.Subject.Stage != "" && a.Subject.Stage != "" && p.Subject.Stage != a.Subject.Stage)
	p.mark(OtherSector, p.Subject.Sector != "" && a.Subject.Sector != "" && p.Subject.Sector != a.Subject.Sector)
	asked := p.asked(a)
	for i := range s.Model.Len() {
		if !s.Model.AskedIn(asked, i) {
			continue
		}
		if p.Asked++; isAnswer(a.Answers[i]) {
			p.Answered++
		} else {
			p.Missing = append(p.Missing, i)
		}
	}
	switch {
	case !s.fits(p, p.Returns[0]):
		p.State = Unusable
	case len(p.Missing) > 0:
		p.State = Partial
	default:
		p.State = Complete
	}
}

func (p *Standing) mark(m Mark, is bool) {
	if is {
		p.Marks = append(p.Marks, m)
	}
}

func depth(d string) string { return cmp.Or(d, assess.FullDepth) }
