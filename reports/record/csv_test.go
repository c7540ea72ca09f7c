package record

import "testing"

func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "＝1": "'＝1", "＠x": "'＠x", " =1": "' =1", "　=1": "'　=1",
		"\t=1": "'\t=1", "ok": "ok", "": "", "3-4": "3-4",
	} {
		if got := Cell(in); got != want {
			t.Errorf("cell(%q) = %q, want %q", in, got, want)
		}
	}
}
