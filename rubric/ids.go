package rubric

import (
	"hash/crc32"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"fathom/rubric/say"
)

// PartIDs are the ids of the parts, in rubric order. The others below are alike.
func (r *Rubric) PartIDs() []string { return idsOf(r.Parts, func(p Part) string { return p.ID }) }

func (r *Rubric) DimensionIDs() []string {
	return idsOf(r.Dimensions, func(d Dimension) string { return d.ID })
}

func (r *Rubric) PracticeIDs() []string {
	return idsOf(r.Practices, func(p Practice) string { return p.ID })
}

// CriterionIDs are the full ids of the criteria.
func (r *Rubric) CriterionIDs() []string {
	var out []string
	for _, p := range r.Practices {
		for _, c := range p.Criteria {
			out = append(out, FullID(p.ID, c.ID))
		}
	}
	return out
}

func (r *Rubric) StageIDs() []string { return idsOf(r.Stages, func(s Stage) string { return s.ID }) }

// StageKeys are what [PerStage.At] can be asked for: the ids of the stages, or "" alone for a rubric without stages.
func (r *Rubric) StageKeys() []string {
	if len(r.Stages) == 0 {
		return []string{""}
	}
	return r.StageIDs()
}

func (r *Rubric) SectorIDs() []string { return idsOf(r.Sectors, func(s Sector) string { return s.ID }) }

func (r *Rubric) ScaleIDs() []string { return idsOf(r.Scales, func(s Scale) string { return s.ID }) }

func (r *Rubric) OwnerIDs() []string { return idsOf(r.Owners, func(o Owner) string { return o.ID }) }

// LevelList is the scale's levels as messages name them: "1, 2, 3", in Chinese "1、2、3".
func (s *Scale) LevelList() say.Message {
	return say.Row(idsOf(s.Levels, func(l Level) string { return strconv.Itoa(l.Level) }))
}

// LevelHead is what all scales that have a level make of it, and "" where they differ: the head of a column for all of
// them.
func (r *Rubric) LevelHead(level int, head func(Level) string) string {
	common := ""
	for _, s := range r.Scales {
		for _, l := range s.Levels {
			switch h := head(l); {
			case l.Level != level:
			case common != "" && common != h:
				return ""
			default:
				common = h
			}
		}
	}
	return common
}

func idsOf[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = id(item)
	}
	return out
}

// maxID is how long an identifier may be.
const maxID = 64

// ValidID reports whether s can be an identifier: a letter or underscore, then letters, digits, underscores, dots and
// dashes, 64 characters at most.
func ValidID[T ~string | ~[]byte](s T) bool { return ValidClauseID(s) && (s[0] < '0' || s[0] > '9') }

// Slug is a name in its letters and digits, in lower case, with a dash for whatever stands between them.
func Slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// Seen is a text as people see it: without characters that have no shape, and with an accent on its letter, also where
// a Mac writes it behind.
func Seen(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
			return -1
		}
		return r
	}, s))
}

// IDFrom makes an id of a name: of its letters and digits where they can be one, else of the prefix and letters that
// belong to the name. The same name, as people see it, has the same id everywhere.
func IDFrom(name, prefix string) string {
	name = strings.Join(strings.Fields(Seen(name)), " ")
	if id := Slug(name); ValidID(id) {
		return id
	}
	letters := []byte(prefix)
	for sum := crc32.ChecksumIEEE([]byte(name)); sum > 0; sum /= 26 {
		letters = append(letters, byte('a'+sum%26))
	}
	return string(letters)
}

// What begins the ids that are made of names without Latin letters.
const (
	SubjectPrefix = "s-"
	RaterPrefix   = "r-"
	MemberPrefix  = "m-"
)

// IDRule says what [ValidID] wants.
func IDRule() say.Message {
	return say.Both("an id is a letter or _ and up to 63 letters, digits, _ . or -", "标识须以字母或 _ 开头，后接最多 63 个字母、数字、_、. 或 -")
}

// ValidClauseID is ValidID for ids that may begin with a digit, as numbered sources have them.
func ValidClauseID[T ~string | ~[]byte](s T) bool {
	if len(s) == 0 || len(s) > maxID || s[0] == '.' || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-') {
			return false
		}
	}
	return true
}
