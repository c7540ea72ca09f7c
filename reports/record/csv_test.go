package record

import (
	"bytes"
	"testing"
)

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

// TestLineEnds: rows end as the standard says, and a text of two lines within a cell stays what it is.
func TestLineEnds(t *testing.T) {
	var out bytes.Buffer
	err := WriteCSV(&out, [][]string{{"id", "note"}, {"a", "one\ntwo"}, {"b", `say "x"`}})
	if want := BOM + "id,\"note\"\r\na,\"one\ntwo\"\r\nb,\"say \"\"x\"\"\"\r\n"; err != nil || out.String() != want {
		t.Errorf("%v: %q, want %q", err, out.String(), want)
	}
}
