package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"fathom/assess"
	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// ErrNotKept tells that an assessment holds what a page cannot carry: the votes of several raters, removed answers, or
// what was ticked in a checklist.
var ErrNotKept = errors.New("page: the assessment cannot be kept in a page")

// text is one in the languages of a page: a string where they say the same, else English and Chinese.
type text any

// content is what the script is told. What is asked stands in rubric order.
type content struct {
	Scope  string `json:"scope"`  // of drafts: the same in every version of this questionnaire
	Sign   string `json:"sign"`   // of just this one
	Digest string `json:"digest"` // of the rubric
	Size   int    `json:"size"`   // how many criteria the rubric has, asked or not
	Langs  int    `json:"langs"`
	Lang   string `json:"lang"`

	Rubric  idVersion         `json:"rubric"`
	Title   text              `json:"title"`
	Rating  text              `json:"rating,omitempty"`
	Subject subject           `json:"subject"`
	Date    string            `json:"date,omitempty"`
	Depth   string            `json:"depth,omitempty"`
	Alone   string            `json:"alone,omitempty"` // the depth without what is about a partner, "" where all is
	Tags    string            `json:"tags,omitempty"`  // as it stands in a file
	Raw     map[string]string `json:"raw"`             // likewise, by key
	People  []person          `json:"people"`
	Stage   string            `json:"stage,omitempty"` // what is proposed
	Stages  []choice          `json:"stages"`
	Sectors []choice          `json:"sectors"`

	Parts      []part           `json:"parts"`
	Dimensions []dimension      `json:"dimensions"`
	Practices  []practice       `json:"practices"`
	Scales     [][]level        `json:"scales"`
	Criteria   []criterion      `json:"criteria"`
	Given      map[string]given `json:"given"`
	Words      map[string]text  `json:"words"`
}

type (
	idVersion struct {
		ID      string `json:"id"`
		Version string `json:"version"`
	}
	subject struct {
		ID     string `json:"id"`
		Name   string `json:"name,omitempty"`
		Stage  string `json:"stage,omitempty"`
		Sector string `json:"sector,omitempty"`
		Member string `json:"member,omitempty"`
	}
	person struct {
		ID   string `json:"id"`
		Name string `json:"name,omitempty"`
		Role string `json:"role,omitempty"`
	}
	choice struct {
		ID   string `json:"id"`
		Name text   `json:"name"`
	}
	part struct {
		Member bool `json:"member,omitempty"` // it rates a partner
	}
	dimension struct {
		Part int  `json:"part"`
		Name text `json:"name"`
	}
	practice struct {
		Dimension int    `json:"dimension"`
		Name      text   `json:"name"`
		Evidence  []text `json:"evidence,omitempty"`
	}
	level struct {
		Level int  `json:"level"`
		Name  text `json:"name"`
	}
	criterion struct {
		At       int      `json:"at"` // its place in the rubric
		ID       string   `json:"id"`
		Practice int      `json:"practice"`
		Scale    int      `json:"scale"`
		Text     string   `json:"text"` // the digest of what is rated
		Name     text     `json:"name"`
		Question text     `json:"question,omitempty"`
		Rung     text     `json:"rung,omitempty"` // the level of the practice that asks for it
		Levels   []text   `json:"levels"`         // what each says, in the order of the scale
		Out      []string `json:"out,omitempty"`  // the sectors that leave it out
	}
	// given is an answer so far, as the script keeps one
	given struct {
		Is    string `json:"is"`
		Level int    `json:"level"`
		Why   string `json:"why,omitempty"`
		Note  string `json:"note,omitempty"`
		Seen  string `json:"seen,omitempty"`
		Sure  string `json:"sure,omitempty"`
		Text  string `json:"text"`
	}
)

// builder makes the content of a page.
type builder struct {
	*content
	m     *assess.Model
	a     *assess.Assessment
	langs []say.Language
}

func newContent(m *assess.Model, a *assess.Assessment, opt Options) (*content, error) {
	b := &builder{content: &content{People: []person{}, Stages: []choice{}, Sectors: []choice{}}, m: m, a: a,
		langs: opt.Langs}
	r := m.Rubric
	b.Digest, b.Size, b.Langs, b.Lang = r.Digest(), m.Len(), len(opt.Langs), string(opt.Langs[0])
	b.Rubric, b.Title, b.Rating = idVersion{r.ID, r.Version}, b.in(r.Title, r.ID), b.in(r.Rating, "")
	s := a.Subject
	b.Subject, b.Date, b.Depth = subject{s.ID, s.Name, s.Stage, s.Sector, s.Member}, a.Date, a.Depth
	b.Stage = r.DefaultStage()
	for _, p := range slices.Concat(a.Raters, opt.People) {
		b.People = append(b.People, person{p.ID, p.Name, p.Role})
	}
	b.choices()
	b.tree()
	b.questions()
	b.alone()
	b.words()
	b.Scope = sign(r.ID, s.ID, s.Member)
	b.Sign = sign(b.Digest, a.Depth, s.Stage, s.Sector, a.Date)
	return b.content, b.rest()
}

// sign names some words in a few letters.
func sign(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\n")))
	return hex.EncodeToString(sum[:6])
}

// in is a text of the rubric in the languages of the page.
func (b *builder) in(t rubric.Text, otherwise string) text {
	return b.both(func(lang string) string {
		if s := t.In(append([]string{lang}, b.m.Rubric.Languages...)...); s != "" {
			return safe.Line(s)
		}
		return safe.Line(otherwise)
	})
}

// both is what each language says, or nil where that is nothing.
func (b *builder) both(in func(lang string) string) text {
	if len(b.langs) == 1 {
		return orNil(in(string(b.langs[0])))
	}
	en, zh := in("en"), in("zh")
	if en == zh {
		return orNil(en)
	}
	return []string{en, zh}
}

func orNil(s string) text {
	if s == "" {
		return nil
	}
	return s
}

// said is a text in one of the languages of the page.
func said(t text, lang say.Language) string {
	switch t := t.(type) {
	case []string:
		return t[map[say.Language]int{"zh": 1}[lang]]
	case string:
		return t
	}
	return ""
}

func (b *builder) choices() {
	r := b.m.Rubric
	for _, s := range r.Stages {
		b.Stages = append(b.Stages, choice{s.ID, b.in(s.Name, s.ID)})
	}
	for _, s := range r.Sectors {
		b.Sectors = append(b.Sectors, choice{s.ID, b.in(s.Name, s.ID)})
	}
}

func (b *builder) tree() {
	r := b.m.Rubric
	for i := range r.Parts {
		b.Parts = append(b.Parts, part{r.Parts[i].Of == rubric.OfMember})
	}
	for _, d := range r.Dimensions {
		b.Dimensions = append(b.Dimensions, dimension{slices.Index(r.PartIDs(), d.Part), b.in(d.Name, d.ID)})
	}
	for i := range r.Practices {
		p := &r.Practices[i]
		at := slices.Index(r.DimensionIDs(), p.Dimension)
		b.Practices = append(b.Practices, practice{at, b.in(p.Name, p.ID), nil})
	}
	for i := range r.Scales {
		var levels []level
		for _, l := range r.Scales[i].Levels {
			levels = append(levels, level{l.Level, b.in(l.Name, "")})
		}
		b.Scales = append(b.Scales, levels)
	}
}

// evidence is what to look for. Lists of the two languages are shown item by item, however many each has.
func (b *builder) evidence(p *rubric.Practice) (out []text) {
	of := func(lang string) []string {
		for _, l := range append([]string{lang}, b.m.Rubric.Languages...) {
			if e := p.Evidence[l]; len(e) > 0 {
				return e
			}
		}
		return nil
	}
	for i := range max(len(of("en")), len(of("zh"))) {
		out = append(out, b.both(func(lang string) string {
			if e := of(lang); i < len(e) {
				return safe.Line(e[i])
			}
			return ""
		}))
	}
	return out
}

// questions are the criteria of the depth, and those that have an answer.
func (b *builder) questions() {
	b.Given = map[string]given{}
	for i := range b.m.Len() {
		answer := &b.a.Answers[i]
		if !answer.Given && !b.m.Asked(i, b.a.Depth) {
			continue
		}
		c := b.m.Criterion(i)
		p := &b.m.Rubric.Practices[c.Practice]
		b.Practices[c.Practice].Evidence = b.evidence(p)
		q := criterion{At: i, ID: c.ID, Practice: c.Practice, Scale: slices.Index(b.m.Rubric.ScaleIDs(), c.Scale),
			Text: c.TextDigest(), Name: b.in(c.Name, c.Criterion.ID), Question: b.in(c.Asks(), "")}
		if l := b.m.Rubric.RungOf(p, c.Criterion); l != nil {
			q.Rung = b.in(l.Called(), "")
		}
		for _, l := range b.m.Rubric.Scale(c.Scale).Levels {
			q.Levels = append(q.Levels, b.in(c.LevelText(l.Level), ""))
		}
		for _, s := range b.m.Rubric.SectorIDs() {
			if b.m.LeavesOut(s, i) {
				q.Out = append(q.Out, s)
			}
		}
		b.Criteria = append(b.Criteria, q)
		if answer.Given {
			b.Given[c.ID] = givenOf(answer, q.Text)
		}
	}
}

// givenOf is an answer as the script keeps one. What nobody recorded was rated as it stands today.
func givenOf(a *assess.Answer, today string) given {
	g := given{Is: map[assess.State]string{assess.Answered: "level", assess.Unknown: "unknown",
		assess.NotApplicable: "na"}[a.State], Level: a.Level, Note: a.Remark(), Seen: strings.Join(a.Evidence, "\n"),
		Sure: a.Confidence, Text: a.Text}
	if a.State == assess.NotApplicable {
		g.Why = a.Why()
	}
	if g.Text == "" {
		g.Text = today
	}
	return g
}

// alone is the depth that is left when nobody rates a partner, where one other part is asked.
func (b *builder) alone() {
	var others []string
	members := false
	for _, c := range b.Criteria {
		at := b.Dimensions[b.Practices[c.Practice].Dimension].Part
		if id := b.m.Rubric.Parts[at].ID; b.Parts[at].Member {
			members = true
		} else if !slices.Contains(others, id) {
			others = append(others, id)
		}
	}
	if members && len(others) == 1 {
		b.Alone = b.m.Rubric.DepthIn(others[0], b.a.Depth)
	}
}

// rest keeps what else the file is to say, as the writer of answer files writes it.
func (b *builder) rest() error {
	head := *b.a
	head.Answers = make([]assess.Answer, b.m.Len())
	if head.Subject.ID == "" {
		head.Subject.ID = "s"
	}
	if head.Date == "" {
		head.Date = "2000-01-01"
	}
	var out bytes.Buffer
	if err := answerfile.WriteAs(&out, "head.json", &head, b.m.Rubric); err != nil {
		return err
	}
	b.Raw = map[string]string{}
	key := ""
	for line := range strings.Lines(strings.TrimSuffix(strings.TrimPrefix(out.String(), "{\n"), "\n}\n")) {
		if rest, ok := strings.CutPrefix(line, `  "`); ok {
			key, line, _ = strings.Cut(rest, `": `)
		}
		b.Raw[key] += line
	}
	for key, value := range b.Raw {
		b.Raw[key] = strings.TrimSuffix(strings.TrimSuffix(value, "\n"), ",")
	}
	if _, tags, ok := strings.Cut(b.Raw["subject"], `"tags": `); ok && b.a.Subject.Tags != nil {
		b.Tags = strings.TrimSuffix(tags, "}")
	}
	for _, own := range []string{"format", "rubric", "subject", "date", "depth", "rater"} {
		delete(b.Raw, own)
	}
	return nil
}
