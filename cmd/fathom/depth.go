package main

import (
	"slices"

	"github.com/spf13/cobra"

	"fathom/rubric"
	"fathom/rubric/say"
)

// depthFlag adds the flag that says how much is asked.
func (a *app) depthFlag(cmd *cobra.Command, to *string, usage say.Message) {
	cmd.Flags().StringVar(to, "depth", "", usage.In(a.lang))
}

// depthWords says what can be asked.
func depthWords() say.Message {
	return say.Both("quick, full, or the `ID` of a profile or part", "quick、full、题组或部分的 `ID`")
}

// checkDepth refuses a depth that the rubric does not have.
func checkDepth(depth string, r *rubric.Rubric) error {
	depths := r.Depths()
	if depth == "" || slices.Contains(depths, depth) {
		return nil
	}
	return usageOf(say.Both("unknown depth %s", "没有 %s 这种深度", depth), depth, depths)
}
