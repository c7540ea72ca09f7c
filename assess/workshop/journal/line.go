package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strconv"

	"fathom/assess/workshop"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// line is an event with what tells that it is whole and in its place.
type line struct {
	N     int             `json:"n"`   // 1, 2, 3 ...
	Sum   string          `json:"sum"` // CRC-32 of the number and the event
	Event json.RawMessage `json:"event"`
}

func sumOf(n int, event []byte) string {
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE(append([]byte(strconv.Itoa(n)+" "), event...)))
}

// head begins every journal.
const head = `{"n":1,"sum":"`

// isOurs reports whether a file can be a journal, or the torn beginning of one: after a power failure it may be zeros.
func isOurs(data []byte) bool {
	n := min(len(data), len(head))
	return string(data[:n]) == head[:n] || len(bytes.Trim(data, "\x00")) == 0
}

// lineOf writes the n-th event.
func lineOf(n int, e workshop.Event) ([]byte, error) {
	event, err := workshop.Encode(e)
	if err != nil {
		return nil, err
	}
	out, err := json.Marshal(line{n, sumOf(n, event), event})
	return append(out, '\n'), err
}

// parse reads the events of a journal, and how many bytes they take. What stands behind the last line break was never
// confirmed and is left out; every other fault is an error with its line.
func parse(path string, data []byte) (events []workshop.Event, whole int64, err error) {
	for len(data) > 0 {
		text, rest, ended := bytes.Cut(data, []byte("\n"))
		if !ended {
			break
		}
		e, err := read(len(events)+1, text)
		if err != nil {
			return nil, 0, damaged(path, len(events)+1, err)
		}
		events, whole, data = append(events, e), whole+int64(len(text))+1, rest
	}
	return events, whole, nil
}

// read reads the n-th line.
func read(n int, text []byte) (workshop.Event, error) {
	var l line
	if err := json.Unmarshal(text, &l); err != nil {
		return nil, err
	}
	if l.N != n {
		return nil, fmt.Errorf("it says that it is event %d, not %d", l.N, n)
	}
	if l.Sum != sumOf(n, l.Event) {
		return nil, fmt.Errorf("its check sum is not that of what it says")
	}
	return workshop.Decode(l.Event)
}

func damaged(path string, at int, err error) error {
	return problem.List{{File: path, Line: at, Kind: "journal", Message: say.Both(
		"the journal of the workshop is damaged here: %v; what stands in the panel file is whole",
		"工作坊记录在这一行损坏：%v；合并答卷文件里的内容是完整的", err)}}
}

func tooLong(path string) error {
	return problem.List{{File: path, Kind: "journal", Message: say.Both("more than %d bytes: no journal of a workshop",
		"超过 %d 字节：不是工作坊记录", MaxBytes)}}
}
