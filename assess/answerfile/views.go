package answerfile

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/problem"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// This file keeps the key `comments`: what whoever hands over the report says of it. What people write behind a # is in
// comments.go.

// comments reads the text for the whole, and those for what there is of the rubric.
func (rd *reader) comments(n *node) {
	fields := rd.Fields(n)
	if n.Kind() == strictyaml.Mapping && len(fields) == 0 {
		rd.Fault(n, "empty", say.Both("comments is empty; write one or leave it out", "comments 是空的；请写上内容，或去掉这一项"))
	}
	ids, given := assess.CommentIDs(rd.r), map[string]bool{}
	for _, f := range fields {
		given[f.Name()] = true
	}
	rd.a.Comments = map[string]string{}
	var aside []string
	for _, f := range fields {
		id := rd.commented(f.Name(), ids, given)
		switch text := rd.comment(f.Value); {
		case id != "":
			rd.a.Comments[id], given[id] = text, true
		case rd.older != nil && rd.older.From != "":
			aside = append(aside, f.Name()+": "+text)
			rd.older.Comments = append(rd.older.Comments, f.Name())
		default:
			rd.Fault(f.Key, "unknown-id", rd.Problems.Hint(say.Both("the rubric has no part, dimension or practice %s; what is said of the whole stands at %s",
				"评估标准里没有 %s 这个部分、维度或事项；对整体的看法写在 %s 下", problem.Short(f.Name()), assess.SummaryComment), f.Name(), ids))
		}
	}
	rd.behindSummary(n, aside)
}

// commented is what an id stands for in the rubric in use: itself, or what a practice of an older version is called
// now; "" for nothing.
func (rd *reader) commented(id string, ids []string, given map[string]bool) string {
	if slices.Contains(ids, id) {
		return id
	}
	for i := range rd.r.Practices {
		if p := &rd.r.Practices[i]; rd.older != nil && slices.Contains(p.Was, id) && !given[p.ID] {
			return p.ID
		}
	}
	return ""
}

// comment reads one text; what is blank at its end is none of it.
func (rd *reader) comment(n *node) string {
	var s string
	rd.text(&s)(n)
	return strings.TrimRightFunc(s, unicode.IsSpace)
}

// behindSummary keeps what was said of what the rubric no longer has, each a paragraph behind its id, with what is said
// of the whole.
func (rd *reader) behindSummary(n *node, aside []string) {
	if len(aside) == 0 {
		return
	}
	if whole := rd.a.Comments[assess.SummaryComment]; whole != "" {
		aside = slices.Insert(aside, 0, whole)
	}
	text := strings.Join(aside, "\n\n")
	if length := utf8.RuneCountInString(text); length > assess.MaxText {
		rd.Fault(n, "too-long", say.Both("%s would be too long with the comments on what the rubric no longer has: its length would be %d, and the limit is %d",
			"%s 加上对评估标准里已没有的那几项的看法，会太长：将有 %d 个字符，上限是 %d 个", assess.SummaryComment, length, assess.MaxText))
	}
	rd.a.Comments[assess.SummaryComment] = text
}

// writeComments writes what is said of the whole, then the rest in rubric order. A text of several lines stands as it
// would be written by hand.
func writeComments(out io.Writer, comments map[string]string, r *rubric.Rubric) {
	if comments == nil {
		return
	}
	fmt.Fprintln(out, "comments:")
	for _, id := range assess.CommentIDs(r) {
		switch text, ok := comments[id]; {
		case !ok:
		case isLiteral(text):
			fmt.Fprintf(out, "  %s: |-\n", strictyaml.Quote(id))
			for _, line := range strings.Split(text, "\n") {
				fmt.Fprintln(out, strings.TrimRight("    "+line, " "))
			}
		default:
			fmt.Fprintf(out, "  %s: %s\n", strictyaml.Quote(id), strictyaml.Quote(text))
		}
	}
}

// isLiteral reports whether lines of text can stand in a file as they are, and be read as the same.
func isLiteral(s string) bool {
	lines := strings.Split(s, "\n")
	if len(lines) < 2 || lines[0] == "" || lines[0][0] == ' ' {
		return false
	}
	return !slices.ContainsFunc(lines, func(line string) bool {
		return strings.HasSuffix(line, " ") || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) })
	})
}
