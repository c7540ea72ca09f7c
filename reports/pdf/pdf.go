// Package pdf reads and dates what a browser printed: how many pages there are, on which one each section begins, which
// characters its fonts had, and the day that stands as the file's.
// It knows the files that Chromium writes: one table of offsets, and every object
// but the contents of pages and the tables of fonts in the clear. Of any other file it says that it cannot read it.
package pdf

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"fathom/rubric/pattern"
)

// Printed is what is known of a file.
type Printed struct {
	Pages  int
	Places map[string]int // on which page, from 1, each place lies that a link leads to
}

// Epoch is the day of what has none.
const Epoch = "1980-01-01"

var dates = pattern.Of(`/(?:CreationDate|ModDate) \(D:(\d{14})([+-]\d\d'\d\d'|Z)?\)`)

// Dated says that a file was made on a day, as 2026-11-20, and not at the hour that it was printed. What is written is
// as long as what was there, so that every offset in the file still holds.
func Dated(file []byte, day string) []byte {
	digits := strings.ReplaceAll(day, "-", "")
	if _, err := strconv.Atoi(digits); err != nil || len(digits) != 8 {
		digits = strings.ReplaceAll(Epoch, "-", "")
	}
	out := bytes.Clone(file)
	for _, at := range dates().FindAllSubmatchIndex(out, -1) {
		copy(out[at[2]:at[3]], digits+"000000")
		if zone := at[4]; zone >= 0 && at[5]-zone > 1 {
			copy(out[zone:at[5]], "+00'00'")
		}
	}
	return out
}

var errUnread = errors.New("pdf: not a file as Chromium writes it")

// Read finds the pages and places of a file.
func Read(file []byte) (Printed, error) {
	objects, root := table(file)
	catalog := objects[root]
	pages, ok := reference(catalog, "/Pages")
	if !ok {
		return Printed{}, errUnread
	}
	order := map[int]int{}
	objects.walk(pages, order, maxDepth)
	if len(order) == 0 {
		return Printed{}, errUnread
	}
	p := Printed{Pages: len(order), Places: map[string]int{}}
	if dests, ok := reference(catalog, "/Dests"); ok {
		for _, m := range places().FindAllStringSubmatch(objects[dests], -1) {
			object, _ := strconv.Atoi(m[2])
			p.Places[m[1]] = order[object]
		}
	}
	return p, nil
}

var (
	start   = pattern.Of(`startxref\s+(\d+)\s+%%EOF\s*$`)
	section = pattern.Of(`^xref\s+0 (\d+)\s+`)
	rootKey = pattern.Of(`/Root (\d+) 0 R`)
	kids    = pattern.Of(`/Kids \[([^\]]*)\]`)
	numbers = pattern.Of(`(\d+) 0 R`)
	places  = pattern.Of(`/([\w-]+) \[(\d+) 0 R`)
)

const (
	entryLength = 20 // of the table of offsets
	maxDepth    = 16 // of the tree of pages
)

// objects are the texts of a file's objects by number.
type objects map[int]string

// table reads all objects by the table of offsets.
func table(file []byte) (objects, int) {
	at, end, root := offsets(file)
	all := objects{}
	for k, offset := range at {
		text, _, _ := bytes.Cut(file[offset:end], []byte("endobj"))
		text, _, _ = bytes.Cut(text, []byte("stream"))
		all[k] = string(text)
	}
	return all, root
}

// offsets reads the table of offsets: where each object begins, where the last one ends, and which is the catalog.
func offsets(file []byte) (at map[int]int, end, root int) {
	m := start().FindSubmatch(file)
	if m == nil {
		return nil, 0, 0
	}
	end, err := strconv.Atoi(string(m[1]))
	if err != nil || end >= len(file) {
		return nil, 0, 0
	}
	head := section().FindSubmatch(file[end:])
	key := rootKey().FindSubmatch(file[end:])
	if head == nil || key == nil {
		return nil, 0, 0
	}
	count, _ := strconv.Atoi(string(head[1]))
	entries := file[end+len(head[0]):]
	at = map[int]int{}
	for k := 1; k < min(count, len(entries)/entryLength); k++ {
		offset, err := strconv.Atoi(string(entries[k*entryLength : k*entryLength+10]))
		if err == nil && offset >= 0 && offset <= end {
			at[k] = offset
		}
	}
	root, _ = strconv.Atoi(string(key[1]))
	return at, end, root
}

// walk numbers the pages below a node of the tree, in their order.
func (o objects) walk(node int, order map[int]int, depth int) {
	m := kids().FindStringSubmatch(o[node])
	if m == nil || !strings.Contains(o[node], "/Type /Pages") {
		if _, seen := order[node]; !seen && strings.Contains(o[node], "/Type /Page") {
			order[node] = len(order) + 1
		}
		return
	}
	for _, kid := range numbers().FindAllStringSubmatch(m[1], -1) {
		if number, _ := strconv.Atoi(kid[1]); depth > 0 {
			o.walk(number, order, depth-1)
		}
	}
}

// reference is the object that a key of another leads to.
func reference(object, key string) (int, bool) {
	_, rest, ok := strings.Cut(object, key+" ")
	if !ok {
		return 0, false
	}
	number, err := strconv.Atoi(strings.SplitN(rest, " ", 2)[0])
	return number, err == nil
}
