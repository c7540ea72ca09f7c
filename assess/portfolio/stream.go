package portfolio

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"

	"fathom/assess"
	"fathom/assess/answerfile/quick"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// Source yields the input batch by batch. Next fills the batch, whose buffers it may use, and returns io.EOF behind the
// last; several goroutines call it, one at a time. What cannot be read is the batch's Err, and counts as one bad
// record; any other error ends the stream.
type Source interface {
	Next(b *Batch) error
}

// Batch is a piece of the input: whole lines, or whole files.
type Batch struct {
	File string // of the lines
	Line int    // number of the first one
	Data []byte // lines, each with its end; or the files, one after another
	Docs []Doc  // the files in Data; none for lines
	Err  error  // instead of anything else
	Also bool   // Err tells more of the record of the last one, and is none of its own

	rows     []byte
	problems problem.List // of all bad records
	good     int
	remarks  Remarks // on the good ones
	bad      int
	halted   bool   // at a bad record
	marks    []mark // of the bad records, where their number is bounded
	broken   *crash // instead of the rest
	number   int    // in the order of the input
}

// mark is how far a batch was when a bad record was settled.
type mark struct {
	file             string
	line, rows, good int
}

// Doc is one answer file in a batch.
type Doc struct {
	Name string
	Size int // bytes in Data
}

// Stream says how assessments are scored and what is made of them.
type Stream struct {
	Model         *assess.Model
	Line          Reader // the strict reader of lines
	File          Reader // the strict reader of answer files
	Stage, Sector string // in place of the subjects'
	Jobs          int    // workers, 1 or more
	KeepGoing     bool   // past bad records
	MostBad       int    // of them, when the run goes on past them; one more halts it; 0: any number

	Head   []byte                                    // is written before all rows
	Row    func(dst []byte, rec *Record) []byte      // appends the row of a record; nil: no rows
	BadRow func(dst []byte, why problem.List) []byte // appends the row of a bad record; nil: none
	Bad    func(why problem.List)                    // is told the problems of bad records, in order; may be nil
	Fold   func() *Fold                              // makes an empty fold; nil: none
	Scored *atomic.Int64                             // is kept up to date, for whoever watches; may be nil
	Stop   <-chan struct{}                           // when it is closed the run ends with [ErrStopped]; may be nil
}

// ErrStopped tells that a run was stopped from outside.
var ErrStopped = errors.New("stopped")

// Reader reads one assessment strictly; line is its number in the file, for messages. The error is a [problem.List].
type Reader func(file string, line int, data []byte) (*assess.Assessment, error)

// Outcome is what came of a stream.
type Outcome struct {
	Scored, Bad int
	Halted      bool  // at the first bad record, or at the one that was too many
	TooMany     error // where that one is, a [problem.List]; nil without it
	Remarks     Remarks
	Fallbacks   int64 // records that the strict reader read, of a run that came to the end of the source
	Surprises   int64 // lines that were read quickly, but not as predicted; likewise
	Fold        *Fold // nil when halted, or without one
}

// Remarks count the assessments that were scored, of which something is to be said beside their numbers.
type Remarks struct {
	OtherTexts int // answers to texts that have changed since, or may have, are scored as they were given
	Overruled  int // answers are in no number, as the sector leaves them out
}

func (r *Remarks) add(other Remarks) {
	r.OtherTexts += other.OtherTexts
	r.Overruled += other.Overruled
}

// Run scores everything that the source yields and writes rows to w. With several jobs the rows keep the order of the
// input. The error is the source's or the writer's, or [ErrStopped]; a panic in any of its goroutines is the caller's.
// A run that ends before the source does, also by a bad record, leaves the source alone: it may be waiting for a line
// that never comes.
func (s *Stream) Run(src Source, w io.Writer) (Outcome, error) {
	if len(s.Head) > 0 {
		if _, err := w.Write(s.Head); err != nil {
			return Outcome{}, err
		}
	}
	r := s.begin(src, w)
	var working sync.WaitGroup
	workers := make([]*worker, s.Jobs)
	for k := range workers {
		workers[k] = newWorker(s, r.layout)
		working.Go(func() { workers[k].serve(r) })
	}
	ended := make(chan struct{})
	go func() {
		working.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-r.over:
	case <-s.Stop:
		r.stop()
	}
	return r.outcome(workers)
}

// cut ends a batch before a bad record that is one too many, and tells where that is.
func (b *Batch) cut(bad, most int) error {
	at := b.marks[bad]
	b.rows, b.good, b.bad, b.halted = b.rows[:at.rows], at.good, bad, true
	return problem.List{{File: at.file, Line: at.line, Column: min(at.line, 1), Kind: "too-many", Message: say.Both(
		"more than %d records cannot be read", "读不了的记录超过 %d 条", most)}}
}

// worker scores batches.
type worker struct {
	*Stream
	plain     *quick.Lines
	files     *quick.Files
	codes     []assess.Code
	rec       Record
	fold      *Fold
	fallbacks int64
}

func newWorker(s *Stream, l *quick.Layout) *worker {
	k := &worker{Stream: s, plain: quick.NewLines(l), files: quick.NewFiles(l),
		codes: make([]assess.Code, s.Model.Len()), rec: Record{Scores: s.Model.NewScorer()}}
	if s.Fold != nil {
		k.fold = s.Fold()
	}
	return k
}

func (k *worker) serve(r *run) {
	for b := r.next(); b != nil; b = r.next() {
		b.rows, b.marks, b.problems, b.good, b.bad, b.halted, b.broken = b.rows[:0], b.marks[:0], nil, 0, 0, false, nil
		b.remarks = Remarks{}
		k.batch(b)
		if k.Scored != nil {
			k.Scored.Add(int64(b.good))
		}
		r.hand(b)
	}
}

func (k *worker) batch(b *Batch) {
	defer catch(&b.broken)
	switch {
	case b.Err != nil:
		k.fail(b)
	case len(b.Docs) > 0:
		k.docs(b)
	default:
		k.lines(b)
	}
}

// fail takes what could not be read for a bad record, or for more of the last one.
func (k *worker) fail(b *Batch) {
	var more problem.List
	if b.Also && errors.As(b.Err, &more) {
		b.problems.Join(more)
		return
	}
	k.settle(b, b.Err)
}

func (k *worker) lines(b *Batch) {
	for data, n := b.Data, 0; len(data) > 0 && !b.halted; n++ {
		line := data
		if end := bytes.IndexByte(data, '\n'); end >= 0 {
			line, data = data[:end], data[end+1:]
		} else {
			data = nil
		}
		k.settle(b, k.line(b.File, b.Line+n, line))
	}
}

func (k *worker) docs(b *Batch) {
	data := b.Data
	for _, d := range b.Docs {
		if b.halted {
			return
		}
		k.settle(b, k.doc(d.Name, data[:d.Size]))
		data = data[d.Size:]
	}
}

// settle adds a record that was scored, or a bad one, to the batch.
func (k *worker) settle(b *Batch, err error) {
	if err == nil {
		b.good++
		k.remark(b)
		if k.Row != nil {
			b.rows = k.Row(b.rows, &k.rec)
		}
		if k.fold != nil {
			k.fold.Add(&k.rec)
		}
		return
	}
	var why problem.List
	if !errors.As(err, &why) {
		why = problem.List{{File: b.File, Kind: "unreadable", Message: problem.Cause(err)}}
	}
	if k.MostBad > 0 {
		b.marks = append(b.marks, mark{why[0].File, why[0].Line, len(b.rows), b.good})
	}
	b.bad++
	b.problems.Join(why)
	if k.BadRow != nil {
		b.rows = k.BadRow(b.rows, why)
	}
	b.halted = !k.KeepGoing
}

// remark counts what is to be said of the record that was just scored.
func (k *worker) remark(b *Batch) {
	if k.rec.Scores.Overruled() > 0 {
		b.remarks.Overruled++
	}
	if slices.ContainsFunc(k.rec.Others, func(i int) bool { return !k.rec.Scores.LeavesOut(i) }) {
		b.remarks.OtherTexts++
	}
}

// line scores one line of JSON.
func (k *worker) line(file string, n int, line []byte) error {
	if k.plain.Scan(line, &k.rec.Head, k.codes) {
		k.score()
		return nil
	}
	return k.strictly(k.Line, file, n, line)
}

// doc scores one answer file.
func (k *worker) doc(name string, data []byte) error {
	if !strictyaml.IsJSON(name) && k.files.Scan(data, &k.rec.Head, k.codes) {
		k.score()
		return nil
	}
	return k.strictly(k.File, name, 0, data)
}

// score scores what a quick reader read.
func (k *worker) score() {
	r := &k.rec
	r.Scores.ScorePanel(k.codes, r.Ballots, cmp.Or(k.Stage, r.Stage), cmp.Or(k.Sector, r.Sector), r.Depth())
}

// strictly reads one assessment with the strict reader and scores it.
func (k *worker) strictly(read Reader, file string, n int, data []byte) error {
	k.fallbacks++
	a, err := read(file, n, data)
	if err != nil {
		return err
	}
	k.rec.Take(a)
	k.rec.Others = k.Model.OtherTexts(a)
	k.rec.Scores.Evaluate(a, assess.Options{Stage: k.Stage, Sector: k.Sector})
	return nil
}
