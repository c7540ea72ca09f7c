package foreign

import (
	"bytes"
	"strings"
	"testing"
)

// TestSAMMOfOld: until 2024 the model wrote maturitylevel. A key that is missing is said to be.
func TestSAMMOfOld(t *testing.T) {
	with := func(key string) []File {
		files := samm()
		for i := range files {
			files[i].Data = bytes.ReplaceAll(files[i].Data, []byte("maturityLevel: "), []byte(key))
		}
		return files
	}
	now, old := readTool(t, FromSAMM, 0, Options{}, samm()...), readTool(t, FromSAMM, 0, Options{}, with("maturitylevel: ")...)
	if now.Rubric.Digest() != old.Rubric.Digest() {
		t.Error("another rubric comes of the older key")
	}
	_, _, err := ReadTool(FromSAMM, with("rung: "), Origin{File: "m"}, Options{})
	if err == nil || !strings.Contains(err.Error(), "the key maturityLevel is missing") {
		t.Errorf("%v", err)
	}
}
