package lint

import (
	"fmt"
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file judges rubrics that extend another one by other measures where they cannot help it.

// identity asks for the version of what is extended, and for an own id or version: results of two rubrics with the same
// name cannot be told apart.
func (l *linter) identity() {
	if b := l.r.Base; b != nil && b.Pin == "" {
		l.warn("extends", "unpinned", say.Both("it names no version, so that scores change unseen when %[1]s does; write extends: %[1]s@%[2]s",
			"没有写版本：%[1]s 一改，得分会在不知不觉中跟着变；请写 extends: %[1]s@%[2]s", b.Name, b.Version))
	}
	if b := l.r.Base; b != nil && b.ID == l.r.ID && b.Version == l.r.Version {
		l.warn("extends", "identity", say.Both(
			"it is still called %[1]s %[2]s, like what it extends; give it an id or a version of its own, or results cannot be told apart",
			"它仍然叫 %[1]s %[2]s，和被扩展的标准同名；请给它自己的标识或版本，否则结果分不清出自哪一份", b.ID, b.Version))
	}
}

// unscored reports the clauses of an entry that no criterion scores. Where criteria were left out on purpose it is no
// error.
func (l *linter) unscored(e rubric.Entry, scored map[string]bool) {
	var missing []string
	for _, c := range e.Clauses {
		if scored[c.ID] {
			continue
		}
		missing = append(missing, c.ID)
		if l.r.Base == nil {
			l.err("source/"+e.ID+"/"+c.ID, "unscored-clause", say.Both("no criterion scores clause %s", "没有标准为 %s 这一句计分", c.ID))
		}
	}
	if l.r.Base != nil && len(missing) > 0 {
		meant := fmt.Sprintf(`source: [{id: "%s", ignore: true}]`, e.ID)
		if len(missing) < len(e.Clauses) { // others are scored: they stay
			meant = fmt.Sprintf(`source: [{id: "%s", clauses: [{id: "%s", ignore: true}]}]`, e.ID, strings.Join(missing, `", ignore: true}, {id: "`))
		}
		l.warn("source/"+e.ID, "unscored-clause", say.Both(
			"clauses of source entry %[1]s are not scored any more: %[2]s (if that is meant: %[4]s)",
			"来源第 %[1]s 条里这些句子不再计分：%[3]s（如果是有意的：%[4]s）", e.ID, strings.Join(missing, ", "), strings.Join(missing, "、"), meant))
	}
}
