package main

import "testing"

// TestPrevious: the previous program is given what ours is given, unless ours is another command; and whether it writes
// the same is told, not required.
func TestPrevious(t *testing.T) {
	w := &workshop{dir: t.TempDir(), before: "abc", missing: map[string]string{},
		programs: map[string]string{"fathom": "/now", "previous": "/then"}}
	opt := options{peers: []string{"previous"}, ours: map[string]string{"rows": "fathom portfolio {data} --jobs {jobs}"}}
	got := w.commands(data{path: "records", n: 1}, "rows", 2, opt)
	if len(got) != 2 || got[1].name != "previous" || got[1].args[0] != "/then" || got[1].args[4] != "2" || got[1].same {
		t.Errorf("got %+v", got)
	}
	opt.ours["rows"] = "other {data}"
	if got := w.commands(data{path: "records", n: 1}, "rows", 2, opt); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
	c := command{name: "previous", about: "as of abc"}
	if is := compared(c, output{hash: "1"}, output{hash: "1"}).about; is != "as of abc, the same output" {
		t.Error(is)
	}
	if is := compared(c, output{hash: "1"}, output{hash: "2"}).about; is != "as of abc, other output" {
		t.Error(is)
	}
}
