package main

import (
	"io"
	"os"

	"fathom/rubric/say"
)

// input is a file that this run has read. Its name is what the user knows it by; the info tells the file itself, by
// whatever name it is met again: another spelling, a link, or other letters where the disk takes small and capital ones
// for the same.
type input struct {
	name string
	info os.FileInfo
}

// remember keeps which file was opened, so that no output takes its place. What is no regular file cannot be lost.
func (a *app) remember(name string, opened io.Reader) {
	f, ok := opened.(*os.File)
	if !ok {
		return
	}
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		a.inputs = append(a.inputs, input{name, info})
	}
}

// spare refuses an output that would take the place of a file which was read. The path "" is standard output.
func (a *app) spare(path string, hint say.Message) error {
	out, there := a.outputAt(path)
	if !there {
		return nil
	}
	for _, in := range a.inputs {
		if os.SameFile(in.info, out) {
			return replaces(path, in.name, hint)
		}
	}
	return nil
}

// spareAll is spare for every target, before the first is written.
func (a *app) spareAll(targets []target) error {
	for _, t := range targets {
		if err := a.spare(t.path, anotherFile(t)); err != nil {
			return err
		}
	}
	return nil
}

// outputAt tells which file an output would replace or, on standard output, go on with; false when nothing could be
// lost.
func (a *app) outputAt(path string) (os.FileInfo, bool) {
	var info os.FileInfo
	var err error
	if f, ok := a.out.(*os.File); path != "" {
		info, err = os.Stat(path)
	} else if ok {
		info, err = f.Stat()
	}
	return info, err == nil && info != nil && info.Mode().IsRegular()
}

// replaces is the refusal to write over an input.
func replaces(path, name string, hint say.Message) error {
	switch path {
	case "":
		return usage(say.Both("standard output is the input %s; writing there would change it", "标准输出就是输入文件 %s，写到那里会把它改掉", name),
			say.Both("send the output to another file", "请把输出送到另一个文件"))
	case name:
		return usage(say.Both("%s is an input; writing there would replace it", "%s 是输入文件，写到那里会把它覆盖", path), hint)
	}
	return usage(say.Both("%s is the input %s; writing there would replace it", "%s 就是输入文件 %s，写到那里会把它覆盖", path, name), hint)
}

func anotherFile(t target) say.Message {
	return say.Both("give another file: -f %s=PATH", "请换一个文件：-f %s=路径", t.format.word)
}
