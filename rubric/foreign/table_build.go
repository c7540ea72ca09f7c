package foreign

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
	"fathom/rubric/starter"
)

// builder makes the rubric of what was read.
type builder struct {
	t *table
	*draft
	items   []*item
	w       weights
	grouped bool // there are practices above the questions

	areas, practices map[string]int // by their names: places in the rubric
	criteria         map[int]*namer // of the practices

	profiles     map[string]string // ids by their names, in small letters
	profileNames namer
}

// build makes the rubric: an area is a dimension; a question a practice of its own, or where the list has groups within
// areas, those are the practices and a question is a criterion.
func (t *table) build(lists []*list, origin *Origin) *rubric.Rubric {
	b := &builder{t: t, areas: map[string]int{}, practices: map[string]int{}, criteria: map[int]*namer{}}
	for _, l := range lists {
		b.items = append(b.items, l.items...)
		if len(lists) > 1 {
			l.areaOfSheet()
		}
	}
	if len(b.items) == 0 {
		t.fault("empty", say.Both("there is no question below the head of the columns", "列名下面一个问题也没有"))
		return nil
	}
	b.w = t.settleWeights(b.items)
	b.grouped = slices.ContainsFunc(b.items, func(it *item) bool { return len(it.practice) > 0 })
	origin.Title = cmp.Or(t.opt.Title, lists[0].title, sheetTitle(lists), titleOf(origin.File))
	origin.Note = sheetNames(lists, t.langs[0])
	b.draft = newDraft(t.ledger, t.opt, *origin, t.langs)
	b.scale()
	noun := say.Both("question", "问题")
	if b.grouped {
		noun = say.Both("practice", "事项")
	}
	b.part(noun)
	for _, it := range b.items {
		b.add(it)
		if len(b.r.Practices) > rubricfile.MaxPractices {
			t.problems.Add(it.l.s.Problem(it.row, 0, "too-many", tooManyPractices()))
			return nil
		}
	}
	b.finish()
	return b.r
}

// areaOfSheet makes the name of the sheet the area of its questions that have none.
func (l *list) areaOfSheet() {
	for _, it := range l.items {
		if len(it.area) == 0 && l.s.Name != "" {
			it.area = rubric.Text{l.langs[0]: l.s.Name}
		}
	}
}

// sheetTitle is the name of the only sheet, where somebody gave it one.
func sheetTitle(lists []*list) string {
	name := lists[0].s.Name
	word := strings.TrimRight(plain(name), "0123456789")
	if len(lists) > 1 || word == "" || word == "sheet" || word == "工作表" || word == "table" {
		return ""
	}
	return name
}

func sheetNames(lists []*list, lang string) string {
	var names []string
	for _, l := range lists {
		if l.s.Name != "" {
			names = append(names, l.s.Name)
		}
	}
	return inLanguage(lang, say.Row(names))
}

// titleOf is the name of a file without what its kind ends in.
func titleOf(file string) string {
	base := filepath.Base(file)
	return cmp.Or(strings.TrimSpace(strings.TrimSuffix(base, filepath.Ext(base))), base)
}

// scale writes the levels, each with a name and a meaning.
func (b *builder) scale() {
	if b.t.ladder {
		b.r.Rating = b.ours(say.Both(starter.Rating()["en"], starter.Rating()["zh"]))
		b.ledger.added(say.Both("instruction for raters", "评分说明"))
		b.ledger.count(Added, say.Both("levels of the scale", "标尺的级别"), len(b.t.levels), "")
	}
	for _, level := range b.t.levels {
		if b.t.ladder {
			level.Name, level.Meaning = b.only(level.Name), b.only(level.Meaning)
		}
		if len(level.Name) == 0 {
			level.Name = b.ours(say.Both("Level %d", "%d 级", level.Level))
			level.Meaning = b.ours(say.Both("Level %d, as each question describes it", "%d 级，见各问题的描述", level.Level))
			b.ledger.added(say.Both("names of levels", "级别的名称"))
		}
		level.Name = b.full(level.Name)
		if len(level.Meaning) == 0 {
			level.Meaning = b.meaning(level)
		}
		b.r.Scales[0].Levels = append(b.r.Scales[0].Levels, level)
	}
}

// meaning is what a level of the list's own means: its name, or where that is no more than the head of a column, what
// the questions say below it.
func (b *builder) meaning(level rubric.Level) rubric.Text {
	describes := slices.ContainsFunc(b.items, func(it *item) bool { return len(it.levels) > 0 })
	if !b.t.bare[level.Level] || !describes {
		return level.Name
	}
	out := rubric.Text{}
	for _, lang := range b.langs {
		out[lang] = inLanguage(lang, say.Both("%s, as each question describes it", "%s，见各问题的描述", level.Name[lang]))
	}
	return out
}

// add adds one question, and its groups where they are new.
func (b *builder) add(it *item) {
	d := b.dimension(it)
	c := rubric.Criterion{Weight: 1, Scale: b.r.Scales[0].ID, Levels: b.levelTexts(it), Profiles: b.profilesOf(it)}
	c.Name = it.name
	if len(c.Name) == 0 {
		c.Name = it.question
	}
	c.Name = b.full(c.Name)
	if len(it.question) > 0 && (len(it.name) > 0 || isAsked(it.question)) {
		c.Question = b.full(it.question)
	}
	if !b.grouped {
		b.alone(it, d, c)
		return
	}
	p := b.practice(it, d)
	if b.criteria[p] == nil {
		b.criteria[p] = &namer{}
	}
	c.ID = b.criteria[p].id(it.id, c.Name[b.langs[0]], "q-")
	if n := it.weight[roleWeight]; b.w.question {
		c.Weight = n.value
	}
	b.dropIntent(it)
	b.join(&b.r.Practices[p], it)
	c.Core = len(b.r.Practices[p].Criteria) == 0
	if c.Core {
		b.ledger.added(say.Both("marks of the core question: the first of each practice", "核心问题的标记（每个事项的第一个）"))
	}
	b.r.Practices[p].Criteria = append(b.r.Practices[p].Criteria, c)
}

// alone makes a question a practice of its own.
func (b *builder) alone(it *item, dimension string, c rubric.Criterion) {
	p := rubric.Practice{ID: b.ids.id(it.id, c.Name[b.langs[0]], "q-"), Dimension: dimension, Name: c.Name}
	if len(it.intent) > 0 {
		p.Intent = b.full(it.intent)
	}
	if b.w.question {
		p.Weight = all(it.weight[roleWeight].value)
	}
	c.ID, c.Core = ratingID, true
	b.join(&p, it)
	p.Criteria = []rubric.Criterion{c}
	b.r.Practices = append(b.r.Practices, p)
}

// ratingID is the id of the only criterion of a practice.
const ratingID = "rating"

func all(v float64) rubric.PerStage { return rubric.PerStage{All: &v} }

// join adds what a question says of its practice: a target, and evidence.
func (b *builder) join(p *rubric.Practice, it *item) {
	if n := it.target; n.given {
		switch {
		case !slices.ContainsFunc(b.t.levels, func(l rubric.Level) bool { return float64(l.Level) == n.value }):
			b.t.problems.Add(it.l.s.Problem(it.row, n.column, "level", say.Both("the target %v is no level; there are: %s", "目标 %v 不是级别；级别有：%s", n.value, b.levelList())))
		case p.Target.All != nil && *p.Target.All != n.value:
			b.t.problems.Add(it.l.s.Problem(it.row, n.column, "level", say.Both("the target of one practice is %v here and %v above", "同一事项的目标，这里是 %v，上面是 %v", n.value, *p.Target.All)))
		default:
			p.Target = all(n.value)
		}
	}
	b.describe(p, it)
	for lang, lines := range it.evidence {
		if p.Evidence == nil {
			p.Evidence = map[string][]string{}
		}
		for _, line := range lines {
			if !slices.Contains(p.Evidence[lang], line) {
				p.Evidence[lang] = append(p.Evidence[lang], line)
			}
		}
	}
}

// describe adds what a question says its practice is for.
func (b *builder) describe(p *rubric.Practice, it *item) {
	if len(it.practiceIntent) == 0 {
		return
	}
	intent := b.full(it.practiceIntent)
	if len(p.Intent) > 0 && !maps.Equal(p.Intent, intent) {
		b.t.problems.Add(it.l.s.Problem(it.row, it.columnOf(rolePracticeIntent), "row", say.Both("the description of one practice is another here than above", "同一事项的说明，这里和上面不一样")))
	}
	p.Intent = intent
}

func (b *builder) levelList() say.Message {
	var out []int
	for _, l := range b.t.levels {
		out = append(out, l.Level)
	}
	return joined(out)
}

// dropIntent counts what a criterion has no place for.
func (b *builder) dropIntent(it *item) {
	for c, col := range it.l.columns {
		if col.role == roleIntent && isFilled(it.l.s, it.row, c) {
			b.ledger.count(Taken, kindOf(roleIntent), -1, "")
			b.ledger.lost(it.l.columnKind(c), where(it.l.s, it.row, c))
		}
	}
}

// dimension is the id of the area of a question.
func (b *builder) dimension(it *item) string {
	name := it.area
	if len(name) == 0 {
		name = rubric.Text{b.langs[0]: b.origin.Title}
	}
	key := groupKey(it.areaID, name)
	i, there := b.areas[key]
	if !there {
		i = len(b.r.Dimensions)
		b.areas[key] = i
		d := rubric.Dimension{Part: b.r.Parts[0].ID, Name: b.full(name)}
		d.ID = b.ids.id(it.areaID, name.In(append([]string{"en"}, b.langs...)...), "d-")
		if b.w.area || it.weight[roleAreaWeight].given {
			d.Weight = all(it.weight[roleAreaWeight].value)
		}
		b.r.Dimensions = append(b.r.Dimensions, d)
	}
	return b.r.Dimensions[i].ID
}

// groupKey tells a group of a list apart: by its id where it has one, else by its name.
func groupKey(id string, name rubric.Text) string {
	if id != "" {
		return "#" + id
	}
	return plain(name.In(keys(name)...))
}

// practice is the place of the practice of a question.
func (b *builder) practice(it *item, dimension string) int {
	name := it.practice
	if len(name) == 0 {
		name = it.area
	}
	key := dimension + "\x00" + groupKey(it.practiceID, name)
	i, there := b.practices[key]
	if !there {
		i = len(b.r.Practices)
		b.practices[key] = i
		p := rubric.Practice{Dimension: dimension, Name: b.full(name)}
		p.ID = b.ids.id(it.practiceID, name.In(append([]string{"en"}, b.langs...)...), "p-")
		if it.weight[rolePracticeWeight].given {
			p.Weight = all(it.weight[rolePracticeWeight].value)
		} else if b.w.question {
			p.ByCriteria = true
		}
		b.r.Practices = append(b.r.Practices, p)
	}
	return i
}

// levelTexts are what the levels of a question say; those that it leaves blank among others lie between them.
func (b *builder) levelTexts(it *item) map[int]rubric.Text {
	if len(it.levels) == 0 {
		return nil
	}
	out := map[int]rubric.Text{}
	for i, level := range b.t.levels {
		if t := it.levels[level.Level]; len(t) > 0 {
			out[level.Level] = b.full(t)
			continue
		}
		b.ledger.added(say.Both("texts of levels that are blank", "空白级别的描述"))
		out[level.Level] = b.ours(b.between(it, i))
	}
	return out
}

// between says where a level lies that has no text of its own.
func (b *builder) between(it *item, i int) say.Message {
	n := b.t.levels[i].Level
	low, high := "", ""
	for k, level := range b.t.levels {
		switch {
		case len(it.levels[level.Level]) == 0:
		case k < i:
			low = strconv.Itoa(level.Level)
		case k > i && high == "":
			high = strconv.Itoa(level.Level)
		}
	}
	switch {
	case low == "":
		return say.Both("level %d: less than level %s asks for", "%d 级：达不到 %s 级的要求", n, high)
	case high == "":
		return say.Both("level %d: more than level %s asks for", "%d 级：超出 %s 级的要求", n, low)
	}
	return say.Both("level %d: between levels %s and %s", "%d 级：介于 %s 级和 %s 级之间", n, low, high)
}

// isAsked reports whether a text is one question in each of its languages.
func isAsked(t rubric.Text) bool {
	for _, text := range t {
		body := strings.TrimRight(strings.TrimSpace(text), "?？")
		if body == strings.TrimSpace(text) || strings.ContainsAny(body, "?？。！\n") {
			return false
		}
	}
	return true
}

// kindOf is what the cells of a column are called.
func kindOf(r role) say.Message {
	switch r {
	case roleArea:
		return say.Both("areas", "维度")
	case rolePractice:
		return say.Both("practices", "事项")
	case roleName:
		return say.Both("names", "名称")
	case roleQuestion:
		return say.Both("questions", "问题")
	case roleID, roleAreaID, rolePracticeID:
		return say.Both("ids", "编号")
	case roleWeight, roleAreaWeight, rolePracticeWeight:
		return say.Both("weights", "权重")
	case roleTarget:
		return say.Both("targets", "目标")
	case roleEvidence:
		return say.Both("evidence", "证据")
	case roleProfiles:
		return kindAsked()
	case roleIntent, rolePracticeIntent:
		return say.Both("intents", "说明")
	}
	return say.Both("level texts", "级别描述")
}
