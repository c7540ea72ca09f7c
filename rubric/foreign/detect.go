package foreign

import (
	"cmp"

	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// The kinds of sources beside tables, by the words of --from.
const (
	FromCISO  = "ciso"
	FromSAMM  = "samm"
	FromDSOMM = "dsomm"
	FromLens  = "aws-lens"
)

// Kinds are the words for sources that are no table.
func Kinds() []string { return []string{FromSAMM, FromDSOMM, FromLens, FromCISO} }

// reader reads one kind of source, and recognises it.
type reader struct {
	kind  string
	isOne func(*source) bool
	read  func(*source, *Ledger, Origin, Options) (*Import, error)
}

func readers() []reader {
	return []reader{
		{FromCISO, isCISO, readCISO}, {FromSAMM, isSAMM, readSAMM}, {FromLens, isLens, readLens},
		{FromDSOMM, isDSOMM, readDSOMM},
	}
}

// ReadTool makes a rubric of the files of another tool. The kind is a word of [Kinds], "" to find it out. Whether they
// are of any known kind is said beside the error, a [problem.List].
func ReadTool(kind string, files []File, origin Origin, opt Options) (im *Import, known bool, err error) {
	s, err := newSource(files)
	if err != nil {
		return nil, kind != "", err
	}
	for _, r := range readers() {
		if kind == r.kind || kind == "" && r.isOne(s) {
			im, err := r.read(s, &Ledger{}, origin, opt)
			return im, true, err
		}
	}
	return nil, false, nil
}

// wrong is the error of a file that is none of its kind.
func (s *source) wrong(m say.Message) error {
	s.fault(s.docs[0], "source", m)
	return s.problems.Err()
}

// begun is an import of a source whose origin is settled, and its draft.
func (s *source) begun(l *Ledger, o Origin, opt Options, id, prefix string, langs []string) (*Import, *draft) {
	o.Title = cmp.Or(opt.Title, o.Title, titleOf(o.File))
	opt.ID = cmp.Or(opt.ID, asID(id, prefix))
	d := newDraft(l, opt, o, langs)
	return &Import{Rubric: d.r, Origin: o}, d
}

// done ends an import: what is left is counted.
func (s *source) done(im *Import, d *draft) (*Import, error) {
	if n := len(d.r.Practices); n > rubricfile.MaxPractices {
		s.fault(s.docs[0], "too-many", say.Both("of practices %d come of this; the limit is %d", "由它会得到 %d 项，上限是 %d 项", n, rubricfile.MaxPractices))
	}
	if err := s.problems.Err(); err != nil {
		return nil, err
	}
	d.finish()
	s.settle(d.ledger)
	im.Ledger = *d.ledger
	return im, nil
}
