package interview

import "fathom/assess"

// Kind is what a stop of the interview is.
type Kind int

// A Question is followed by others; after those of a dimension stands its Summary, and the End sums up the whole. A
// Change stands before what rates a firm of the channel instead of the subject; see Turn.
const (
	Question Kind = iota
	Summary
	End
	Change
)

// Stop is one place of the interview. Criterion is valid for a Question, Dimension for all but the End; both are
// indexes in rubric order.
type Stop struct {
	Kind                 Kind
	Criterion, Dimension int
}

// plan lays the stops out: what the depth asks for, and what somebody answered beyond it.
func (s *Session) plan() {
	r := s.model.Rubric
	s.numbers = make([]int, s.model.Len())
	s.stops = nil
	n, i := 0, 0
	for d, dim := range r.Dimensions {
		asked := false
		for ; i < s.model.Len() && r.Practices[s.model.Criterion(i).Practice].Dimension == dim.ID; i++ {
			if !s.asks(i) {
				continue
			}
			if !asked && s.isOfMember(s.partOf(d)) && !s.isIn(s.partOf(d)) {
				s.stops = append(s.stops, Stop{Kind: Change, Dimension: d})
			}
			asked = true
			n++
			s.numbers[i] = n
			s.stops = append(s.stops, Stop{Question, i, d})
		}
		if asked {
			s.stops = append(s.stops, Stop{Kind: Summary, Dimension: d})
		}
	}
	s.stops = append(s.stops, Stop{Kind: End, Dimension: len(r.Dimensions)})
}

// asks reports whether a criterion is a question: the depth asks it, or it has an answer all the same; what the sector
// leaves out is none, whatever was answered.
func (s *Session) asks(i int) bool {
	return s.model.AskedIn(s.a, i) || s.a.Answers[i].Given && !s.model.LeavesOut(s.a.Subject.Sector, i)
}

// isIn reports whether the last stop so far is in a part.
func (s *Session) isIn(part int) bool {
	return len(s.stops) > 0 && s.partOf(s.stops[len(s.stops)-1].Dimension) == part
}

// planOnly lays out some questions in an order of their own, and the End.
func (s *Session) planOnly(criteria []int) {
	r := s.model.Rubric
	s.numbers = make([]int, s.model.Len())
	for n, i := range criteria {
		s.numbers[i] = n + 1
		practice := &r.Practices[s.model.Criterion(i).Practice]
		_, d := s.model.Find(practice.Dimension, assess.KindDimension)
		s.stops = append(s.stops, Stop{Question, i, d})
	}
	s.stops = append(s.stops, Stop{Kind: End, Dimension: len(r.Dimensions)})
}

// Stops returns all stops in order.
func (s *Session) Stops() []Stop { return s.stops }

// Here is the stop in view, and At its place among Stops.
func (s *Session) Here() Stop { return s.stops[s.at] }

// At is the place of the stop in view.
func (s *Session) At() int { return s.at }

// Next goes one stop on, and stays at the End.
func (s *Session) Next() { s.GoTo(s.at + 1) }

// Back goes one stop back, and stays at the first.
func (s *Session) Back() { s.GoTo(s.at - 1) }

// GoTo goes to the n-th stop, or to the nearest there is.
func (s *Session) GoTo(n int) { s.at = min(max(n, 0), len(s.stops)-1) }

// Number is the number that a question has for the person, from 1; 0 for other stops.
func (s *Session) Number(n int) int {
	if s.stops[n].Kind != Question {
		return 0
	}
	return s.numbers[s.stops[n].Criterion]
}

// GoToNumber goes to the question with that number and reports whether there is one.
func (s *Session) GoToNumber(number int) bool {
	for n := range s.stops {
		if number > 0 && s.Number(n) == number {
			s.at = n
			return true
		}
	}
	return false
}

// NextOpen goes to the first open question after the one in view, or from the start again, or to the End when none is
// open.
func (s *Session) NextOpen() { s.openFrom(s.at + 1) }

func (s *Session) openFrom(start int) {
	for k := range s.stops {
		if n := (start + k) % len(s.stops); s.Open(n) {
			s.at = n
			if n > 0 && s.stops[n-1].Kind == Change && s.a.Subject.Member == "" {
				s.at-- // who is rated is to be said first
			}
			return
		}
	}
	s.at = len(s.stops) - 1
}

// Open reports whether the n-th stop is a question that waits for an answer, or for a look because its text changed.
func (s *Session) Open(n int) bool {
	stop := s.stops[n]
	return stop.Kind == Question && (!s.isSettled(stop.Criterion) || s.isChanged(stop.Criterion))
}

func (s *Session) isSettled(i int) bool {
	a := &s.a.Answers[i]
	return a.Given && a.State != assess.Unanswered
}

func (s *Session) isChanged(i int) bool {
	a := &s.a.Answers[i]
	return a.Given && a.Text != s.digests[i] && !s.model.Criterion(i).Means(a.Text)
}

// Progress counts the questions that are settled and all that are asked.
type Progress struct{ Done, Total int }

// Left is how many questions wait.
func (p Progress) Left() int { return p.Total - p.Done }

// Tally says in a few words how far it is: for one person what is answered, for a panel on what it agrees.
func (s *Session) Tally(p Progress) string {
	done, open := s.Lang.Say("%d of %d answered", "已答 %d 题，共 %d 题", p.Done, p.Total), s.Lang.Say(", %d open", "，还剩 %d 题", p.Left())
	if s.a.Panel {
		done, open = s.Lang.Say("%d of %d agreed", "已商定 %d 条，共 %d 条", p.Done, p.Total), s.Lang.Say(", %d to agree on", "，还剩 %d 条", p.Left())
	}
	if p.Left() == 0 {
		return done
	}
	return done + open
}

// Progress counts the whole interview.
func (s *Session) Progress() Progress { return s.count(func(Stop) bool { return true }) }

// ProgressOf counts one dimension.
func (s *Session) ProgressOf(dimension int) Progress {
	return s.count(func(stop Stop) bool { return stop.Dimension == dimension })
}

func (s *Session) count(in func(Stop) bool) Progress {
	var p Progress
	for n, stop := range s.stops {
		if stop.Kind != Question || !in(stop) {
			continue
		}
		p.Total++
		if !s.Open(n) {
			p.Done++
		}
	}
	return p
}
