package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"fathom/assess/answerfile/atomicfile"
	"fathom/assess/answerfile/disk"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// writer is the one that writes all files of the run, so that a disk's refusals are waited for once and told once.
func (a *app) writer() *atomicfile.Writer {
	if a.saver == nil {
		a.saver = atomicfile.New(a.disk, func(n disk.Notice) {
			if n.Kind != disk.OpenMode { // a report is for handing on
				a.notice(n)
			}
		})
	}
	return a.saver
}

// writeFile replaces a file by what write produces, whole or not at all. The mode is for a new file.
func (a *app) writeFile(path string, mode fs.FileMode, write func(io.Writer) error) error {
	var buf bytes.Buffer
	if err := write(&buf); err != nil {
		return err
	}
	return a.streamFile(path, mode, func(w io.Writer) error {
		_, err := w.Write(buf.Bytes())
		return err
	})
}

// streamFile is writeFile for what is too much to be held. A device or a pipe is written to; it would be no help to
// replace it.
func (a *app) streamFile(path string, mode fs.FileMode, fill func(io.Writer) error) error {
	if isDevice(path) {
		return writeThrough(path, fill)
	}
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	return a.writer().Stream(path, mode, fill)
}

// together writes files that stand together, all or none: also where the process is asked to end meanwhile. Then what
// took its place is taken back, and the error says so.
func (a *app) together(write func(context.Context) error) error {
	ctx, _, done := untilSignal()
	defer done()
	err := write(ctx)
	if code, broken := brokenOff(err); broken {
		return failure{code, say.Both("interrupted; nothing was written", "已中断；没有写入任何文件"), say.Message{}}
	}
	if err != nil {
		return fileError(err)
	}
	return nil
}

// writeAll is together for files that are at hand. With fresh, none may exist.
func (a *app) writeAll(files []atomicfile.File, fresh bool) error {
	return a.together(func(ctx context.Context) error { return a.writer().All(ctx, files, fresh) })
}

// isDevice reports whether a path is a device, a pipe or an open file, which is written to and never replaced.
func isDevice(path string) bool {
	if path == "/dev/stdout" || path == "/dev/stderr" || strings.HasPrefix(path, "/dev/fd/") {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

func writeThrough(path string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(fill(f), f.Close())
}

// noticed is what disks refused. A workshop saves its panel file while it keeps votes, so that both may be refused
// something at once.
type noticed struct {
	mu   sync.Mutex
	list []disk.Notice
	told int // so many of them have been told
}

// notice remembers what a disk refused that did not matter: once a kind and file. It is told when the screen is free.
func (a *app) notice(n disk.Notice) {
	if a.noticed == nil {
		a.noticed = &noticed{}
	}
	a.noticed.mu.Lock()
	defer a.noticed.mu.Unlock()
	same := func(o disk.Notice) bool { return o.Kind == n.Kind && (o.Path == n.Path || n.Kind != disk.Leftover) }
	if !slices.ContainsFunc(a.noticed.list, same) {
		a.noticed.list = append(a.noticed.list, n)
	}
}

// untold are those that have not been told; from now on they have.
func (n *noticed) untold() []disk.Notice {
	if n == nil {
		return nil
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	list := n.list[n.told:]
	n.told = len(n.list)
	return list
}

// tellNotices tells what was remembered, unless the person asked for quiet.
func (a *app) tellNotices() {
	for _, n := range a.noticed.untold() {
		m := noticeOf(n)
		if a.note(say.Message{EN: "warning: " + m.EN, ZH: "警告：" + m.ZH}); n.Kind == disk.NoLocks && n.Also != "" {
			a.note(say.Both("it may be open there: %s", "可能正在别处打开：%s", n.Also))
		}
	}
}

func noticeOf(n disk.Notice) say.Message {
	switch n.Kind {
	case disk.NoLocks:
		return say.Both("the disk of %s has no locks: nobody else is kept from opening the file. If somebody changes it meanwhile, nothing is overwritten: both versions stay",
			"%s 所在的磁盘不支持文件锁，拦不住别人同时打开。如果别人中途改了它，不会互相覆盖：两份都会保留", n.Path)
	case disk.OpenMode:
		return say.Both("the disk of %s keeps no permissions: whoever can see the folder may be able to read the answers", "%s 所在的磁盘不保存权限：能看到这个目录的人可能也能读到答案", n.Path)
	case disk.Leftover:
		return say.Both("%[2]s is a whole copy of %[1]s, left when a save was interrupted; compare the two and remove one", "%[2]s 是 %[1]s 的完整副本，因某次保存中断而留下；请比较两者，删去一个", n.Path, n.Also)
	}
	err := n.Err
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err
	}
	why := problem.Cause(err)
	return say.Message{
		EN: n.Path + " is written whole, but the disk did not confirm its name (" + why.EN + "); it may be gone after a power failure",
		ZH: n.Path + " 已完整写入，但磁盘没有确认文件名（" + why.ZH + "）；断电后可能找不到它",
	}
}

// keptError tells where the content of a file stands that could not be replaced.
func keptError(kept *atomicfile.Kept) failure {
	cause := problem.Cause(kept.Err)
	m := say.Message{EN: "cannot replace " + cause.EN + "; what was to be written is in " + kept.At, ZH: "无法替换 " + cause.ZH + "；要写入的内容存在 " + kept.At}
	hint := say.Both("%s is as it was; close the program that has it open, then put the other in its place", "%s 原样未动；请关掉占用它的程序，再用另一个文件替换它", kept.Path)
	if kept.Torn {
		hint = say.Both("%s was being written when the disk failed and is damaged; put the other in its place", "写 %s 时磁盘出错，它已损坏；请用另一个文件替换它", kept.Path)
	}
	return failure{exitFile, m, hint}
}
