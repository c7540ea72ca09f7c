//go:build unix && !linux

package main

import "syscall"

// tieToThread does nothing: here a program cannot be tied to the one that started it. A browser ends when it has
// printed.
func tieToThread(*syscall.SysProcAttr) {}
