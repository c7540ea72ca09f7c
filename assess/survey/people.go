package survey

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
	"unicode"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/say"
	"fathom/rubric/width"
)

// Which of a person's rows counts.
const last, first, refused = "last", "first", "error"

var (
	wholeAsDecimal = pattern.Of(`^[0-9]+\.0+$`)
	idSigns        = pattern.Of(`^[A-Za-z0-9_.-]+$`)
)

// personID makes an id of what names a person: the same text, apart from width and blanks, has the same id in every
// file, and another text another one. Case does not count, but for names as our own forms read them.
//
//   - What can be an id is one: anna.
//   - Without a prefix, a name is what it is in our own forms: Anna Berg is anna-berg, 王芳 is r-ekbnhx.
//   - Letters and digits stand behind the prefix: 8 is r-8, with the prefix p it is p8.
//   - Of anything else, as an e-mail address or a phone number, only a digest stands there: ids are names of files,
//     too.
func personID(text, prefix string) string {
	text = canonical(text)
	switch {
	case prefix == "" && rubric.ValidID(text):
		return text
	case prefix == "" && isName(text):
		return rubric.IDFrom(text, rubric.RaterPrefix)
	case prefix == "":
		prefix = rubric.RaterPrefix
	}
	if id := prefix + text; idSigns().MatchString(text) && !isPhone(text) && rubric.ValidID(id) {
		return id
	}
	return digestID(text, prefix)
}

// digestID is an id that tells nothing of the text.
func digestID(text, prefix string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(canonical(text))))
	return prefix + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:12])
}

// phone is a number that looks like nothing else: of a Chinese mobile, or long and in groups. Other digits are one only
// where the head says so.
var phone = pattern.Of(`^(?:\+|00)?(?:86)?-?1[3-9]\d-?\d{4}-?\d{4}$|^(?:\(?\+?\d{1,4}\)?[-. ])+(?:\d{2,4}[-. ])+\d{4}$`)

func isPhone(text string) bool {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
	return phone().MatchString(text) && len(digits) >= 10
}

// isContact reports whether a text is a way to reach somebody: an address or a number.
func isContact(text string) bool { return strings.Contains(text, "@") || isPhone(text) }

// idOf makes the id of a cell. Digits under a head like "mobile" or "IP" are not shown.
func (rd *fileReader) idOf(text string, column int) string {
	prefix := rd.mapping.Respondent.Prefix
	if column >= 0 && !isText(text) && rd.isPersonal(rd.t.heads[column]) {
		return digestID(text, cmp.Or(prefix, rubric.RaterPrefix))
	}
	return personID(text, prefix)
}

// isPersonal reports whether a head is that of a personal column: found once for it, and not in every row.
func (rd *fileReader) isPersonal(head string) bool {
	is, known := rd.personal[head]
	if !known {
		is = isPersonal(head)
		keep(rd.personal, head, is)
	}
	return is
}

// canonical is a text as it is compared, without what nobody sees. 8.0, as statistics programs write the number 8, is
// 8.
func canonical(text string) string {
	text = strings.Join(strings.Fields(width.Narrow(rubric.Seen(text))), " ")
	if wholeAsDecimal().MatchString(text) {
		text, _, _ = strings.Cut(text, ".")
	}
	return text
}

// isName tells a person's name from an address or a number.
func isName(text string) bool {
	return strings.IndexFunc(text, unicode.IsLetter) == 0 && strings.IndexFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .'’·-", r)
	}) < 0
}

// person finds who a row is. Without anything that says so it is its number among the rows: the same when more rows
// come.
func (rd *fileReader) person(row, number int) assess.Rater {
	r, mp := assess.Rater{Role: rd.fact(row, "role")}, rd.mapping.Respondent
	column := rd.c.person
	if column < 0 {
		column = rd.c.fact("rater")
	}
	id, name := rd.text(row, column), rd.fact(row, "rater_name")
	if rd.c.name >= 0 {
		name = rd.text(row, rd.c.name)
	}
	switch {
	case mp.Number || rd.isNumbered():
		return rd.numbered(r, name, number)
	case id == "" && name == "" && rd.set.Rater != "":
		id, rd.out.RaterUsed = rd.set.Rater, true
	}
	switch {
	case id == "" && name == "" && column >= 0:
		rd.fault(row, column, "missing", say.Both("nothing says who answered; fill it in, or in the mapping: respondent: number", "没有写是谁答的；请补上，或在映射里写 respondent: number"))
	case id == "" && name == "":
		return r // a subject by itself
	case id == "":
		r.ID = personID(name, mp.Prefix)
	default:
		r.ID = rd.idOf(id, column)
		isTold := strings.HasSuffix(r.ID, canonical(id)) || !isText(id)
		if name == "" && mp.Column == "" && !isTold && !isContact(id) {
			name = id
		}
	}
	r.Name = name
	rd.keepKey(row, max(column, 0), r.ID, cmp.Or(id, name))
	return r
}

// isText tells what a person is called by from a mere number.
func isText(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// isNumbered reports whether rows are people by themselves: nothing says who they are, and all are about one subject.
func (rd *fileReader) isNumbered() bool {
	for _, key := range []string{"rater", "rater_name", "subject", "name"} {
		if rd.c.fact(key) >= 0 {
			return false
		}
	}
	return rd.c.person < 0 && rd.c.name < 0 && rd.set.Rater == "" && rd.set.RaterName == ""
}

func (rd *fileReader) numbered(r assess.Rater, name string, number int) assess.Rater {
	prefix := rd.mapping.Respondent.Prefix
	if prefix == "" {
		prefix = "r"
	}
	r.ID, r.Name = fmt.Sprintf("%s%d", prefix, number), name
	rd.out.Numbered = true
	return r
}

// keepKey refuses two texts with one id: whoever they are, they are not told apart.
func (rd *fileReader) keepKey(row, column int, id, text string) {
	if before, same := rd.add(rd.people, row, id, text); !same {
		rd.fault(row, column, "id", say.Both("%s would have the same id, %s, as the one in %s; in the mapping, name a column that tells them apart: respondent: {column: …}", "%s 的标识会是 %s，与 %s 的人相同；请在映射里换一列来区分：respondent: {column: …}", short(text), id, before))
	}
}

// madeOf are texts that ids were made of, by a digest of the id in lower case.
type madeOf map[[8]byte]idText

// idText tells which text an id was made of, and where that first stood: digests, as there may be many.
type idText struct {
	text [4]byte
	spot
}

// add keeps what an id is made of. It is false, with the place before, where that is another text, apart from case,
// width and blanks.
func (rd *fileReader) add(made madeOf, row int, id, text string) (before string, same bool) {
	if id == "" {
		return "", true
	}
	key, sum := digest(strings.ToLower(id)), digest(strings.ToLower(canonical(text)))
	of, now := [8]byte(key), idText{[4]byte(sum), rd.spotOf(row)}
	first, known := made[of]
	switch {
	case !known:
		made[of] = now
	case first.text != now.text:
		return rd.placeOf(first.spot), false
	}
	return "", true
}
