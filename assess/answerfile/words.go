package answerfile

import (
	"slices"
	"strconv"
	"strings"

	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// spot is where a level may stand, which decides how another answer is written there.
type spot int

const (
	bare   spot = iota // alone, behind the criterion
	keyed              // behind the key level
	inVote             // a rater's
)

// Words that people and programs write where a level stands.
func wordsOfUnknown() []string {
	return []string{"unknown", "don't know", "dont know", "do not know", "dk", "?", "不知道", "不清楚"}
}

func wordsOfNA() []string { return []string{"na", "n/a", "n.a.", "not applicable", "不适用"} }

// instead says, as the end of a sentence, what to write for the answer that somebody meant by what is no level; nothing
// where nobody can tell.
func instead(n *node, at spot, scale *rubric.Scale) say.Message {
	text, _ := n.Text()
	word := strings.ToLower(strings.TrimSpace(text))
	switch v, err := strconv.Atoi(word); {
	case n.Kind() == strictyaml.Null, n.Kind() == strictyaml.Scalar && word == "":
		return say.Both("; leave out what nobody answered", "；没有人回答的题，整条不写即可")
	case n.Kind() != strictyaml.Scalar:
		return say.Message{}
	case slices.Contains(wordsOfUnknown(), word):
		how := at.write(n, "unknown", true)
		return say.Both(`; for "don't know", write %[1]s instead`, "；“不知道”请改写成 %[1]s", how)
	case slices.Contains(wordsOfNA(), word):
		en, zh := at.write(n, "na", "the reason"), at.write(n, "na", "理由")
		return say.Both("; for what does not apply, write %[1]s instead", "；“不适用”请改写成 %[2]s", en, zh)
	case err == nil && isLevel(scale, v):
		return say.Both("; write %d without quotes", "；%d 不要加引号", v)
	}
	for i := range scale.Levels {
		for _, name := range scale.Levels[i].Name {
			if strings.EqualFold(name, strings.TrimSpace(text)) {
				return say.Both("; that is level %d", "；它是 %d 级", scale.Levels[i].Level)
			}
		}
	}
	return say.Message{}
}

func isLevel(scale *rubric.Scale, v int) bool {
	_, on := scale.Value(v)
	return on
}

// write is how an answer that is no level stands at the spot of one.
func (at spot) write(n *node, key string, value any) string {
	entry := n.Entry(key, value)
	switch {
	case at == inVote && n.InJSON():
		return strconv.Quote(key)
	case at == inVote:
		return key
	case at == bare:
		return "{" + entry + "}"
	}
	return entry
}
