package safe_test

import (
	"testing"

	"fathom/rubric/safe"
)

func TestWorkbook(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "渠道 plan": "渠道 plan", "a\tb\nc": "a\tb\nc",
		"_x0041_": "_x005F_x0041_", "_x004": "_x004", "_xyz_": "_xyz_", "__x00e9_": "__x005F_x00e9_",
		"\x1b[31m": "_x001B_[31m", "\r": "_x000D_", "\ufffe": "_xFFFE_",
	} {
		if got := safe.Workbook(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
