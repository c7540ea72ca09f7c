package versions

import (
	"strings"

	"fathom/rubric"
)

// ofStages adds the reasons that only staged practices know: a criterion stands on another rung, or the scale of the
// rungs has other levels or values.
func (c *Changes) ofStages(holds map[Reason]bool) {
	rule := &c.New.Scoring.Practice
	if rule.Aggregate != rubric.Staged {
		return
	}
	for i := range c.Criteria {
		for _, f := range c.Criteria[i].Fields {
			holds[ByStructure] = holds[ByStructure] || f.Path == "rung"
		}
	}
	for _, n := range c.Nodes {
		for _, f := range n.Fields {
			isOwn := n.Kind == "scale" && n.ID == rule.Scale
			holds[ByScales] = holds[ByScales] || isOwn && strings.HasSuffix(f.Path, "/value")
		}
	}
}
