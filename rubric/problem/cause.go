package problem

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"fathom/rubric/safe"
	"fathom/rubric/say"
)

// ErrNoFile tells that a pipe or a device stands where a file should: reading it might never end.
var ErrNoFile = errors.New("a pipe or a device, not a file")

// causes are what goes wrong with files, as a person says it.
var causes = []struct {
	err    error
	en, zh string
}{
	{fs.ErrNotExist, "it does not exist", "文件或目录不存在"},
	{fs.ErrExist, "it exists already", "文件已经存在"},
	{fs.ErrPermission, "no permission", "没有权限"},
	{syscall.ENOSPC, "the disk is full", "磁盘已满"},
	{syscall.EROFS, "the disk is read-only", "磁盘是只读的"},
	{syscall.EFBIG, "the file would exceed the size limit", "文件会超过大小上限"},
	{syscall.EIO, "the disk reports an error", "磁盘读写出错"},
	{ErrNoFile, "it is a pipe or a device, not a file", "这是管道或设备，不是文件"},
	{syscall.EISDIR, "it is a folder", "这是一个目录"},
	{syscall.ENOTDIR, "a folder on the way is a file", "路径中有一段不是目录"},
	{syscall.ENAMETOOLONG, "the name is too long", "文件名太长"},
}

// Cause says why a file could not be read or written: the path, where the error names one, and the cause. A cause without
// words of ours stays as the system says it.
func Cause(err error) say.Message {
	m := say.Message{EN: err.Error(), ZH: err.Error()}
	var path *fs.PathError
	if errors.As(err, &path) {
		m = say.Message{EN: path.Err.Error(), ZH: path.Err.Error()}
	}
	for _, c := range causes {
		if errors.Is(err, c.err) {
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
