package assess

import (
	"cmp"
	"slices"
	"strings"

	"fathom/rubric"
)

// Assessment is one subject rated at one date against one rubric. It holds exactly what the answer file says;
// nothing is filled in. Stage and sector may be overridden by [Options].
type Assessment struct {
	Subject Subject
	Date    string // YYYY-MM-DD
	Depth   string // see [rubric.Rubric.Depths]; "" means full
	Raters  []Rater
	Panel   bool // the file lists raters and its answers may hold votes
	// the people there are for a plan; no score depends on it
	Capacity Capacity
	// the file of the round before, as seen from the folder of this one; "" without. Only who asks the questions again
	// looks at it
	Previous string
	// the level, or points where it has no levels, that was agreed to be wanted of a practice, by its id; it takes the
	// place of the rubric's. Never empty, nil where none was agreed; see [rubric.Rubric.LevelsOf]
	Targets map[string]float64
	// what whoever hands over the report says of it, by the id of a part, dimension or practice, and of the whole by
	// SummaryComment; see CommentIDs. Never empty, nil where nothing is said; no score depends on it
	Comments map[string]string
	Removed  []Removed // answers that earlier versions of the rubric asked for, kept aside and outside everything
	Answers  []Answer  // one for each criterion of the rubric, in rubric order; see Model.Criteria
}

// Subject is what was assessed.
type Subject struct {
	ID, Name      string
	Stage, Sector string // "" when the file names none
	Member        string // the firm that is rated in the parts of the rubric that are of a member; "" where not said
	Tags          map[string]string
}

// Capacity is how much the people of a subject can do for its plan, beside their daily business. The zero value says
// nothing and sets no bounds.
type Capacity struct {
	// person-days a quarter by owner id, 0 to MaxCapacity; never empty, nil where not said
	PerQuarter map[string]float64
	AtOnce     int // most steps at once for an owner, 1 to MaxAtOnce; 0 where not said
}

// Rater is a person who gave answers. Date is when, YYYY-MM-DD, as far as a panel's file says; "" where it does not,
// and in the file of one rater, whose date is the file's.
type Rater struct{ ID, Name, Role, Date string }

// Called is what people call the rater: by the name, or by the id where there is none.
func (r Rater) Called() string { return cmp.Or(r.Name, r.ID) }

// Called is what people call one of the raters.
func (a *Assessment) Called(id string) string {
	for _, r := range a.Raters {
		if r.ID == id {
			return r.Called()
		}
	}
	return id
}

// Signed tells who wrote a line of a merged panel's note, by the rater's id in front, and what is left of the line; nil
// and the line as it is where nobody's id stands there. In the file of one rater no line is signed.
func (a *Assessment) Signed(line string) (by *Rater, text string) {
	if !a.Panel {
		return nil, line
	}
	for i := range a.Raters {
		if rest, ok := strings.CutPrefix(line, a.Raters[i].ID+": "); ok {
			return &a.Raters[i], rest
		}
	}
	return nil, line
}

// AnonymousPrefix begins the ids of the raters of an anonymous panel: votes in it belong to no person, and a rater on
// one criterion is another person than on the next.
const AnonymousPrefix = "anonymous-"

// IsAnonymous reports whether the assessment is a panel without names.
func (a *Assessment) IsAnonymous() bool {
	return a.Panel && len(a.Raters) > 0 && !slices.ContainsFunc(a.Raters,
		func(r Rater) bool { return !strings.HasPrefix(r.ID, AnonymousPrefix) })
}

// Voters are the raters of a panel who gave a vote on anything, in the order of the file: the others are not counted.
// Everybody counts where the panel keeps no votes at all or no names, and in the file of one rater.
func (a *Assessment) Voters() []Rater {
	voted := map[string]bool{}
	for i := range a.Answers {
		for _, v := range a.Answers[i].Votes {
			voted[v.Rater] = true
		}
	}
	if len(voted) == 0 || a.IsAnonymous() {
		return a.Raters
	}
	var out []Rater
	for _, r := range a.Raters {
		if voted[r.ID] {
			out = append(out, r)
		}
	}
	return out
}

// VoteDates are the dates of the oldest and of the newest counted vote, YYYY-MM-DD. A rater without a date, and whoever
// rated alone, rated on the date of the file.
func (a *Assessment) VoteDates() (oldest, newest string) {
	for i, r := range a.Voters() {
		date := cmp.Or(r.Date, a.Date)
		if i == 0 {
			oldest, newest = date, date
		}
		oldest, newest = min(oldest, date), max(newest, date)
	}
	return cmp.Or(oldest, a.Date), cmp.Or(newest, a.Date)
}

// OldestVote is how far back the assessment reaches: the date of its oldest counted vote, YYYY-MM-DD.
func (a *Assessment) OldestVote() string {
	oldest, _ := a.VoteDates()
	return oldest
}

// State tells the four states of an answer apart, and the criteria nobody was asked about. They are never merged.
type State uint8

// The states. NotAsked and Unanswered have no entry in the file: the depth tells which of the two it is.
const (
	NotAsked State = iota
	Unanswered
	Answered
	Unknown       // "don't know": missing like Unanswered, but said
	NotApplicable // outside everything, with a reason
)

// String returns the word that the result JSON uses.
func (s State) String() string {
	return [...]string{"not_asked", "unanswered", "answered", "unknown", "na"}[s]
}

// Answer is what the file says about one criterion. The zero value means: no entry.
type Answer struct {
	Given bool // there is an entry
	// of the entry without its votes: Answered (Level holds), Unknown, NotApplicable; Unanswered when only votes speak
	// or the entry only keeps a note
	State State
	Level int // the level, or the level a panel agreed on; valid when State is Answered
	// ids of the items of the criterion's checklist that were ticked, in its order, empty where none was; nil where a
	// level was given. The level is what they mean; see Tick
	Ticked     []string
	Note       string // free text; for NotApplicable without votes and without Reason the reason
	Reason     string // why a panel agreed on the answer beside its votes, or why what has a note does not apply
	Evidence   []string
	Confidence string // "", "low", "medium", "high"
	Votes      []Vote // in the order of the file's raters
	Text       string // digest of the criterion's text as it was rated; "" when nobody recorded it
}

// Why is the reason of an answer: of what a panel agreed on, or why it does not apply; "" where none is given.
func (a *Answer) Why() string {
	if a.Reason == "" && a.State == NotApplicable {
		return a.Note
	}
	return a.Reason
}

// Remark is what was noted besides the reason.
func (a *Answer) Remark() string {
	if a.State == NotApplicable && a.Reason == "" && a.Votes == nil {
		return ""
	}
	return a.Note
}

// RuleOut makes the answer "not applicable" for a reason. What was noted stays beside it.
func (a *Answer) RuleOut(reason string) {
	note := a.Remark()
	a.State, a.Level, a.Ticked = NotApplicable, 0, nil
	if a.Votes == nil && note == "" {
		a.Note, a.Reason = reason, ""
		return
	}
	a.Note, a.Reason = note, reason
}

// Noted is all that was written beside an answer: why it was agreed on, then what was noted.
func (a *Answer) Noted() string {
	return strings.Trim(a.Reason+"\n"+a.Note, "\n")
}

// IsAgreed reports whether the panel settled on an answer beside its votes: a level, that it does not apply, or that
// nobody knows.
func (a *Answer) IsAgreed() bool {
	return a.Given && (a.State == Answered || a.State == NotApplicable || a.State == Unknown)
}

// Removed is the answer to a criterion, or with a level, that the rubric no longer has.
type Removed struct {
	ID     string // full id
	Answer Answer
}

// Vote is one rater's answer in a panel: a level (Answered), Unknown or NotApplicable.
type Vote struct {
	Rater string
	State State
	Level int
}

// Options are the choices of one evaluation that do not come from the answer file.
type Options struct {
	Stage, Sector string // override the subject's; "" keeps it
	// in which to give the rubric's reason for what does not apply in the sector; the rubric's own where it has none
	Langs []string
}

// Criterion locates one criterion: its practice and its own data, with the place among the practice's criteria.
type Criterion struct {
	ID       string // full id, practice/criterion
	Practice int    // index into Rubric.Practices
	*rubric.Criterion
}
