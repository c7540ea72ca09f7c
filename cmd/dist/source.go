package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// source is what is released.
type source struct {
	commit string    // "" where the source is not under version control
	time   time.Time // of the commit, or what SOURCE_DATE_EPOCH says
}

// readSource asks git, which must have all of the source: what is not committed could not be made again.
func readSource(root string) (source, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if _, err := git(root, "rev-parse", "--git-dir"); err != nil {
		if epoch == "" {
			return source{}, errors.New("the source is not under git: say its time with SOURCE_DATE_EPOCH (seconds since 1970)")
		}
		at, err := seconds(epoch)
		return source{time: at}, err
	}
	changed, err := git(root, "status", "--porcelain")
	if err != nil {
		return source{}, err
	}
	if changed != "" {
		return source{}, fmt.Errorf("what is not committed could not be made again; commit or remove:\n%s", changed)
	}
	last, err := git(root, "log", "-1", "--format=%H %ct")
	if err != nil {
		return source{}, err
	}
	commit, committed, _ := strings.Cut(last, " ")
	if epoch == "" {
		epoch = committed
	}
	at, err := seconds(epoch)
	return source{commit, at}, err
}

func seconds(epoch string) (time.Time, error) {
	n, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil || n < 315532800 { // 1980: the first year of a zip archive
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH %q is no time of a source: seconds since 1970, from 1980 on", epoch)
	}
	return time.Unix(n, 0).UTC(), nil
}

func git(root string, args ...string) (string, error) {
	return output(root, nil, "git", args...)
}

// output runs a program and returns what it printed; env is added to the environment.
func output(dir string, env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, errs.Bytes())
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}
