package workshop

import (
	"maps"
	"slices"
	"unicode/utf8"

	"fathom/assess"
)

// Room is a workshop as its events made it. It is not for use by several goroutines at once.
type Room struct {
	model     *assess.Model
	start     Opened
	anonymous bool
	voted     bool // somebody has voted on anything
	most      int  // seats
	seats     []*seat
	items     []item // one a criterion, in rubric order
	plan      Plan
	at        int // place of the criterion that the room stands on, -1 in the lobby
	ended     bool
	timer     timer
	ledger    ledger

	moves   int // how often what everybody knows has changed
	changes int // how often what the screen shows has changed
}

// item is what the room knows of one criterion.
type item struct {
	asked   bool
	rounds  []*box
	agreed  *settled
	skipped bool
	remark  string // of the facilitator
	chars   int    // that notes have taken of the criterion's note
}

// settled is what was agreed on, and after which round.
type settled struct {
	Vote
	round int
}

// timer ends at a moment of the clock of [Timed].
type timer struct {
	on   bool
	ends int64
}

// New opens a room by its first event. The error is a [Refusal].
func New(m *assess.Model, first Opened) (*Room, error) {
	if err := checkStart(m, &first); err != nil {
		return nil, err
	}
	r := &Room{model: m, start: first, anonymous: first.Anonymous, at: -1, items: make([]item, m.Len()), moves: 1}
	for i := range r.items {
		r.items[i] = item{asked: r.asks(i), chars: utf8.RuneCountInString(first.Known.Answers[i].Note)}
	}
	r.plan = r.planOf(first.Minutes)
	r.ledger = ledgerOf(first.Known)
	r.most = min(orUsual(first.Seats), assess.MaxRaters)
	return r, nil
}

// Fold makes a room of all its events. The error is a [Refusal], with the place of the event that does not fit; -1 for
// no event at all.
func Fold(m *assess.Model, events []Event) (room *Room, at int, err error) {
	if len(events) == 0 {
		return nil, -1, refuse(BadStart, "no event", "没有任何记录")
	}
	first, ok := events[0].(Opened)
	if !ok {
		return nil, 0, refuse(BadStart, "a room begins by being opened", "记录必须从开场开始")
	}
	if room, err = New(m, first); err != nil {
		return nil, 0, err
	}
	for i, e := range events[1:] {
		if err := room.Apply(e); err != nil {
			return nil, i + 1, err
		}
	}
	return room, 0, nil
}

// checkStart refuses what cannot be the start of a room.
func checkStart(m *assess.Model, o *Opened) error {
	k := o.Known
	switch {
	case o.Rubric != m.Rubric.Digest():
		return refuse(BadStart, "the room was opened with another rubric", "开场时用的是另一份评估标准")
	case k == nil || len(k.Answers) != m.Len():
		return refuse(BadStart, "the room has no panel", "没有合并答卷")
	case !k.Panel && len(k.Raters) > 0:
		return refuse(BadStart, "the file is of one rater, not of a panel", "这是一位评分人的答卷，不是合并答卷")
	case k.IsAnonymous():
		return refuse(BadStart, "an anonymous panel takes in nobody: its votes belong to no person",
			"匿名的合并答卷不能再加人：它的票不属于任何人")
	case o.Anonymous && len(k.Raters) > 0:
		return refuse(BadStart, "the panel has names already; an anonymous workshop begins with a new file",
			"合并答卷里已有姓名；匿名工作坊请用一份新文件")
	case o.Depth != "" && !slices.Contains(m.Rubric.Depths(), o.Depth):
		return refuse(BadStart, "the rubric has no depth %.40s", "评估标准里没有 %.40s 这个评估范围", o.Depth)
	case o.Minutes < 0 || o.Seats < 0:
		return refuse(BadStart, "minutes and seats are 0 or more", "分钟数和席位数不能小于 0")
	}
	return nil
}

// asks reports whether the room can vote on a criterion: its depth asks it, or the known panel has votes on it and the
// room is to ask what that does; and the sector does not leave it out.
func (r *Room) asks(i int) bool {
	a := r.subject()
	voted := r.start.Depth == "" && len(a.Answers[i].Votes) > 0
	return (voted || r.model.Asked(i, a.Depth)) && !r.model.LeavesOut(a.Subject.Sector, i)
}

// subject is the known panel with the depth of the room.
func (r *Room) subject() *assess.Assessment {
	a := *r.start.Known
	if r.start.Depth != "" {
		a.Depth = r.start.Depth
	}
	return &a
}

// Apply lets an event happen. After an error, a [Refusal], the room is as before. The same events make the same room.
func (r *Room) Apply(e Event) error {
	if _, again := e.(Opened); again {
		return refuse(BadEvent, "the room is open", "已经开场")
	}
	if r.ended {
		return refuse(NotOpen, "the workshop has ended", "工作坊已经结束")
	}
	return e.apply(r)
}

func (Opened) apply(*Room) error { return nil }

// current is the criterion that the room stands on, nil in the lobby.
func (r *Room) current() *item {
	if r.at < 0 {
		return nil
	}
	return &r.items[r.at]
}

// last is the round that is on or was shown last, nil before the first.
func (it *item) last() *box {
	if len(it.rounds) == 0 {
		return nil
	}
	return it.rounds[len(it.rounds)-1]
}

// phase is where a criterion stands on which somebody could vote already.
func (it *item) phase() Phase {
	switch {
	case !it.last().open:
		return Voting
	case it.agreed != nil && it.agreed.round == len(it.rounds):
		return Agreed
	}
	return Revealed
}

// Phase is where the room stands.
func (r *Room) Phase() Phase {
	switch {
	case r.ended:
		return Ended
	case r.at < 0:
		return Lobby
	}
	return r.current().phase()
}

// Anonymous reports whether the room has no names.
func (r *Room) Anonymous() bool { return r.anonymous }

// Keys are the secrets that were handed in when the room was opened.
func (r *Room) Keys() map[string]string { return maps.Clone(r.start.Keys) }

// Model is the rubric of the room.
func (r *Room) Model() *assess.Model { return r.model }

// Current is the place of the criterion in Model.Criteria, and the round, that the room stands on; ok is false in the
// lobby.
func (r *Room) Current() (criterion, round int, ok bool) {
	if r.at < 0 {
		return 0, 0, false
	}
	return r.at, len(r.current().rounds), true
}

// find is the criterion with a full id that is asked here.
func (r *Room) find(id string) (int, error) {
	if id == "" {
		return 0, refuse(NoCriterion, "it is not said which criterion", "没有指明是哪一条")
	}
	i, ok := r.model.Index(id)
	if !ok || !r.items[i].asked {
		return 0, refuse(NoCriterion, "no criterion %.100s is asked here", "这里没有 %.100s 这一条", id)
	}
	return i, nil
}

// here refuses an event that is about another criterion or round than the room's.
func (r *Room) here(id string, round int) error {
	if r.at < 0 {
		return refuse(NotOpen, "the workshop has not begun", "工作坊还没开始")
	}
	i, err := r.find(id)
	switch {
	case err != nil:
		return err
	case i != r.at || round != len(r.current().rounds):
		return refuse(Past, "the room is elsewhere by now", "大家已经不在这一条或这一轮了")
	}
	return nil
}
