package disk

import (
	"bytes"
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// adoptAttributes gives a file the extended attributes of the one at path, and no others: the access list is one. What
// the system itself looks after (security.*, trusted.*) may differ.
func adoptAttributes(f *os.File, path string) error {
	fd := int(f.Fd())
	like, err := unix.Open(path, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return &os.PathError{Op: "open", Path: path, Err: err}
	}
	defer unix.Close(like)
	want, have := attributes(like), attributes(fd)
	for name := range have {
		if _, stays := want[name]; !stays && !systems(name) {
			if err := unix.Fremovexattr(fd, name); err != nil {
				return os.NewSyscallError("fremovexattr", err)
			}
		}
	}
	for name, value := range want {
		if bytes.Equal(have[name], value) && have[name] != nil {
			continue
		}
		if err := unix.Fsetxattr(fd, name, value, 0); err != nil && !systems(name) {
			return os.NewSyscallError("fsetxattr", err)
		}
	}
	return nil
}

func systems(name string) bool {
	return strings.HasPrefix(name, "security.") || strings.HasPrefix(name, "trusted.")
}

// attributes are a file's extended attributes; none where the disk cannot tell.
func attributes(fd int) map[string][]byte {
	list, err := grown(func(b []byte) (int, error) { return unix.Flistxattr(fd, b) })
	if err != nil {
		return nil
	}
	all := map[string][]byte{}
	for _, name := range strings.FieldsFunc(string(list), func(r rune) bool { return r == 0 }) {
		value, err := grown(func(b []byte) (int, error) { return unix.Fgetxattr(fd, name, b) })
		if err != nil {
			continue // listed, but not for us: the system's own
		}
		all[name] = append([]byte{}, value...)
	}
	return all
}

// grown calls get with a buffer, and with a larger one as long as it is too small.
func grown(get func([]byte) (int, error)) ([]byte, error) {
	for size := 1 << 10; ; size *= 4 {
		b := make([]byte, size)
		n, err := get(b)
		if errors.Is(err, unix.ERANGE) && size < 1<<20 {
			continue
		}
		return b[:max(n, 0)], err
	}
}
