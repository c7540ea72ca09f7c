package problem

import "fathom/rubric/say"

// OtherFormat says that a file is of another format, by what it says of itself, than the one that is wanted.
func OtherFormat(is, want string) say.Message {
	if is == "" {
		return say.Both("the file does not say its format; want %s here", "文件没有写明格式，这里要 %s", want)
	}
	return say.Both("the file says %s; want %s here", "文件写明的格式是 %s，这里要 %s", is, want)
}
