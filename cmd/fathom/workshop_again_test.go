package main

import "testing"

// TestWorkshopAgain: the command that a workshop names at its end can be pasted, also where the rubric is one's own.
func TestWorkshopAgain(t *testing.T) {
	h := &holding{app: &app{}, path: "my team.yaml"}
	for rubric, want := range map[string]string{"": "'my team.yaml'", "own.yaml": "'my team.yaml' --rubric own.yaml"} {
		if h.rubric = rubric; h.again() != want {
			t.Errorf("%q", h.again())
		}
	}
}
