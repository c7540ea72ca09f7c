package foreign

import (
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
)

// This file makes profiles of a column that names, for each question, those that ask it: "IG1, IG2". What is named is
// its own id, where it can be one.

// profileWords are the names in a cell.
func profileWords(text string) (out []string) {
	for _, word := range strings.FieldsFunc(text, isProfileEnd) {
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

func isProfileEnd(r rune) bool { return strings.ContainsRune(",;，；、\n\r", r) }

// profileID is the id of a profile by its name, which is new where it was not met before.
func (b *builder) profileID(it *item, name string) (id string, ok bool) {
	word := strings.ToLower(name)
	if id, there := b.profiles[word]; there {
		return id, true
	}
	if len(b.r.Profiles) == rubric.MaxProfiles {
		c := it.columnOf(roleProfiles)
		b.t.problems.Add(it.l.s.Problem(it.row, c, "too-many", say.Both("this is one more than the %[1]d profiles that a rubric can have; if the column names none, leave it out: --column none=%[2]s", "这里超过了一份标准最多 %[1]d 个题组的上限；如果这一列不是题组，请不读它：--column none=%[2]s", rubric.MaxProfiles, letter(c))))
		return "", false
	}
	if b.profiles == nil {
		b.profiles = map[string]string{}
		for _, p := range b.r.Parts {
			b.profileNames.reserve(p.ID)
		}
	}
	id = b.profileNames.id(name, name, "ig-")
	b.profiles[word] = id
	b.r.Profiles = append(b.r.Profiles, rubric.Profile{ID: id, Name: b.full(rubric.Text{b.langs[0]: name})})
	return id, true
}

// profilesOf are the ids of the profiles that ask a question.
func (b *builder) profilesOf(it *item) (out []string) {
	for _, name := range it.profiles {
		id, ok := b.profileID(it, name)
		if !ok {
			return nil
		}
		out = unique(append(out, id))
	}
	return out
}
