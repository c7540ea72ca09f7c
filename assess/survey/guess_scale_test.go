package survey_test

import (
	"strings"
	"testing"
)

// TestOtherScales: a head that names another scale than the rubric's is for a person to take, who must say what its
// numbers stand for; the rubric's own scale, and the numbers of questions, are no reason to doubt.
func TestOtherScales(t *testing.T) {
	for head, live := range map[string]bool{
		"Goal quality (1-10)": false, "Goal quality (0-4)": false, "Goal quality [1 – 7]": false, "Goal quality (of 10)": false,
		"Goal quality (out of 10)": false, "Goal quality /10": false, "Goal quality (1 to 10)": false, "Goal quality 1..10": false,
		"Goal quality (5-1)": false, "Goal quality (-2–2)": false, "Goal quality (0–100)": false, "Goal quality (%)": false,
		"Goal quality（１－１０）": false, "目标质量（1至10分）": false, "目标质量（满分10分）": false, "目标质量（10分制）": false, "目标质量（1~7分）": false,
		"Goal quality (7-point)": false, "Rate 1-10: [Goal quality]": false, "Goal quality (max. 10)": false,
		"Goal quality (1-5)": true, "Goal quality (of 5)": true, "目标质量（1-5分）": true, "目标质量（满分5分）": true,
		"1-2. Goal quality": true, "Q1-3 Goal quality": true, "Goal quality (2/12)": true, "3 of 12: Goal quality": true,
		"G1Q2. Goal quality": true, "Goal quality (2026-11-20)": true, "Goal quality 2025-2026": true,
	} {
		text := draft(t, "en", "\""+head+"\"\n3\n")
		if begins(text, "columns:") != live {
			t.Errorf("%q: live is %t\n%s", head, !live, text)
		}
	}
	// what Qualtrics writes below the head counts, too
	const data = "Q1,Q2\nGoal quality,Role definition (1-10)\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n3,3\n"
	if text := draft(t, "en", data); !begins(text, "  Q1: "+q) || !begins(text, "  #Q2: "+role+"   # guess, by the name, but on another scale: 1-10; ") {
		t.Error(text)
	}
	// that several heads end alike makes no other scale ours
	text := draft(t, "en", "Goal quality: rate 1-10,Role definition: rate 1-10\n3,3\n")
	if strings.Contains(text, "\n  Goal quality") || strings.Contains(text, "\n  Role definition") || !begins(text, "  #\"Goal quality: rate 1-10\"") {
		t.Error(text)
	}
	if text := draft(t, "zh", "目标质量（1-10分）\n3\n"); !begins(text, "  #目标质量（1-10分）: "+q+"   # 按名称猜的，但用的是另一种标尺：1-10；") {
		t.Error(text)
	}
}
