// Hello prints one line: what starting a Go program costs.
package main

import "fmt"

func main() { fmt.Println("hello") }
