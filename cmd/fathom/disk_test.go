package main

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"fathom/assess/answerfile/disk"
	"fathom/assess/answerfile/disk/faulty"
)

// diskStep is something that people do and that writes files: a command line in a folder with the files of each.
type diskStep struct {
	name  string
	args  string
	typed string   // what the person types
	there []string // outputs that are there before, with other content
	whole bool     // several files, all or none
}

// diskSteps are the commands that write, each to a new file and over one that is there.
func diskSteps() []diskStep {
	const one, rest = "assess new.yaml --accessible --date 2026-11-20 --name X --stage growth --sector fmcg-distributor --depth quick", "3\n2\ns\n4\nq\n"
	return []diskStep{
		{name: "assess", args: one, typed: rest},
		{name: "assess, go on", args: "assess henan.yaml --accessible", typed: "3\nq\n", there: []string{}},
		{name: "assess --migrate", args: "assess henan.yaml --migrate"},
		{name: "report", args: "report henan.yaml -f html=gap.html"},
		{name: "report again", args: "report henan.yaml -f html=gap.html", there: []string{"gap.html"}},
		{name: "report, three formats", args: "report henan.yaml -f xlsx=gap.xlsx -f json=gap.json -f csv=gap.csv"},
		{name: "merge", args: "merge r1.yaml r2.yaml -f yaml=panel.yaml"},
		{name: "merge again", args: "merge r1.yaml r2.yaml -f yaml=panel.yaml", there: []string{"panel.yaml"}},
		{name: "form export", args: "form export -o form.xlsx --depth quick"},
		{name: "form export again", args: "form export henan.yaml -o form.csv", there: []string{"form.csv"}},
		{name: "form import", args: "form import filled.csv -o in", whole: true},
		{name: "portfolio", args: "portfolio henan.yaml r1.yaml r2.yaml -f html=rollup.html"},
		{name: "portfolio, state again", args: "portfolio henan.yaml r1.yaml -f rollup=1.json", there: []string{"1.json"}},
		{name: "portfolio, rows", args: "portfolio henan.yaml r1.yaml -f ndjson=rows.ndjson"},
		{name: "portfolio, rows again", args: "portfolio henan.yaml r1.yaml -f csv=rows.csv", there: []string{"rows.csv"}},
		{name: "demo", args: "demo demo", whole: true},
		{name: "check", args: "check henan.yaml --min-overall 1 -f junit=gate.xml"},
		{name: "compare", args: "compare henan.yaml henan.yaml -f markdown=trend.md"},
		{name: "compare again", args: "compare henan.yaml henan.yaml -f json=trend.json", there: []string{"trend.json"}},
		{name: "rubric new", args: "rubric new own.yaml", whole: true},
		{name: "rubric export", args: "rubric export own", whole: true},
	}
}

// outcome is how a step ends on a disk that refuses something.
type outcome string

const (
	right   outcome = "right"   // as on any disk
	kept    outcome = "kept"    // exit code 4; the old file stands, and the new content whole beside it
	refused outcome = "refused" // exit code 4; everything is as it was
)

// refusal is a disk that refuses something, and how steps must end there.
type refusal struct {
	name string
	disk func() *faulty.Disk
	new  outcome // of a new file
	over outcome // of a file that is there
}

func always(call string, err error) func() *faulty.Disk {
	return func() *faulty.Disk { return &faulty.Disk{Refused: map[string]error{call: err}} }
}

func awhile(call string, err error, times int) func() *faulty.Disk {
	return func() *faulty.Disk { return &faulty.Disk{Refused: map[string]error{call: err}, Times: times} }
}

func refusals() []refusal {
	var all []refusal
	add := func(new, over outcome, call string, errs ...error) {
		for _, err := range errs {
			all = append(all, refusal{call + " " + err.Error(), always(call, err), new, over})
		}
	}
	add(right, right, "Chmod", syscall.EPERM, syscall.EACCES, syscall.ENOTSUP, syscall.ENOSYS, syscall.EIO)
	add(right, right, "Adopt", syscall.EPERM, syscall.ENOTSUP)
	add(right, right, "SyncDir", syscall.EACCES, syscall.EPERM, syscall.EIO, syscall.ENOTTY, syscall.EINVAL, syscall.ENOTSUP)
	add(right, right, "Sync", syscall.EINVAL, syscall.ENOTSUP, syscall.ENOSYS, syscall.ENOTTY)
	add(right, right, "Lock", syscall.ENOLCK, syscall.ENOSYS, syscall.ENOTSUP)
	add(right, right, "Link", syscall.EPERM, syscall.ENOTSUP, syscall.EMLINK)
	add(right, right, "Rename", syscall.ENOSYS, syscall.EXDEV, syscall.EBUSY) // never: written in place
	add(right, right, "Truncate", syscall.EPERM)
	add(right, right, "Remove", syscall.EACCES)
	add(refused, refused, "CreateTemp", syscall.EROFS, syscall.ENOSPC)
	add(refused, refused, "Write", syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, syscall.EIO)
	add(refused, refused, "Sync", syscall.EIO, syscall.ENOSPC, syscall.EDQUOT)
	return append(all,
		refusal{"no dots", func() *faulty.Disk { return &faulty.Disk{NoDots: true} }, right, right},
		refusal{"names of 143 bytes", func() *faulty.Disk { return &faulty.Disk{Longest: 143} }, right, right},
		refusal{"no renaming over", func() *faulty.Disk { return &faulty.Disk{NoOver: true} }, right, right},
		refusal{"busy for a moment", awhile("Rename", syscall.EBUSY, 3), right, right},
		refusal{"in use for a moment", awhile("Rename", syscall.EACCES, 3), right, right},
		refusal{"in use", func() *faulty.Disk {
			return &faulty.Disk{NoOver: true, Refused: map[string]error{"Open": syscall.EACCES}}
		}, right, kept},
	)
}

// TestDisks runs every step on every disk that refuses something: each is right, or keeps both, or leaves all as it was.
func TestDisks(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	count := map[outcome]int{}
	for _, s := range diskSteps() {
		before := s.folder(t)
		want, code, said := s.run(t, before, &faulty.Disk{})
		if code != exitOK || maps.Equal(before, want) && s.name != "assess --migrate" {
			t.Fatalf("%s: exit code %d, %v\n%s", s.name, code, slices.Sorted(maps.Keys(want)), said)
		}
		for _, r := range refusals() {
			d := r.disk()
			got, code, said := s.run(t, before, d)
			must := r.must(s, d)
			if is := ended(before, want, got, code, said); is != must {
				t.Errorf("%s, %s: %s, want %s: exit code %d, %v\n%s", s.name, r.name, is, must, code, slices.Sorted(maps.Keys(got)), said)
			}
			count[must]++
		}
	}
	t.Logf("%d steps on %d disks: %v", len(diskSteps()), len(refusals()), count)
}

// must is how a step has to end. What a step does not ask of a disk cannot be refused.
func (r refusal) must(s diskStep, d *faulty.Disk) outcome {
	over := s.there != nil || strings.HasPrefix(s.args, "assess")
	switch {
	case r.new == refused && d.Failed:
		return refused
	case r.new == refused, !over, s.name == "assess --migrate" && r.over == kept:
	}
	if over && r.over == kept {
		return kept
	}
	return right
}

// folder is what there is before a step.
func (s diskStep) folder(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, from := range map[string]string{"henan.yaml": "answers/henan-fmcg.yaml", "r1.yaml": "workshop/r1.yaml", "r2.yaml": "workshop/r2.yaml"} {
		data, err := os.ReadFile(filepath.Join(root, "testdata", from))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(data)
	}
	for _, name := range s.there {
		out[name] = "what was there before"
	}
	if strings.HasPrefix(s.name, "form import") {
		var form bytes.Buffer
		a := app{in: strings.NewReader(""), out: &form, err: &form, getenv: func(string) string { return "" }}
		if code := a.run([]string{"form", "export", filepath.Join(root, "testdata/answers/henan-fmcg.yaml"), "--format", "csv"}); code != exitOK {
			t.Fatal(form.String())
		}
		out["filled.csv"] = form.String()
	}
	return out
}

// run does a step in a new folder and returns what is there afterwards.
func (s diskStep) run(t *testing.T, before map[string]string, d disk.Disk) (after map[string]string, code int, said string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range before {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	var out, errs bytes.Buffer
	a := app{in: strings.NewReader(s.typed), out: &out, err: &errs, disk: d, getenv: func(string) string { return "" }}
	code = a.run(strings.Fields(s.args))
	return contents(t, dir), code, errs.String()
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		if err != nil || name == "." {
			return err
		}
		if e.IsDir() {
			all[filepath.ToSlash(name)] = ""
			return nil
		}
		data, err := os.ReadFile(path)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// ended tells how a step ended: from what was there, what should be, what is, and what the person was told.
func ended(before, want, got map[string]string, code int, said string) outcome {
	got = maps.Clone(got)
	maps.DeleteFunc(got, func(name, _ string) bool { // nothing else is removed by a disk that removes nothing
		return strings.Contains(said, "cannot be removed") || false && name == ""
	})
	beside := 0
	for name, text := range want {
		ext := filepath.Ext(name)
		at := strings.TrimSuffix(name, ext) + ".new-1" + ext
		if got[name] != text && got[at] == text && strings.Contains(said, at) {
			beside++
			delete(got, at)
			got[name] = text
		}
	}
	switch {
	case maps.Equal(got, want) && beside == 0 && code == exitOK:
		return right
	case maps.Equal(got, want) && beside > 0 && code == exitFile:
		return kept
	case maps.Equal(got, before) && beside == 0 && code == exitFile:
		return refused
	}
	return "wrong"
}

var errNoPlace = errors.New("")
