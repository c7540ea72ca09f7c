package interview

import (
	"strings"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
)

// Facts are what must be known before the first question.
type Facts struct {
	Lang          say.Language       // "zh" or "en"
	Name          string             // of the subject, for people
	Stage, Sector string             // ids of the rubric, "" for none
	Depth         string             // see [rubric.Rubric.Depths]
	Targets       map[string]float64 // agreed, by practice; nil for those of the stage
	File          string             // where the answers go
	Again         string             // NewRound, Correct, or "" where a file was not answered to the end before
}

// Fact names one of them.
type Fact int

// The facts, in the order in which they are asked. The last three are asked of a file that exists.
const (
	Lang Fact = iota
	Name
	Stage
	Sector
	Depth
	Targets
	File
	Again       // see Facts
	OtherStage  // whether the file's stage is to become the one that a flag says
	OtherSector // likewise

	practices // and behind it a question for the target of each practice; see aims.go
)

// Setup is the form that asks for the facts that nothing else has told.
type Setup struct {
	Facts                              // known so far
	Ask       []Fact                   // in the order of the constants
	Rated     string                   // when a file that exists was answered, YYYY-MM-DD
	Was       Facts                    // what it says of stage and sector
	Wanted    Facts                    // what flags say of them
	Member    string                   // the firm that a file is of alone; "" for others
	Model     *assess.Model            // offers the choices
	CheckFile func(path string) string // what is wrong with a file's name, in the language of Facts, "" for nothing
}

var _ Form = (*Setup)(nil)

// Heading implements [Form].
func (s *Setup) Heading() string { return s.Lang.Say("Before we start", "开始之前") }

// Language implements [Form].
func (s *Setup) Language() say.Language { return s.Lang }

// Len implements [Form].
func (s *Setup) Len() int { return len(s.Ask) }

// Field implements [Form]: the question for a fact, in the language the facts have by now.
func (s *Setup) Field(n int) Field {
	r := s.Model.Rubric
	switch s.Ask[n] {
	case Lang:
		return Field{Title: "语言 · Language", Choices: []Choice{{ID: "zh", Name: "中文"}, {ID: "en", Name: "English"}}, Value: string(s.Lang)}
	case Name:
		return s.name()
	case Stage:
		return Field{Title: s.Lang.Say("Which stage is the business in?", "业务处在哪个阶段？"), Help: s.Lang.Say("It decides weights and targets.", "它决定权重和目标。"), Choices: s.stages(r),
			Value: or(s.Stage, r.DefaultStage())}
	case Sector:
		return Field{Title: s.Lang.Say("Which sector?", "属于哪个行业？"), Help: s.Lang.Say("It shifts some weights.", "它会调整部分权重。"), Choices: s.sectors(r), Value: s.Sector}
	case Depth:
		choices := s.depths(r) // the first is proposed: the core criteria of what is the subject's own
		return Field{Title: s.Lang.Say("How much is to be asked?", "问多少题？"), Help: s.Lang.Say("You can stop at any time and go on later.", "随时可以停下，以后接着答。"), Choices: choices,
			Value: or(s.Depth, choices[0].ID)}
	case Targets:
		return s.aims()
	case Again:
		return s.again()
	case OtherStage, OtherSector:
		return s.change(s.Ask[n])
	}
	if practice, ok := s.Ask[n].practice(); ok {
		return s.aim(practice)
	}
	return Field{Title: s.Lang.Say("Where do the answers go?", "答卷存成哪个文件？"), Help: s.Lang.Say("A new file; every answer is saved there at once.", "一个新文件；每答一题立即保存。"), Value: or(s.File, FileName(or(s.Member, s.Name)))}
}

// name asks what is assessed: of a firm's own file, whose channel the firm is in.
func (s *Setup) name() Field {
	if s.Member != "" {
		return Field{Title: s.Lang.Say("Which team sells through %s?", "哪个团队通过%s销售？", s.Member), Value: s.Name,
			Help: s.Lang.Say("The team's name, as in its own file: one report can then show both.", "填团队的名称，和团队答卷里的一样，两份才能放进同一份报告。")}
	}
	return Field{Title: s.Lang.Say("What is being assessed?", "评估对象叫什么？"), Help: s.Lang.Say("Its name, as it should stand in the report.", "这个名称会写进报告。"), Value: s.Name}
}

// Set implements [Form].
func (s *Setup) Set(n int, value string) string {
	value = strings.TrimSpace(value)
	switch s.Ask[n] {
	case Lang:
		s.Lang = say.Language(value)
	case Name:
		name, err := clean(strings.Join(strings.Fields(value), " "))
		switch {
		case err != nil || len([]rune(name)) > 200:
			return s.Lang.Say("At most 200 characters.", "最多 200 个字符。")
		case name == "":
			return s.Lang.Say("A name, please: it stands on the report.", "请填一个名称，报告上要写。")
		}
		s.Name = name
	case Stage:
		s.Stage = value
	case Sector:
		s.Sector = value
	case Depth:
		s.Depth = value
	case Targets:
		s.setAims(n, value == ownTargets)
	case File:
		if value == "" {
			return s.Lang.Say("The file needs a name.", "请写文件名。")
		}
		if !strings.ContainsRune(value, '.') {
			value += ".yaml"
		}
		if wrong := s.CheckFile(value); wrong != "" {
			return wrong
		}
		s.File = value
	case Again:
		s.setAgain(n, value)
	case OtherStage:
		s.Stage = chosen(value, s.Was.Stage, s.Wanted.Stage)
	case OtherSector:
		s.Sector = chosen(value, s.Was.Sector, s.Wanted.Sector)
	default:
		s.setAim(n, value)
	}
	return ""
}

// chosen is what stands, or what somebody wants in its place.
func chosen(choice, stands, wanted string) string {
	if choice == changeChoice {
		return wanted
	}
	return stands
}

func or(value, other string) string {
	if value == "" {
		return other
	}
	return value
}

func (s *Setup) in(t rubric.Text, id string) string {
	return or(t.In(append([]string{string(s.Lang)}, s.Model.Rubric.Languages...)...), id)
}

func (s *Setup) stages(r *rubric.Rubric) []Choice {
	var out []Choice
	for _, stage := range r.Stages {
		out = append(out, Choice{stage.ID, s.in(stage.Name, stage.ID), s.in(stage.Meaning, "")})
	}
	return out
}

func (s *Setup) sectors(r *rubric.Rubric) []Choice {
	out := []Choice{{"", s.Lang.Say("none of these", "以上都不是"), ""}}
	for _, sector := range r.Sectors {
		out = append(out, Choice{sector.ID, s.in(sector.Name, sector.ID), s.in(sector.Why, "")})
	}
	return append(out[1:], out[0])
}

// own is the one part that is the subject's own, where the others are of a member of the channel; "" without.
func (s *Setup) own() string {
	own := ""
	for i := range s.Model.Rubric.Parts {
		switch p := &s.Model.Rubric.Parts[i]; {
		case p.Of == rubric.OfMember:
		case own != "":
			return ""
		default:
			own = p.ID
		}
	}
	if len(s.Model.Rubric.Parts) < 2 {
		return ""
	}
	return own
}

// depths offers each depth that asks something else than the ones before it.
func (s *Setup) depths(r *rubric.Rubric) []Choice {
	var out []Choice
	choices := s.everyDepth(r)
	for i, c := range choices {
		n := s.questions(c.ID)
		all := n == s.questions(assess.FullDepth) && i < len(choices)-1 && s.Member == ""
		if n == 0 || all && r.Profile(c.ID) == nil { // a file names its profile, whatever that asks
			continue
		}
		c.Meaning = s.Lang.Say("%[4]s, about %[2]d min, or %[3]d without evidence",
			"%[1]d 题，约 %[2]d 分钟，不看证据约 %[3]d 分钟", n, s.answering(c.ID), s.reading(c.ID), say.Count(n, "1 question", "%d questions"))
		out = append(out, c)
	}
	return out
}

// everyDepth names the depths that fit: in a firm's own file those of each part that rates a firm.
func (s *Setup) everyDepth(r *rubric.Rubric) []Choice {
	quickly := func(part string) Choice {
		_, i := s.Model.Find(part, assess.KindPart)
		return Choice{ID: rubric.Depth{Choice: rubric.QuickDepth, Part: part}.String(),
			Name: s.Lang.Say("quick, %s", "速评，%s", s.in(r.Parts[i].Name, part))}
	}
	alone := func(p *rubric.Part) Choice {
		return Choice{ID: p.ID, Name: s.Lang.Say("only ", "只评") + s.in(p.Name, p.ID)}
	}
	var out []Choice
	if s.Member != "" {
		for i := range r.Parts {
			p := &r.Parts[i]
			if p.Of != rubric.OfMember {
				continue
			}
			if quick := quickly(p.ID); s.questions(quick.ID) < s.questions(p.ID) {
				out = append(out, quick)
			}
			out = append(append(out, s.profiles(p.ID)...), alone(p))
		}
		return out
	}
	if team := s.own(); team != "" { // whoever rates the own team can do so without a firm of the channel
		out = append(out, quickly(team), Choice{ID: assess.QuickDepth, Name: s.Lang.Say("quick, all parts", "速评，各部分")})
	} else {
		out = append(out, Choice{ID: assess.QuickDepth, Name: s.Lang.Say("quick, the core criteria", "速评，只问核心标准")})
	}
	out = append(out, s.profiles("")...)
	for i := range r.Parts {
		out = append(out, alone(&r.Parts[i]))
	}
	return append(out, Choice{ID: assess.FullDepth, Name: s.Lang.Say("full, everything", "完整，全部标准")})
}

// profiles offers the profiles, of one part alone where that is said.
func (s *Setup) profiles(part string) (out []Choice) {
	r := s.Model.Rubric
	for i := range r.Profiles {
		p := &r.Profiles[i]
		name := p.ID
		if called := s.in(p.Name, p.ID); called != p.ID {
			name += " · " + called
		}
		out = append(out, Choice{ID: rubric.Depth{Choice: p.ID, Part: part}.String(), Name: name})
	}
	return out
}

func (s *Setup) questions(depth string) int {
	n := 0
	for i := range s.Model.Len() {
		if s.asks(i, depth) {
			n++
		}
	}
	return n
}

// asks reports whether a depth asks a criterion of the sector that was chosen.
func (s *Setup) asks(i int, depth string) bool {
	return s.Model.AskedIn(&assess.Assessment{Subject: assess.Subject{Sector: s.Sector}, Depth: depth}, i)
}

// maxStem is how many bytes a proposed file may be called by, beside the rest of its last letter.
const maxStem = 60

// FileName proposes a file for a subject: its name in letters, digits and dashes.
func FileName(name string) string {
	stem := rubric.Slug(name)
	for i, r := range stem {
		if end := i + utf8.RuneLen(r); end > maxStem {
			stem = strings.TrimSuffix(stem[:end], "-")
			break
		}
	}
	return Unreserved(or(stem, "answers")) + ".yaml"
}

var device = pattern.Of(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])( *\.| *$)`)

// Unreserved is a name for a file, without its ending, that Windows does not take for a device: con-1 for con.
func Unreserved(name string) string {
	m := device().FindStringSubmatch(name)
	if m == nil {
		return name
	}
	return m[1] + "-1" + name[len(m[1]):]
}
