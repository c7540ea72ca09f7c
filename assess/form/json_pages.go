package form

import (
	"slices"
	"strings"
	"unicode"

	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file finds the records in what the interfaces of survey tools hand out: a list, and beside it what tells that
// more of them are on other pages.

// wrappers are the keys under which the interfaces of survey tools hand out records.
func wrappers() []string {
	return []string{"results", "value", "data", "responses", "records", "items", "submissions", "content"}
}

// wrapped finds the records in an object: the items of the one list of objects under a wrapper's key, or else the
// object itself; and the keys beside that list. Records that are elsewhere are a problem.
func wrapped(root *strictyaml.Node) (records []*strictyaml.Node, beside []string, problems problem.List) {
	list := strictyaml.Field{}
	for _, f := range root.Fields() {
		items := f.Value.Items()
		switch {
		case !slices.Contains(wrappers(), f.Name()) || f.Value.Kind() != strictyaml.List:
		case len(items) > 0 && items[0].Kind() != strictyaml.Mapping:
		case list.Value == nil || len(records) == 0:
			list, records = f, items
		case len(items) > 0:
			problems.Add(f.Key.Problem("columns", say.Both("two lists could be the answers: %s and %s; leave one of them in the file", "有两个列表都可能是答卷：%s 和 %s；请在文件里只留一个", list.Name(), f.Name())))
		}
	}
	if list.Value == nil {
		return []*strictyaml.Node{root}, nil, nil
	}
	p := paging{here: len(records)}
	for _, f := range root.Fields() {
		if f.Name() != list.Name() && !p.look("", f) && !isWrapper(f) {
			beside = append(beside, f.Name())
		}
	}
	problems.Join(p.problems)
	return records, beside, problems
}

// isWrapper reports whether a field is another list that could be the records: it is empty, or told.
func isWrapper(f strictyaml.Field) bool {
	return slices.Contains(wrappers(), f.Name()) && f.Value.Kind() == strictyaml.List
}

var (
	// by letters alone
	nextPage  = pattern.Of(`^(odata)?next(link|page|pagetoken|pageurl|token|cursor|url|href|offset|start|recordsurl)?$`)
	isMore    = pattern.Of(`^(has|is)?more(pages|results|items)?$|^hasnext(page)?$`)
	countsAll = pattern.Of(`^(odata)?count$|^total(count|items|elements|results|records|size)?$|^recordstotal$`)
	ofPages   = pattern.Of(`^_?links?$|^meta(data)?$|^resultset$|^(page|paging|pagination|pager)(info)?$|^cursors?$`)
	aboutPage = pattern.Of(`^(prev|previous|first|last|self|page|perpage|pagesize|pagecount|pages|limit|offset|odatacontext)(link|page|url)?$`)
)

// paging looks for pages besides the one at hand.
type paging struct {
	here     int // records
	problems problem.List
}

// look looks at a field beside the records, and in what is of pages. It reports whether the field is about pages.
func (p *paging) look(before string, f strictyaml.Field) bool {
	name, path := letters(f.Name()), before+f.Name()
	value, _ := f.Value.Text()
	truth, isTruth := f.Value.Bool()
	all, isWhole := f.Value.Int()
	switch {
	case f.Value.Kind() == strictyaml.Mapping && ofPages().MatchString(name):
		for _, inside := range f.Value.Fields() {
			p.look(path+"/", inside)
		}
	case nextPage().MatchString(name):
		if isTruth && truth || !isTruth && saysSomething(f.Value, value) {
			p.more(f, path)
		}
	case isMore().MatchString(name):
		if isTruth && truth {
			p.more(f, path)
		}
	case countsAll().MatchString(name) && isWhole:
		if all > p.here {
			p.more(f, say.Both("%s: %d, here %d", "%s：%d，这里有 %d", path, all, p.here))
		}
	default:
		return aboutPage().MatchString(name)
	}
	return true
}

func saysSomething(n *strictyaml.Node, text string) bool {
	return n.Kind() == strictyaml.Scalar && text != "" || len(n.Fields()) > 0
}

// more tells of other pages, once.
func (p *paging) more(f strictyaml.Field, what any) {
	if p.problems != nil {
		return
	}
	p.problems.Add(f.Key.Problem("pages", say.Both("more answers are on other pages (%s); fetch all of them, and put the records of all pages in one list", "其他分页里还有答卷（%s）；请取回全部分页，把所有记录放进同一个列表", what)))
}

// letters are those of a key, in lower case.
func letters(key string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, key)
}
