package ooxml

import (
	"cmp"
	"errors"
	"path"
	"slices"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// MaxTemplate is how many bytes a template may have.
const MaxTemplate = 64 << 20

// Kind is what a template must be: of one of some content types.
type Kind struct {
	Ending string // of a file of this kind, such as .pptx
	Name   say.Message
	Types  []string // of the part with which a program begins to read
}

// Shortfall is what a template lacks, in words; its kind is a word for programs, such as template-title.
type Shortfall struct {
	Kind    string
	Message say.Message
}

// Read reads a template of a kind, and finds the part with which a program begins to read. The message says why it
// cannot be used, and is empty where it can.
func (k Kind) Read(data []byte) (*Package, *Part, say.Message) {
	if len(data) > MaxTemplate {
		return nil, nil, say.Both("a template may have %d MiB at most", "模板不能超过 %d MiB", MaxTemplate>>20)
	}
	pkg, err := Read(data)
	if err != nil {
		return nil, nil, k.refusal(err)
	}
	var main *Part
	for _, r := range pkg.Relations {
		if r.Kind == "officeDocument" && !r.Lost && !r.External {
			main = pkg.Find(r.Target)
		}
	}
	if main == nil || !slices.Contains(k.Types, main.Type) {
		return nil, nil, k.isNot()
	}
	return pkg, main, say.Message{}
}

func (k Kind) isNot() say.Message {
	return say.Both("this is no %[1]s", "这不是 %[2]s", k.Name.In("en"), k.Name.In("zh"))
}

// refusal says why a file is no package that can be read.
func (k Kind) refusal(err error) say.Message {
	for _, f := range []struct {
		is  error
		say say.Message
	}{
		{ErrEncrypted, say.Both("it is protected by a password, or of a kind before 2007; save it as %s without a password", "文件有密码保护，或是 2007 年以前的格式；请另存为不带密码的 %s", k.Ending)},
		{ErrMacros, say.Both("it has macros; save it as %s without them", "文件带有宏；请另存为不带宏的 %s", k.Ending)},
		{ErrLarge, say.Both("unpacked it is larger than %d MiB, or its XML than %d MiB", "解开后超过 %d MiB，或其中的 XML 超过 %d MiB", MaxUnpacked>>20, MaxXML>>20)},
		{ErrDoctype, say.Both("its XML has a DOCTYPE, which Office files never have", "里面的 XML 带有 DOCTYPE，Office 文件不会有")},
		{ErrDamaged, say.Both("it is damaged: %v", "文件已损坏：%v", err)},
	} {
		if errors.Is(err, f.is) {
			return f.say
		}
	}
	return k.isNot()
}

// Fetches says what a program would fetch from elsewhere when it shows a package; it is empty where all is within.
// Links that somebody must follow fetch nothing.
func (p *Package) Fetches() say.Message {
	for _, name := range p.Names() {
		for _, r := range p.Find(name).Relations {
			if r.External && r.Kind != "hyperlink" {
				return say.Both("%s would be fetched from %s when it is shown; put it into the file", "显示时要从 %[2]s 取 %[1]s；请把它嵌入文件",
					cmp.Or(r.Kind, path.Base(r.Type)), problem.Short(r.Target))
			}
		}
	}
	return say.Message{}
}
