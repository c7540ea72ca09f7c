package safe

import "testing"

func TestIsFormula(t *testing.T) {
	for s, want := range map[string]bool{
		"=1": true, "+1": true, "-1": true, "@x": true, "＝1": true, "＠x": true, " =1": true, "\u3000=1": true,
		"\u00a0=1": true, "\t=1": true, "\nx": true, "\rx": true, " \t=1": true,
		"": false, " ": false, "a=1": false, "3-4": false, "'=1": false,
	} {
		if got := IsFormula(s); got != want {
			t.Errorf("IsFormula(%q) = %v", s, got)
		}
	}
}
