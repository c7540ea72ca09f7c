//go:build !unix

package main

import "os/exec"

// tie does nothing: there are no groups of programs here. A browser ends its own helpers.
func tie(*exec.Cmd) {}

// end ends a program.
func end(cmd *exec.Cmd) error { return cmd.Process.Kill() }
