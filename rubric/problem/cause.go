package problem

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// ErrNoFile tells that a pipe or a device stands where a file should: reading it might never end.
var ErrNoFile = errors.New("a pipe or a device, not a file")

// ErrReadOnly tells that a file stands there to be read only, for this user at least.
var ErrReadOnly = errors.New("the file is read-only")

// ErrChanged tells that somebody else wrote a file while it was open here. It was not overwritten.
var ErrChanged = errors.New("the file was changed by someone else")

// ErrNotKept tells that something was to be written that reading the file would not give back.
var ErrNotKept = errors.New("its content does not fit into an answer file")

// ErrReplaced tells that another file has the name of one that is open here, or that somebody has changed that one.
var ErrReplaced = errors.New("something else stands in its place; move it away")

// Folder is what is wrong with the folder of a file and not with the file: nothing new can be made there.
type Folder struct{ Err error }

func (f Folder) Error() string { return "its folder: " + f.Err.Error() }

// Unwrap returns what the system said of the folder.
func (f Folder) Unwrap() error { return f.Err }

// cause is one thing that goes wrong with a file or a port, as a person says it.
type cause struct {
	err    error
	en, zh string
}

var folderCauses = []cause{
	{fs.ErrNotExist, "its folder does not exist", "所在的目录不存在"},
	{fs.ErrPermission, "no permission to write in its folder", "没有权限写入所在的目录"},
}

var causes = []cause{
	{fs.ErrNotExist, "it does not exist", "文件或目录不存在"},
	{fs.ErrExist, "it exists already", "文件已经存在"},
	{ErrChanged, "the file was changed by someone else", "文件在此期间被别人改过"},
	{ErrReplaced, "something else stands in its place; move it away", "原处已是别的内容，请把它移走"},
	{ErrNotKept, "its content does not fit into an answer file", "内容无法写成答卷文件"},
	{ErrReadOnly, "the file is read-only", "文件是只读的"},
	{ErrInUse, "another program has the file open", "文件正被别的程序占用"},
	{ErrBadName, "no file can have this name", "文件不能叫这个名字"},
	{fs.ErrPermission, "no permission", "没有权限"},
	{syscall.ENOSPC, "the disk is full", "磁盘已满"},
	{syscall.EROFS, "the disk is read-only", "磁盘是只读的"},
	{syscall.EFBIG, "the file would exceed the size limit", "文件会超过大小上限"},
	{syscall.EIO, "the disk reports an error", "磁盘读写出错"},
	{ErrNoFile, "it is a pipe or a device, not a file", "这是管道或设备，不是文件"},
	{syscall.EISDIR, "it is a folder", "这是一个目录"},
	{syscall.ENOTDIR, "a folder on the way is a file", "路径中有一段不是目录"},
	{syscall.ENAMETOOLONG, "the name is too long", "文件名太长"},
	{syscall.EADDRINUSE, "another program has the port", "端口已被别的程序占用"},
	{syscall.EADDRNOTAVAIL, "this computer has no such address", "本机没有这个地址"},
}

// causesOf are the causes that an error may have, the likelier first.
func causesOf(err error) []cause {
	if errors.As(err, new(Folder)) {
		return slices.Concat(folderCauses, causes)
	}
	return causes
}

// Cause says why a file could not be read or written, or a port be had: the path, where the error names one, and the
// cause. A cause without words of ours stays as the system says it.
func Cause(err error) say.Message {
	m := say.Message{EN: err.Error(), ZH: err.Error()}
	var path *fs.PathError
	if errors.As(err, &path) {
		m = say.Message{EN: path.Err.Error(), ZH: path.Err.Error()}
	}
	known := Known(err)
	for _, c := range causesOf(err) {
		if errors.Is(known, c.err) {
			m = say.Message{EN: c.en, ZH: c.zh}
			break
		}
	}
	if path != nil {
		name := safe.Visible(path.Path)
		return say.Message{EN: name + ": " + m.EN, ZH: name + "：" + m.ZH}
	}
	return say.Message{EN: strings.TrimSpace(m.EN), ZH: strings.TrimSpace(m.ZH)}
}
