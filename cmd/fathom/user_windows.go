package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// userLanguage is the language in which the user has Windows, such as zh-CN; "" where it does not tell.
func userLanguage() string {
	all, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(all) == 0 {
		return ""
	}
	return all[0]
}

// showsEscapes has a console take what begins with an escape character for colours and steps of its cursor, and reports
// whether it does: consoles show the characters themselves until they are asked, and those before Windows 10 always do.
func showsEscapes(f *os.File) bool {
	var mode uint32
	console := windows.Handle(f.Fd())
	if windows.GetConsoleMode(console, &mode) != nil {
		return true // no console of Windows: a terminal of its own kind
	}
	const escapes = windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	return mode&escapes != 0 || windows.SetConsoleMode(console, mode|escapes) == nil
}
