package foreign

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fathom/rubric/width"
)

// role is what a column of a list stands for.
type role string

// The roles, by the words of the flag --column.
const (
	roleNone           role = "none"
	roleArea           role = "area"
	rolePractice       role = "practice"
	roleName           role = "name"
	roleQuestion       role = "question"
	roleID             role = "id"
	roleWeight         role = "weight"
	roleAreaWeight     role = "area-weight"
	rolePracticeWeight role = "practice-weight"
	roleTarget         role = "target"
	roleEvidence       role = "evidence"
	roleIntent         role = "intent"
	roleProfiles       role = "profiles" // the names of those that ask the question
	roleAreaID         role = "area-id"
	rolePracticeID     role = "practice-id"
	rolePracticeIntent role = "practice-intent"
	roleLevels         role = "levels" // the texts of all levels in one cell
	roleLevel          role = "level"  // the text of one level
)

// Roles are the words for what a column of a list can stand for, but for the single levels.
func Roles() []string {
	var out []string
	for _, r := range []role{roleArea, rolePractice, roleName, roleQuestion, roleID, roleWeight, roleAreaWeight,
		rolePracticeWeight, roleTarget, roleEvidence, roleIntent, roleProfiles, roleAreaID, rolePracticeID,
		rolePracticeIntent, roleLevels, roleNone} {
		out = append(out, string(r))
	}
	return out
}

// roleWords are the heads by which people call such columns, made plain.
func roleWords() map[role]string {
	return map[role]string{
		roleArea: " 维度 领域 模块 类别 分类 板块 方面 域 能力域 一级指标 一级维度 评估维度 评估领域 大类 章节 " +
			" area dimension domain category section pillar function theme topic group module chapter ",
		rolePractice: " 二级指标 二级维度 子维度 子领域 子类 子模块 小类 要素 关键要素 能力项 实践 事项 子项 " +
			" practice subcategory sub-category subarea sub-area subdomain sub-domain subdimension sub-dimension " +
			" capability element process subsection sub-section ",
		roleName: " 三级指标 指标 指标名称 标准 名称 项目 要求 控制项 评估指标 评价指标 " +
			" name criterion criteria indicator control requirement title ",
		roleQuestion: " 问题 题目 提问 问项 题干 评估问题 评估内容 评价内容 检查内容 检查项 检查点 评估项 评估要点 评估点 考核内容 " +
			" question questions item items statement check checkpoint questiontext assessmentquestion ",
		roleID:             " 编号 编码 题号 序号 代码 标识 id no no. nr nr. number # code ref ref. reference questionid key ",
		roleWeight:         " 权重 比重 占比 权数 分值 weight weights weighting wt ",
		roleAreaWeight:     " 维度权重 领域权重 模块权重 类别权重 一级权重 一级指标权重 areaweight dimensionweight domainweight ",
		roleAreaID:         " 维度编号 领域编号 areaid dimensionid domainid ",
		rolePracticeID:     " 事项编号 要素编号 practiceid ",
		rolePracticeIntent: " 事项说明 要素说明 practicedescription practiceintent ",
		rolePracticeWeight: " 事项权重 要素权重 二级权重 二级指标权重 practiceweight subcategoryweight ",
		roleTarget:         " 目标 目标级别 目标分 目标分值 目标等级 target targetlevel ",
		roleEvidence: " 证据 佐证 佐证材料 证明材料 检查材料 查看材料 所需材料 依据 " +
			" evidence evidences artifacts artefacts proof documents ",
		roleIntent:   " 说明 目的 描述 释义 指标说明 intent description purpose rationale objective guidance ",
		roleProfiles: " 题组 实施组 profile profiles implementationgroup implementationgroups ",
		roleLevels: " 评分标准 评分细则 评分说明 打分标准 评分规则 等级描述 级别描述 评价标准 " +
			" levels leveldescriptions scoring scoringguide scoringcriteria rubric anchors ",
	}
}

// rolesByWord are the roles by the words for them.
func rolesByWord() map[string]role {
	out := map[string]role{}
	for r, words := range roleWords() {
		for _, word := range strings.Fields(words) {
			out[word] = r
		}
	}
	return out
}

// column is what a column of a list stands for.
type column struct {
	head  string
	role  role
	lang  string // of its texts, "" where the head does not say
	level int
	name  string // of the level
}

// columnOf finds what a head stands for; the zero role where it says nothing that is known.
func columnOf(head string, roles map[string]role) column {
	word, lang := cutLanguage(head, roles)
	inPercent := strings.NewReplacer("(%)", "", "%", "") // 权重（%）
	c := column{head: head, role: roles[inPercent.Replace(plain(word))], lang: lang}
	if c.role != "" || len(head) > maxHead {
		return c
	}
	if level, name, ok := levelOf(word); ok && level <= maxListLevel {
		c.role, c.level, c.name = roleLevel, level, name
	} else if level, name, ok := levelOf(head); ok && level <= maxListLevel { // "3 (en)" is no level called en
		c.role, c.level, c.name, c.lang = roleLevel, level, name, ""
	}
	return c
}

// maxHead is how many bytes the head of a column has at most; what is longer is prose.
const maxHead = 200

var languageMark = regexp.MustCompile(`(?i)^(.*?)[\s_\-.·/]*[(\[（]?\s*(zh|cn|zh-cn|chinese|中文|中|en|english|英文|英|fr|french|de|german|es|it|ja|ko|nl|pl|pt)\s*[)\]）]?$`)

// otherMark is the code of any language, behind a head of texts that is known: "Question (sv)".
var otherMark = regexp.MustCompile(`^(.*?)\s*\(([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)\)$`)

// cutLanguage takes the language off the end of a head: "Question (en)", "问题_中文".
func cutLanguage(head string, roles map[string]role) (word, lang string) {
	narrow := strings.TrimSpace(width.Narrow(head))
	if m := otherMark.FindStringSubmatch(narrow); m != nil && isText(roles[plain(m[1])]) {
		return m[1], m[2]
	}
	m := languageMark.FindStringSubmatch(narrow)
	if m == nil || m[1] == "" || len(m[1])+len(m[2]) == len(narrow) && isLatin(m[2]) {
		return head, "" // "golden" is no German, and no "gold" in English
	}
	m[1] = wideOf(strings.TrimSpace(head), narrow, 0, len(m[1]))
	switch strings.ToLower(m[2]) {
	case "cn", "zh-cn", "chinese", "中文", "中":
		return m[1], "zh"
	case "english", "英文", "英":
		return m[1], "en"
	case "french":
		return m[1], "fr"
	case "german":
		return m[1], "de"
	}
	return m[1], strings.ToLower(m[2])
}

// wideOf is the piece of a text that a piece of its half-width form stands for.
func wideOf(text, narrow string, from, to int) string {
	signs := []rune(text)
	if len(signs) != len([]rune(narrow)) { // of letters and accents were made one
		return narrow[from:to]
	}
	first := len([]rune(narrow[:from]))
	return string(signs[first : first+len([]rune(narrow[from:to]))])
}

func isLatin(s string) bool { return s != "" && s[0] < 0x80 }

// levelHead matches a head that is a level: 3, 3分, Level 3, 三级, L3: Practised, 3分（部分落实）.
var levelHead = regexp.MustCompile(`(?i)^(` + `第|level|lvl|lv|l|grade|stage|score|points?|rating|等级|级别|分值|得分|水平|阶段` +
	`)?[\s.:_\-]*(?:([0-9]{1,2})|([` + numerals + `]))\s*(` + `分|级|星|档|阶段|points?|pts?|stars?` + `)?` +
	`(?:\s*([:\-–—.、,=(\[\s])\s*(.*?)\s*|(\p{Han}.*))?$`)

const numerals = "零一二三四五六七八九十"

// levelOf reads a head as that of a level: its number, and its name where one stands behind it.
func levelOf(head string) (level int, name string, ok bool) {
	head = strings.TrimSpace(head)
	narrow := width.Narrow(head)
	at := levelHead.FindStringSubmatchIndex(narrow)
	if at == nil {
		return 0, "", false
	}
	m := levelHead.FindStringSubmatch(narrow)
	if m[6] != "" { // in the signs of the head, whatever their width
		name = wideOf(head, narrow, at[12], at[13])
	} else if m[7] != "" {
		name = wideOf(head, narrow, at[14], at[15])
	}
	if m[5] == "(" || m[5] == "[" {
		name = strings.TrimSpace(strings.TrimRight(name, ")]）］"))
	}
	switch {
	case m[7] != "" && (m[2] == "" || m[4] == ""):
		return 0, "", false
	case m[2] != "":
		level, _ = strconv.Atoi(m[2])
		return level, name, true
	case m[1] == "" && m[4] == "":
		return 0, "", false // 一 alone begins all kinds of things
	}
	return slices.Index([]rune(numerals), []rune(m[3])[0]), name, true
}

// maxListLevel is the highest level that the head of a column can name.
const maxListLevel = 10
