//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// tie puts a program into a group of its own, so that it can be ended with all that it starts.
func tie(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	tieToThread(cmd.SysProcAttr)
}

// end ends a program that was tied, and all of its group.
func end(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
