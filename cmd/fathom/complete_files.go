package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fathom/rubric/channelteam"
	"fathom/rubric/rubricfile"
	"fathom/rubric/safe"
	"fathom/rubric/strictyaml"
)

// What completion knows of files: those of one format, and the folders that lead to more. Where there is none of them
// the shell offers the files that it sees, since a format can stand deeper in a file than is looked.

// Files of a format are told by the beginning of each, in folders of a size that is looked through at once.
const (
	maxBeginning = 4 << 10
	maxCompleted = 1000
)

// filesOf offers files of a format, YAML or JSON, that do not stand on the line yet.
func filesOf(format string) filler {
	return func(s slot) offer {
		return s.filesIn("", func(path string) bool { return isOfFormat(path, format) && !s.isGiven(path) })
	}
}

// rubricsOr offers words that name a rubric, earlier versions of the built-in one, and rubrics in files and folders.
func rubricsOr(words ...string) filler {
	id, now := channelteam.Version()
	for _, v := range channelteam.Versions() {
		if v != now {
			words = append(words, id+"@"+v)
		}
	}
	return func(s slot) offer {
		named, files := oneOf(words...)(s), filesOf(rubricfile.Format)(s)
		if len(named.words) == 0 {
			return files
		}
		return offer{slices.Concat(named.words, files.words), oursOnly}
	}
}

// filesIn offers the folders, and the files that are wanted, that go on with the path that is being typed behind lead.
func (s slot) filesIn(lead string, wanted func(path string) bool) offer {
	dir, begun := filepath.Split(strings.TrimPrefix(s.word, lead))
	entries := begin(dir, begun)
	var o offer
	folders := 0
	for _, e := range entries {
		path := dir + e.Name()
		info, err := os.Stat(path)
		switch {
		case err != nil || path != safe.Line(path):
		case info.IsDir():
			folders++
			o.option(lead+path+string(filepath.Separator), "")
		case info.Mode().IsRegular() && wanted(path):
			o.option(lead+path, "")
		}
	}
	switch len(o.words) {
	case 0:
		return shellFiles(s)
	case folders:
		return offer{o.words, goesOn}
	}
	return offer{o.words, oursOnly}
}

// begin lists what of a folder begins with a name: nothing hidden unless that is asked for, and nothing where it is too
// much.
func begin(dir, name string) []fs.DirEntry {
	f, err := os.Open(dir + ".")
	if err != nil {
		return nil
	}
	defer f.Close()
	entries, err := f.ReadDir(maxCompleted + 1)
	if err != nil || len(entries) > maxCompleted {
		return nil
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		return !strings.HasPrefix(e.Name(), name) || name == "" && strings.HasPrefix(e.Name(), ".")
	})
}

// isOfFormat reports whether a file of YAML or JSON says in its beginning that it has a format, in whichever version.
func isOfFormat(path, format string) bool {
	if ext := filepath.Ext(path); ext != ".yaml" && ext != ".yml" && !strictyaml.IsJSON(path) {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	beginning, err := io.ReadAll(io.LimitReader(f, maxBeginning))
	family, _, _ := strings.Cut(format, "/")
	said := regexp.MustCompile(`(?m)(^|[{,]\s*)["']?format["']?\s*:\s*["']?` + regexp.QuoteMeta(family) + `/`)
	return err == nil && said.Match(bytes.TrimPrefix(beginning, []byte("\ufeff")))
}

// formatWords offers formats, and behind the sign = the file that each is written to. What can go to the screen or to a
// file is offered both ways once it is the only one meant, so that no shell sets a blank behind it.
func formatWords(offered []format) filler {
	return func(s slot) offer {
		if word, _, named := strings.Cut(s.word, "="); named {
			return s.filesIn(word+"=", func(string) bool { return true })
		}
		o, about := offer{how: oursOnly}, s.formatsAbout()
		other := func(f format) bool { return !strings.HasPrefix(f.word, s.word) }
		meant := slices.DeleteFunc(slices.Clone(offered), other)
		for _, f := range meant {
			if !f.binary {
				o.option(f.word, about[f.word])
			}
			if f.binary || len(meant) == 1 && f.word != "terminal" {
				o.option(f.word+"=", s.lang.Say("%s, into a file", "%s，写到文件", about[f.word]))
			}
		}
		if len(o.words) == 1 && meant[0].binary {
			o.how = goesOn
		}
		return o
	}
}

// formatsNamed are formats of which only the words are known.
func formatsNamed(words []string) (out []format) {
	for _, w := range words {
		out = append(out, format{word: w})
	}
	return out
}

// completeFormat lets the flag -f offer its formats.
func (a *app) completeFormat(cmd *cobra.Command, offered []format) {
	if a.completing {
		_ = cmd.RegisterFlagCompletionFunc("format", a.answer(formatWords(offered)))
	}
}

// formatsAbout says what each format is, in a few words.
func (a *app) formatsAbout() map[string]string {
	return map[string]string{
		"terminal": a.lang.Say("to read here", "在终端里看"),
		"html":     a.lang.Say("a page for the browser", "用浏览器打开的网页"),
		"pdf":      a.lang.Say("on paper, printed by Chromium or Chrome", "打印用，由 Chromium 或 Chrome 生成"),
		"docx":     a.lang.Say("a Word document", "Word 文档"),
		"xlsx":     a.lang.Say("an Excel workbook", "Excel 工作簿"),
		"pptx":     a.lang.Say("slides", "幻灯片"),
		"markdown": a.lang.Say("text for wikis and pull requests", "用于维基和合并请求的文本"),
		"json":     a.lang.Say("one document for programs", "供程序读的一份文档"),
		"ndjson":   a.lang.Say("one line of JSON each", "每份一行 JSON"),
		"csv":      a.lang.Say("a table", "表格"),
		"yaml":     a.lang.Say("an answer file", "答卷"),
		"junit":    a.lang.Say("for test reports of pipelines", "流水线的测试报告"),
		"github":   a.lang.Say("for GitHub", "供 GitHub 使用"),
		"rollup":   a.lang.Say("the state of a roll-up, to merge later", "汇总的中间状态，以后可以合并"),
		"actions":  a.lang.Say("the team's list of actions", "团队的行动清单"),
		"ics":      a.lang.Say("a calendar", "日历"),
		"sow-md":   a.lang.Say("a statement of work", "工作说明书"),
		"xlsform":  a.lang.Say("for ODK and KoboToolbox", "用于 ODK、KoboToolbox"),

		"jira-csv":  a.lang.Say("for Jira", "供 Jira 导入"),
		"azure-csv": a.lang.Say("for Azure Boards", "供 Azure Boards 导入"),
	}
}
