package foreign

import (
	"slices"

	"fathom/rubric/say"
)

// This file says what the parts of a rubric are called that few exports can hold.

func kindProfiles() say.Message { return say.Both("profiles", "题组") }

// kindAsked is what a criterion says of the profiles that it belongs to.
func kindAsked() say.Message { return say.Both("what belongs to profiles", "题组里的标准") }

func kindItems() say.Message { return say.Both("checklists", "勾选清单") }

func kindBands() say.Message { return say.Both("bands", "分段") }

// kindRare is what values are called of which any node can have some, or criteria of some kinds; false of all others.
func kindRare(keys []string) (say.Message, bool) {
	of := func(key string) bool { return slices.Contains(keys[min(1, len(keys)):], key) }
	switch {
	case keys[0] == "profiles" && of("includes"):
		return kindAsked(), true
	case keys[0] == "profiles":
		return kindProfiles(), true
	case keys[0] != "practices" && of("bands"), keys[0] == "practices" && keys[min(1, len(keys)-1)] == "bands":
		return kindBands(), true
	case keys[0] != "practices" || len(keys) < 3 || keys[1] != "criteria":
		return say.Message{}, false
	case keys[2] == "profiles":
		return kindAsked(), true
	case keys[2] == "items":
		return kindItems(), true
	case keys[2] == "ticked":
		return say.Both("rules of checklists", "勾选清单的规则"), true
	}
	return say.Message{}, false
}
