package intake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/klauspost/compress/zstd"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// Unreadable is the kind of a problem with the disk, not with what a file says.
const Unreadable = "unreadable"

// tooLarge is a line or, where line is 0, a file over the limit.
type tooLarge struct{ line, limit int }

func (e tooLarge) Error() string {
	return fmt.Sprintf("line %d has more than %d bytes", e.line, e.limit)
}

// endless is a line that does not end within what is passed over.
type endless struct{ line int }

func (e endless) Error() string { return fmt.Sprintf("line %d without an end", e.line) }

// trouble tells what is wrong with an input.
func trouble(name string, err error) error {
	at := problem.Problem{File: name}
	var large tooLarge
	var open endless
	var disk *fs.PathError
	switch {
	case errors.As(err, &large) && large.line == 0:
		at.Kind, at.Message = "too-large", say.Both("the file has more than the limit of %d bytes", "文件超过上限 %d 字节", large.limit)
	case errors.As(err, &large):
		at.Line, at.Column, at.Kind = large.line, 1, "too-large"
		at.Message = say.Both("the line has more than the limit of %d bytes", "这一行超过上限 %d 字节", large.limit)
	case errors.As(err, &open):
		at.Line, at.Column, at.Kind = open.line, 1, "too-large"
		at.Message = say.Both("the line does not end within %d MiB; the rest of the file is not read", "这一行 %d MiB 之内没有结束，文件余下的部分不再读取", maxSkipped>>20)
	case errors.As(err, &disk):
		at.Kind, at.Message = Unreadable, cause(disk)
	case errors.Is(err, io.ErrUnexpectedEOF):
		at.Kind, at.Message = "truncated", say.Both("the compressed data end too early; the file is cut", "压缩数据没有写完，文件被截断")
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		at.Kind, at.Message = "too-large", say.Both("reading it would take more than %d MiB of memory; compress it without --long", "读取它要占用 %d MiB 以上的内存；压缩时请不要用 --long", maxWindow>>20)
	default:
		at.Kind, at.Message = "damaged", say.Both("the compressed data are damaged (%v)", "压缩数据已损坏（%v）", err)
	}
	return problem.List{at}
}

// cause is why a file cannot be read, without its name, which stands before it.
func cause(err *fs.PathError) say.Message {
	m := problem.Cause(err.Err)
	return say.Message{EN: "cannot be read: " + m.EN, ZH: "无法读取：" + m.ZH}
}
