package gate

import (
	"slices"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/say"
	"fathom/rubric/strictyaml"
)

// BandRules makes the rules that a node's score, or that of every node of a kind, is in a band of the rubric or in a
// higher one: it has to reach the beginning of the band. It refuses a band that one of the nodes does not have.
func BandRules(m *assess.Model, at, band string) ([]Rule, *Refusal) {
	ids, ok := nodesOf(m.Rubric, at)
	if !ok {
		return nil, noNode(m.Rubric, at)
	}
	var out []Rule
	for _, id := range ids {
		bands := m.BandsOf(id)
		k := slices.IndexFunc(bands, func(b rubric.Band) bool { return b.ID == band })
		switch {
		case len(bands) == 0:
			return nil, &Refusal{Message: say.Both("the scores of %s have no bands; ask for a score",
				"%s 的得分没有分段；请改用得分要求", id)}
		case k < 0:
			return nil, &Refusal{say.Both("%[2]s has no band %[1]s", "%[2]s 没有 %[1]s 这一段", band, id), band,
				bandIDs(bands)}
		}
		out = append(out, Rule{Kind: MinScore, At: id, Limit: bands[k].From, Each: slices.Contains(every(), at),
			Band: band})
	}
	return out, nil
}

func bandIDs(bands []rubric.Band) (ids []string) {
	for _, b := range bands {
		ids = append(ids, b.ID)
	}
	return ids
}

// minBand reads the bands that nodes must be in.
func (rd *reader) minBand(n *strictyaml.Node) {
	for _, node := range rd.Fields(n) {
		band, ok := rd.Word(node.Value)
		if !ok {
			continue
		}
		rules, refused := BandRules(rd.m, node.Name(), band)
		switch {
		case refused == nil:
			rd.rules = append(rd.rules, rules...)
		case refused.Got == node.Name():
			rd.Fault(node.Key, "unknown-id", rd.Problems.Hint(refused.Message, refused.Got, refused.Words))
		case refused.Words != nil:
			rd.Fault(node.Value, "unknown-id", rd.Problems.Hint(refused.Message, refused.Got, refused.Words))
		default:
			rd.Fault(node.Value, "limit", refused.Message)
		}
	}
}
