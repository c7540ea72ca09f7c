//go:build windows

// Onwindows does to a program what people and their programs do on Windows: it holds a file as a spreadsheet does, and
// breaks a command off.
//
//	onwindows hold FILE          lets others read the file, and says "held", until its standard input ends
//	onwindows shut FILE          as hold, but lets nobody read it
//	onwindows break COMMAND...   types nothing, presses Ctrl-Break when the command has printed something, and tells
//	                             its exit code
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/windows"
)

func main() {
	var err error
	switch os.Args[1] {
	case "hold":
		err = hold(os.Args[2], windows.FILE_SHARE_READ)
	case "shut":
		err = hold(os.Args[2], 0)
	case "break":
		err = breakOff(os.Args[2:])
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// hold opens a file and shares it so far with others.
func hold(path string, shared uint32) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	file, err := windows.CreateFile(name, windows.GENERIC_READ, shared, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return err
	}
	fmt.Println("held")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return windows.CloseHandle(file)
}

// breakOff starts a command in a group of its own, since a key is for all of a group.
func breakOff(words []string) error {
	cmd := exec.Command(words[0], words[1:]...)
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return err
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		return err
	}
	time.Sleep(time.Second) // the rest of what it prints
	if err := windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(cmd.Process.Pid)); err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, out)
	_ = cmd.Wait()
	fmt.Println("ended with", cmd.ProcessState.ExitCode())
	return nil
}
