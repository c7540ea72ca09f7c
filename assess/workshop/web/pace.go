package web

import (
	"sync"
	"time"
)

// How often one seat may change its vote: so many times at once, and then once in a paceTime. No person comes near it,
// nor a room of scripts that plays a whole workshop; one that votes thousands of times a second would fill the journal
// within minutes, for everybody.
const (
	paceBurst = 4000
	paceTime  = time.Second
)

// pace counts the votes of each seat.
type pace struct {
	mu    sync.Mutex
	now   func() time.Time
	spent map[string]time.Time // by seat: when all that it has used will have come back
}

func newPace(now func() time.Time) *pace { return &pace{now: now, spent: map[string]time.Time{}} }

// takes counts a vote of a seat, unless there were too many: then it says no, and does not count it.
func (p *pace) takes(seat string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, until := p.now(), p.spent[seat]
	if until.Before(now) {
		until = now
	}
	if until = until.Add(paceTime); until.Sub(now) > paceBurst*paceTime {
		return false
	}
	p.spent[seat] = until
	return true
}
