package main

import (
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/term"

	"fathom/assess/portfolio"
	"fathom/assess/portfolio/intake"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// watch shows how far the stream has come, as app.watching does. Not where rows run over the same screen.
func (s *surveying) watch(st *portfolio.Stream, src *intake.Source, inputs []intake.Input,
	rows []target) (stop func()) {
	if len(rows) > 0 && rows[0].path == "" && isTerminal(s.out) {
		return func() {}
	}
	total := sizeOf(inputs)
	st.Scored = new(atomic.Int64)
	return s.watching(0, func(passed time.Duration) []string {
		return s.far(st.Scored.Load(), src.Read.Load(), total, passed)
	})
}

// watching shows on a terminal, from a time on, how far something has come, until the returned function is called: the
// first of the lines for which there is room. Not for who listens to the screen.
func (a *app) watching(from time.Duration, far func(passed time.Duration) []string) (stop func()) {
	f, ok := a.err.(*os.File)
	if !ok || a.quiet || !term.IsTerminal(int(f.Fd())) || a.getenv("TERM") == "dumb" || isOn(a.getenv("ACCESSIBLE")) ||
		!showsEscapes(f) {
		return func() {}
	}
	p, begin := &progress{to: f}, time.Now()
	a.err = p // what is said meanwhile takes the line's place
	quit := make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		tick := time.NewTicker(250 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				return
			case <-tick.C:
				if passed := time.Since(begin); passed >= from {
					p.show(widthOf(f), far(passed)...)
				}
			}
		}
	})
	return func() {
		close(quit)
		done.Wait()
		p.clear()
		a.err = f
	}
}

// sizeOf is how many bytes there are to read, 0 when that is not known.
func sizeOf(inputs []intake.Input) (total int64) {
	for _, in := range inputs {
		if in.Size < 0 {
			return 0
		}
		total += in.Size
	}
	return total
}

func widthOf(f *os.File) int {
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
		return n
	}
	return 80
}

// far is how far the stream has come, as one short line: how many, how fast, and where it is known how much is done and
// how long it may take; then the same without that, for where there is less room.
func (s *surveying) far(n, read, total int64, passed time.Duration) []string {
	rate := float64(n) / passed.Seconds()
	line := say.Both("%d scored, %.0f a second", "%d 份，每秒 %.0f 份", n, rate)
	return s.withRest(line, read, total, passed)
}

// withRest adds to a line how much is done and how long it may take, where that is known; then the line without that.
func (a *app) withRest(m say.Message, read, total int64, passed time.Duration) []string {
	line := m.In(a.lang)
	if total == 0 || read == 0 {
		return []string{line}
	}
	share := min(float64(read)/float64(total), 1)
	left := time.Duration(float64(passed) * (1 - share) / share)
	more := say.Both(", %.0f%%, %s left", "，已完成 %.0f%%，还需 %s", 100*share, roughly(left).In(a.lang)).In(a.lang)
	return []string{line + more, line}
}

// roughly says how long something takes, to the second under two minutes, to the minute above.
func roughly(d time.Duration) say.Message {
	if d < 2*time.Minute {
		n := int(d.Round(time.Second).Seconds())
		return say.Both("%d s", "%d 秒", n)
	}
	n := int(d.Round(time.Minute).Minutes())
	return say.Both("%d min", "%d 分钟", n)
}

// progress is a line on a terminal that gives way to everything else that is written there.
type progress struct {
	mu    sync.Mutex
	to    io.Writer
	shown bool
}

// show puts the first line that fits on the screen: one that wraps could not be cleared.
func (p *progress) show(columns int, lines ...string) {
	p.clear()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, line := range lines {
		if width.Of(line) < columns {
			_, err := io.WriteString(p.to, line)
			p.shown = err == nil
			return
		}
	}
}

func (p *progress) clear() { _, _ = p.Write(nil) }

// Write clears the line and writes.
func (p *progress) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		p.shown = false
		if _, err := io.WriteString(p.to, "\r\x1b[K"); err != nil {
			return 0, err
		}
	}
	if len(b) == 0 {
		return 0, nil
	}
	return p.to.Write(b)
}
