package main

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"fathom/assess/answerfile/disk"
)

// TestNoticesAtOnce: what several disks refuse at once is told, each once.
func TestNoticesAtOnce(t *testing.T) {
	var errs strings.Builder
	a := app{err: &errs, lang: "en", noticed: &noticed{}, getenv: func(string) string { return "" }}
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range 50 {
				a.notice(disk.Notice{Kind: disk.Leftover, Path: fmt.Sprint(i, "-", n%5), Also: "copy"})
			}
		})
	}
	all.Wait()
	a.tellNotices()
	a.tellNotices()
	if got := strings.Count(errs.String(), "warning: "); got != 40 {
		t.Errorf("%d are told, of 40\n%s", got, &errs)
	}
}
