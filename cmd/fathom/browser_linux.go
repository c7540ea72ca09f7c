package main

import "syscall"

// tieToThread has the system end a program when the thread that starts it ends: with this process, however that is
// ended.
func tieToThread(attr *syscall.SysProcAttr) { attr.Pdeathsig = syscall.SIGKILL }
