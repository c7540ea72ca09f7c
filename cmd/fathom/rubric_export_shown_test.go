package main

import "testing"

// TestFoundIn: a short text that a form does not show is in many words that it shows, and is not found there.
func TestFoundIn(t *testing.T) {
	found := foundIn([]string{"Goals \\& plans", "ops_1__kept", "第 3 级：目标与策略（核心）", "12", "✓"})
	for text, want := range map[string]bool{
		"Goals & plans": true, "Goals": true, "plans": true, "plan": false, "al": false, "ops-1": true, "kept": true,
		"ops": true, "op": false, "目标与策略": true, "目标": false, "核心": true, "3": true, "12": true, "1": true, "2": false,
		"✓": true, "✗": false,
	} {
		if got := found(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
