package workshop

import "slices"

// This file is what the facilitator does.

func (r *Room) moved() {
	r.moves++
	r.changes++
}

func (e Moved) apply(r *Room) error {
	if e.To == "" {
		return r.next()
	}
	i, err := r.find(e.To)
	if err != nil {
		return err
	}
	return r.goTo(i)
}

// next goes to what is up.
func (r *Room) next() error {
	i, ok := r.Next()
	if !ok {
		return refuse(NothingLeft, "no further criterion is up", "没有下一条了")
	}
	return r.goTo(i)
}

// goTo shows a criterion as it was left, or opens its first round.
func (r *Room) goTo(i int) error {
	it, stay := &r.items[i], func() {}
	if i != r.at {
		stay = r.leave()
	}
	if it.last() == nil {
		if !r.ledger.open() {
			stay()
			return refuse(FileFull, "the panel file has no room for the votes on another criterion",
				"合并答卷文件放不下再多一条标准的票了")
		}
		it.rounds = append(it.rounds, newBox(r.marginOf(i)))
	}
	if i != r.at {
		r.timer = timer{}
	}
	r.at, it.skipped = i, false
	r.moved()
	return nil
}

// leave makes a round in which nobody voted one that was never opened, so that it takes no room in the panel. What it
// returns takes that back.
func (r *Room) leave() (stay func()) {
	it := r.current()
	if it == nil || it.last().open || it.last().turnout() > 0 {
		return func() {}
	}
	ledger, rounds := r.ledger, it.rounds
	b := it.last()
	it.rounds = rounds[:len(rounds)-1]
	r.ledger.bytes += b.margin.bytes()
	if b.margin.line {
		r.ledger.bytes += roundBytes
	}
	if len(it.rounds) == 0 {
		r.ledger.close()
	}
	return func() { r.ledger, it.rounds = ledger, rounds }
}

func (e Skipped) apply(r *Room) error {
	i, err := r.find(e.Criterion)
	switch {
	case err != nil:
		return err
	case i != r.at:
		return refuse(Past, "the room is elsewhere by now", "大家已经不在这一条了")
	}
	if err := r.next(); err != nil {
		return err
	}
	r.items[i].skipped = true
	return nil
}

func (e Shown) apply(r *Room) error {
	if err := r.here(e.Criterion, e.Round); err != nil {
		return err
	}
	if r.Phase() != Voting {
		return refuse(NotNow, "the votes are shown already", "这一轮的票已经亮出")
	}
	it := r.current()
	it.last().open = true
	r.book(it, it.last())
	r.timer = timer{}
	r.moved()
	return nil
}

func (e Again) apply(r *Room) error {
	if err := r.here(e.Criterion, e.Round); err != nil {
		return err
	}
	if r.Phase() == Voting {
		return refuse(NotNow, "the round is still open", "这一轮还在投票")
	}
	it := r.current()
	it.rounds = append(it.rounds, newBox(r.marginOf(r.at)))
	r.timer = timer{}
	r.moved()
	return nil
}

func (e Settled) apply(r *Room) error {
	if err := r.here(e.Criterion, e.Round); err != nil {
		return err
	}
	if r.Phase() == Voting {
		return refuse(NotNow, "show the votes first", "请先亮票")
	}
	if err := r.checkVote(r.at, e.Vote); err != nil {
		return err
	}
	if e.Answer == NA && e.Note == "" {
		return noReason()
	}
	r.current().agreed = &settled{e.Vote, e.Round}
	r.timer = timer{}
	r.moved()
	return nil
}

func (e Remarked) apply(r *Room) error {
	i, err := r.find(e.Criterion)
	if err != nil {
		return err
	}
	if err := checkText(e.Text, MaxNote); err != nil {
		return err
	}
	r.items[i].remark = e.Text
	return nil
}

// maxTimer is a day: no workshop has a timer for longer.
const maxTimer = 24 * 60 * 60 * 1000

func (e Timed) apply(r *Room) error {
	switch {
	case e.Left < 0 || e.Left > maxTimer || e.At < 0 || e.At > maxClock:
		return refuse(BadEvent, "a timer runs for a day at most", "计时最长一天")
	case r.at < 0:
		return refuse(NotNow, "the workshop has not begun", "工作坊还没开始")
	}
	r.timer = timer{e.Left > 0, e.At + e.Left}
	r.moved()
	return nil
}

// maxClock is far beyond any clock in milliseconds, and what a number of JSON holds.
const maxClock = 1 << 53

// leftAt is how long the timer runs yet, in milliseconds.
func (t timer) leftAt(now int64) int64 {
	if !t.on {
		return 0
	}
	return max(0, t.ends-now)
}

func (Closed) apply(r *Room) error {
	r.ended = true
	for i := range r.items {
		if b := r.items[i].last(); b != nil && !b.open {
			r.book(&r.items[i], b)
		}
	}
	r.timer = timer{}
	r.moved()
	return nil
}

// checkVote refuses an answer that the criterion cannot have.
func (r *Room) checkVote(i int, v Vote) error {
	scale := r.model.Rubric.Scale(r.model.Criterion(i).Scale)
	_, onScale := scale.Value(v.Level)
	switch {
	case v.Answer == Level && !onScale, !slices.Contains([]Answer{Level, NA, Unknown}, v.Answer),
		v.Answer != Level && v.Level != 0:
		return refuse(NoLevel, "want a level (%s), not applicable or don't know", "请选一个级别（%s）、不适用或不知道",
			scale.LevelList())
	}
	if err := checkText(v.Note, MaxNote); err != nil {
		return err
	}
	return nil
}
