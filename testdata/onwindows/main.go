//go:build windows

// Onwindows holds a file on Windows as a spreadsheet does, until its standard input ends, and starts a program as the
// Explorer does when it is called explorer.exe itself.
//
//	onwindows hold FILE     says "held", and lets others read the file
//	onwindows shut FILE     says "held", and lets nobody read it
//	onwindows click FILE    starts the program, and ends with it
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"

	"golang.org/x/sys/windows"
)

func main() {
	var err error
	switch os.Args[1] {
	case "hold":
		err = hold(os.Args[2], windows.FILE_SHARE_READ)
	case "shut":
		err = hold(os.Args[2], 0)
	case "click":
		cmd := exec.Command(os.Args[2])
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
		err = cmd.Run()
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
