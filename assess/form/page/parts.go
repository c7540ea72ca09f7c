package page

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"strings"

	"fathom/assess/answerfile"
	"fathom/rubric"
	"fathom/rubric/pattern"
	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file puts together what the QR pictures of pages say. A picture holds a part of a text:
//
//	FATHOM1:Z:2/5:0A1B2C3D:…
//
// how the text is packed (Z is deflate, P is plain), which part of how many this is, the CRC-32 of the whole text, and
// the bytes of the part, two in three of 41 characters. The text is an answer file in JSON, or the same in brief:
// `answers` as a list in rubric order, with 0 where nothing was answered and a level alone in brackets, and in place of
// `texts` the `digest` of the rubric whose texts were rated.

// signs are the characters that say the bytes, by their value; the lowest digit comes first.
const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-./:"

var partForm = pattern.Of(`FATHOM1:([ZP]):([1-9][0-9]{0,2})/([1-9][0-9]{0,2}):([0-9A-F]{8}):` +
	`([0-9A-Z+./:-]+)`)

// Parts gathers the parts of answers, from however many pictures or texts, in any order. The zero value is empty.
type Parts struct{ chains []*chain }

// chain is the answers of one person as far as their parts are known.
type chain struct {
	how, sum string
	parts    []string // by number, "" for those that are missing
	from     []string // where they were found
}

// Add takes the parts that a text holds, and returns how many it has. The place is the file's name.
func (p *Parts) Add(place, text string) (n int) {
	for _, m := range partForm().FindAllStringSubmatch(text, -1) {
		at, _ := strconv.Atoi(m[2])
		of, _ := strconv.Atoi(m[3])
		if at > of {
			continue
		}
		n++
		c := p.chainOf(m[1], m[4], of)
		if c.parts[at-1] == "" {
			c.parts[at-1] = m[5]
		}
		if !slices.Contains(c.from, place) {
			c.from = append(c.from, place)
		}
	}
	return n
}

func (p *Parts) chainOf(how, sum string, of int) *chain {
	for _, c := range p.chains {
		if c.how == how && c.sum == sum && len(c.parts) == of {
			return c
		}
	}
	c := &chain{how: how, sum: sum, parts: make([]string, of)}
	p.chains = append(p.chains, c)
	return c
}

// JSONName is a name for what [Parts.Files] returns, by which readers of answer files know it as JSON.
const JSONName = "pictures.json"

// File is an answer file, in JSON, and where it comes from.
type File struct {
	Place string
	Data  []byte
}

// Files are the answer files that the parts make. The error is a [problem.List]: parts that are missing, by their
// numbers, or damaged, and answers to other texts than the rubric's.
func (p *Parts) Files(r *rubric.Rubric) (out []File, err error) {
	var problems problem.List
	for _, c := range p.chains {
		data, bad := c.whole(r)
		if bad != nil {
			problems.Add(*bad)
			continue
		}
		out = append(out, File{strings.Join(c.from, " + "), data})
	}
	return out, problems.Err()
}

func (c *chain) fault(kind string, m say.Message) *problem.Problem {
	return &problem.Problem{File: strings.Join(c.from, " + "), Kind: kind, Message: m}
}

func (c *chain) whole(r *rubric.Rubric) ([]byte, *problem.Problem) {
	var missing []string
	for i, part := range c.parts {
		if part == "" {
			missing = append(missing, strconv.Itoa(i+1))
		}
	}
	if missing != nil {
		return nil, c.fault("parts", say.Both("of the %[2]d QR pictures, these are missing: %[1]s", "二维码共 %[2]d 张，还缺第 %[1]s 张", say.Row(missing), len(c.parts)))
	}
	data, ok := unpacked(c.how, strings.Join(c.parts, ""))
	if sum := strconv.FormatUint(uint64(crc32.ChecksumIEEE(data)), 16); !ok ||
		!strings.EqualFold(strings.Repeat("0", 8-len(sum))+sum, c.sum) {
		return nil, c.fault("damaged", say.Both("the QR pictures do not fit together; take them again", "这些二维码拼不成一份答案，请重新拍"))
	}
	return c.spelledOut(data, r)
}

// unpacked are the bytes that the characters say. More than an answer file can have are none.
func unpacked(how, text string) (data []byte, ok bool) {
	for len(text) > 0 {
		n, size := 0, min(3, len(text))
		for k := size - 1; k >= 0; k-- {
			n = n*len(signs) + strings.IndexByte(signs, text[k])
		}
		switch text = text[size:]; {
		case size == 3 && n < 1<<16:
			data = append(data, byte(n>>8), byte(n))
		case size == 2 && n < 1<<8:
			data = append(data, byte(n))
		default:
			return nil, false
		}
	}
	if how == "P" {
		return data, len(data) <= answerfile.MaxBytes
	}
	data, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data)), answerfile.MaxBytes+1))
	return data, err == nil && len(data) <= answerfile.MaxBytes
}

// spelledOut is the answer file of what may be one in brief.
func (c *chain) spelledOut(data []byte, r *rubric.Rubric) ([]byte, *problem.Problem) {
	var doc map[string]json.RawMessage
	if json.Unmarshal(data, &doc) != nil {
		return nil, c.fault("damaged", say.Both("the QR pictures hold no answers", "这些二维码里没有答案"))
	}
	var answers []json.RawMessage
	if json.Unmarshal(doc["answers"], &answers) != nil {
		return data, nil // not in brief
	}
	var digest string
	ids := r.CriterionIDs()
	if json.Unmarshal(doc["digest"], &digest) != nil || digest != r.Digest() || len(answers) != len(ids) {
		return nil, c.fault("digest", say.Both("the page was made with other contents of the rubric than those in use; --rubric names another", "这个网页用的评估标准内容与当前的不同；可用 --rubric 指定"))
	}
	given, texts := map[string]json.RawMessage{}, map[string]map[string]string{}
	at := 0
	for i := range r.Practices {
		p := &r.Practices[i]
		for k := range p.Criteria {
			entry := answers[at]
			if at++; string(entry) == "0" {
				continue
			}
			given[ids[at-1]] = levelAlone(entry)
			if texts[p.ID] == nil {
				texts[p.ID] = map[string]string{}
			}
			texts[p.ID][p.Criteria[k].ID] = p.Criteria[k].TextDigest()
		}
	}
	delete(doc, "digest")
	doc["answers"], doc["texts"] = marshal(given), marshal(texts)
	return marshal(doc), nil
}

// levelAlone takes the brackets off a level: [3] is 3.
func levelAlone(entry json.RawMessage) json.RawMessage {
	var one []json.RawMessage
	if json.Unmarshal(entry, &one) == nil && len(one) == 1 {
		return one[0]
	}
	return entry
}

func marshal(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic("page: " + err.Error()) // of parts that were JSON
	}
	return data
}
