package web

import (
	"net/netip"
	"sync"
	"time"
)

// How many wrong codes are taken. The code that people type has 29 bits: with sixty tries a minute an hour finds one of
// 200,000. The code in the QR picture has 128 bits and is never limited, so that a hall behind one address can join.
const (
	triesEach = 10 // a minute from one address
	triesAll  = 60 // a minute from all of them
	tryWindow = time.Minute
)

// tries counts the wrong codes of the last minute. Where there were too many, a right code is refused as well: else who
// tries them all would simply be let in by the right one.
type tries struct {
	mu    sync.Mutex
	now   func() time.Time
	since time.Time // when this minute began
	all   int
	each  map[netip.Addr]int
}

func newTries(now func() time.Time) *tries {
	return &tries{now: now, each: map[netip.Addr]int{}}
}

// check tests a typed code, unless there were too many wrong ones: then it does not look at it.
func (t *tries) check(from netip.Addr, isRight func() bool) (right, tooMany bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := t.now(); now.Sub(t.since) >= tryWindow {
		t.since, t.all = now, 0
		clear(t.each)
	}
	from = network(from)
	if t.all >= triesAll || t.each[from] >= triesEach {
		return false, true
	}
	if isRight() {
		return true, false
	}
	t.all++
	t.each[from]++
	return false, false
}

// network is what counts as one address: of IPv6 the half that a household is given, since it can use all of the rest.
func network(a netip.Addr) netip.Addr {
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return a
	}
	p, _ := a.Prefix(64)
	return p.Addr()
}

// addressOf is where a connection comes from; what a proxy says is not asked.
func addressOf(remote string) netip.Addr {
	ap, _ := netip.ParseAddrPort(remote)
	return ap.Addr()
}
