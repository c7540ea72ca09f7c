//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package disk

import (
	"errors"
	"os"
	"syscall"
)

// HasModes tells that nothing is known of modes here.
const HasModes = false

const careful = 0

var lacks, badName, inUse []syscall.Errno

func lock(*os.File) error { return errors.ErrUnsupported }

// Links is how many names a file has; nobody can tell here.
func Links(string) int { return 1 }

// writable has nothing to tell here.
func writable(string) error { return nil }

func adopt(*os.File, string) error { return nil }
