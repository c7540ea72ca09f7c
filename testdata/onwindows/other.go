//go:build !windows

package main

func main() { panic("onwindows is for Windows") }
