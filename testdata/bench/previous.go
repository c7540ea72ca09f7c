package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// buildPrevious builds the program of another commit, the last tag's without one, in the folder of the run.
func (w *workshop) buildPrevious(commit string) error {
	if commit == "" {
		tag, err := exec.Command("git", "describe", "--tags", "--abbrev=0").Output()
		if err != nil {
			return fmt.Errorf("no tag, and -previous names no commit: %w", err)
		}
		commit = strings.TrimSpace(string(tag))
	}
	id, err := exec.Command("git", "rev-parse", "--short", "--verify", commit+"^{commit}").Output()
	if err != nil {
		return fmt.Errorf("no commit %s here: %w", commit, err)
	}
	w.before = strings.TrimSpace(string(id))
	dir, program := filepath.Join(w.dir, "source-"+w.before), filepath.Join(w.dir, "previous-"+w.before)
	w.programs["previous"] = program
	if _, err := os.Stat(program); err == nil {
		return nil
	}
	if err := w.unpack(dir); err != nil {
		return err
	}
	return w.do(dir, "go", "build", "-trimpath", "-o", program, "./cmd/fathom")
}

// unpack writes the files of that commit into a folder.
func (w *workshop) unpack(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	archive := filepath.Join(dir, "source.tar")
	if err := w.do("", "git", "archive", "-o", archive, w.before); err != nil {
		return err
	}
	return w.do(dir, "tar", "-xf", archive)
}

// compared adds to what is said of the previous program whether it writes what ours writes.
func compared(c command, got, ours output) command {
	switch same := got.hash == ours.hash && bytes.Equal(got.rollup, ours.rollup); {
	case c.name != "previous":
	case same:
		c.about += ", the same output"
	default:
		c.about += ", other output"
	}
	return c
}
