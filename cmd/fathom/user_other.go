//go:build !windows

package main

import "os"

// userLanguage is "": here the environment tells the language, or nothing does.
func userLanguage() string { return "" }

// showsEscapes reports that a terminal knows escape characters: all do.
func showsEscapes(*os.File) bool { return true }
