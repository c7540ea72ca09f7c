// Package intake finds and opens what a portfolio is made of: folders of answer files, files of lines, compressed or
// not, and standard input. It is the room of the portfolio that touches the disk.
package intake
