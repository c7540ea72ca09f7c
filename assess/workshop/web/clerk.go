package web

import (
	"cmp"
	"slices"
	"sync"

	"fathom/assess/workshop"
)

// Journal keeps events. When Append returns without an error, they are on the disk. After an error some may be, and
// nothing more is taken until Repair says which. Full is why it takes no more of what phones send, nil while it does:
// the rest is for the facilitator, who can still end the room then.
type Journal interface {
	Append(events ...workshop.Event) error
	Repair() ([]workshop.Event, error)
	Full() error
}

// maxBatch is how many events go to the disk together.
const maxBatch = 256

// clerk lets events happen in the room, one after the other: an event is tried on the room, written to the disk, and
// only then confirmed. Those that wait meanwhile go to the disk together with the next ones. Nobody sees the room in
// between, so that nothing is ever shown that a power cut could take back.
type clerk struct {
	journal Journal
	wants   chan want
	done    chan struct{} // closed when the clerk has gone home
	after   func()        // called when something happened, or could not
	broke   func(error)   // told of each try whether it could be written

	mu   sync.RWMutex
	room *workshop.Room
	kept []workshop.Event // all that are on the disk, as far as is known
	torn bool             // the journal is to be repaired first
}

// want is an event of somebody who waits for the answer. Where it needs the room as it is at that moment, make makes
// it; nil makes nothing happen, which is no error.
type want struct {
	make  func(r *workshop.Room) (workshop.Event, error)
	reply chan error
}

func newClerk(room *workshop.Room, kept []workshop.Event, j Journal, after func(), broke func(error)) *clerk {
	return &clerk{journal: j, wants: make(chan want, maxBatch), done: make(chan struct{}), after: after, broke: broke,
		room: room, kept: kept}
}

// happen lets an event happen. The error is a [workshop.Refusal], errClosed, or an unkept of the disk.
func (c *clerk) happen(make func(r *workshop.Room) (workshop.Event, error)) error {
	w := want{make, newReply()}
	select {
	case c.wants <- w:
	case <-c.done:
		return errClosed
	}
	select {
	case err := <-w.reply:
		return err
	case <-c.done:
		select {
		case err := <-w.reply:
			return err
		default:
			return errClosed
		}
	}
}

func newReply() chan error { return make(chan error, 1) }

// work serves until the quit channel is closed.
func (c *clerk) work(quit <-chan struct{}) {
	defer close(c.done)
	for {
		select {
		case w := <-c.wants:
			c.serve(c.gather(w))
		case <-quit:
			return
		}
	}
}

// gather takes what waits.
func (c *clerk) gather(first want) []want {
	batch := []want{first}
	for len(batch) < maxBatch {
		select {
		case w := <-c.wants:
			batch = append(batch, w)
		default:
			return batch
		}
	}
	return batch
}

// serve lets a batch happen, writes it and answers.
func (c *clerk) serve(batch []want) {
	happened, answers, fault := c.commit(batch)
	for i, w := range batch {
		w.reply <- answers[i]
	}
	switch {
	case fault != nil:
		c.broke(fault)
		c.after()
	case len(happened) > 0:
		c.broke(nil)
		c.after()
	}
}

// commit tries the events on the room and writes those that fit. After a fault of the disk none of them is confirmed,
// and the room is what the disk has.
func (c *clerk) commit(batch []want) (happened []workshop.Event, answers []error, fault error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if fault = c.repair(); fault != nil {
		return nil, slices.Repeat([]error{unkept{fault}}, len(batch)), fault
	}
	full := c.journal.Full()
	answers = make([]error, len(batch))
	for i, w := range batch {
		e, err := w.make(c.room)
		switch {
		case err != nil || e == nil:
		case full != nil && fromPhone(e):
			err, fault = unkept{full}, full
		default:
			err = c.room.Apply(e)
		}
		if answers[i] = err; err == nil && e != nil {
			happened = append(happened, e)
		}
	}
	if len(happened) == 0 {
		return nil, answers, fault
	}
	err := c.journal.Append(happened...)
	if err == nil {
		c.kept = append(c.kept, happened...)
		return happened, answers, fault
	}
	fault = err
	for i := range answers { // what made nothing happen may have found only what is lost now
		answers[i] = cmp.Or(answers[i], error(unkept{fault}))
	}
	c.torn = true
	if err := c.repair(); err != nil {
		fault = err // what is in the way now
		c.remake(c.kept)
	}
	return nil, answers, fault
}

// fromPhone reports whether phones make such an event happen, as often as they like.
func fromPhone(e workshop.Event) bool {
	switch e.(type) {
	case workshop.Joined, workshop.Voted:
		return true
	}
	return false
}

// repair has the journal mend itself after a fault, and makes the room of what is on the disk.
func (c *clerk) repair() error {
	if !c.torn {
		return nil
	}
	kept, err := c.journal.Repair()
	if err != nil {
		return err
	}
	c.torn = false
	c.remake(kept)
	return nil
}

// remake makes the room again of what is on the disk: nobody is shown what was not kept.
func (c *clerk) remake(kept []workshop.Event) {
	room, _, err := workshop.Fold(c.room.Model(), kept)
	if err != nil {
		panic("web: what happened cannot happen again: " + err.Error())
	}
	c.room, c.kept = room, kept
}

// look reads the room.
func (c *clerk) look(f func(r *workshop.Room)) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	f(c.room)
}
