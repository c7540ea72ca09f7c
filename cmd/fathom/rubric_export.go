package main

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"fathom/assess"
	"fathom/assess/form"
	"fathom/rubric"
	"fathom/rubric/foreign"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// handingOut is one run of `fathom rubric export`: the rubric's files, or with --to the rubric as others keep theirs.
type handingOut struct {
	*app
	to, output  string
	strict, ids bool
}

func exportKinds() []string { return []string{"csv", "xlsx", "xlsform", "ciso"} }

func (a *app) rubricExport() *cobra.Command {
	h := &handingOut{app: a}
	cmd := &cobra.Command{
		Use:   a.lang.Say("export FOLDER | export --to FORMAT", "export 目录 | export --to 格式"),
		Short: a.lang.Say("Write the rubric's files out, to change them; or the rubric as a list, or for another tool", "把评估标准导出成文件，便于修改；或导出成问题清单、别的工具的格式"),
		Long:  a.lang.Say("Write the rubric's files out, to change them; what extends another becomes\none whole file. With --to, write it as a list of questions, or for another\ntool: see `fathom help models`.", "把评估标准导出成文件，便于修改；扩展了其他标准的，会合成一个完整文件。\n加 --to 则导出成问题清单或别的工具的格式，见 `fathom help models`。"),
		Example: `  fathom rubric export my-rubric
  fathom report henan.yaml --rubric my-rubric
  fathom rubric export - --rubric acme.yaml
  fathom rubric export --to xlsx -o list.xlsx --rubric acme.yaml
  fathom rubric export --to ciso -o library.yaml`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case h.to != "" && len(args) > 0:
				return usage(say.Both("--to takes no folder", "--to 不带目录"), say.Both("name the file with -o PATH", "文件用 -o 路径 写明"))
			case h.to != "":
				return nil
			}
			return a.exactly(1, say.Both("the folder to write to, or - for one file on standard output", "export 加要写入的目录，或 - 表示合成一个文件写到标准输出"))(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if h.to != "" {
				return h.run()
			}
			if h.output != "" || h.strict || h.ids {
				return usage(say.Both("-o, --strict and --ids go with --to", "-o、--strict、--ids 须与 --to 同用"), say.Both("say what to write: --to %s", "请写明格式：--to %s", strings.Join(exportKinds(), "|")))
			}
			return a.exportFiles(args[0])
		},
	}
	f := cmd.Flags()
	f.StringVar(&h.to, "to", "", say.Both("write it as `%s`", "导出成 `%s`", strings.Join(exportKinds(), "|")).In(a.lang))
	f.StringVarP(&h.output, "output", "o", "", a.lang.Say("with --to: write to `PATH`, a new file (default: standard output, -)", "与 --to 同用：写到这个`路径`，须是新文件（默认标准输出，即 -）"))
	f.BoolVar(&h.strict, "strict", false, a.lang.Say("with --to: fail (exit code 3) where anything of the rubric is left behind", "与 --to 同用：有任何内容带不出去就算失败（退出码 3）"))
	f.BoolVar(&h.ids, "ids", false, a.lang.Say("with --to csv or xlsx: write all ids, so that texts can change and answers still count", "与 --to csv、xlsx 同用：写出全部标识，改了文字，旧答案也照样算数"))
	return cmd
}

// exportFiles writes the rubric's own files.
func (a *app) exportFiles(to string) error {
	layers, err := a.sources(nil)
	if err != nil {
		return err
	}
	r, _, err := rubricfile.ReadLayers(layers...)
	if err != nil {
		return err
	}
	files := layers[0].Files
	if len(layers) > 1 || to == "-" {
		data, err := rubricfile.Merged(layers...)
		if err != nil {
			return err
		}
		files = []rubricfile.File{{Data: data}}
	}
	// a folder is read by this ending
	if len(files) == 1 && !isPartName(filepath.Base(files[0].Name)) {
		files[0].Name = fileOf(r.ID)
	}
	if to != "-" {
		return a.export(to, files)
	}
	return a.putOut("-", files[0].Data)
}

// run writes the rubric as others keep theirs, and says what is left behind.
func (h *handingOut) run() error {
	if err := h.check(); err != nil {
		return err
	}
	r, _, err := h.loadRubric()
	if err != nil {
		return err
	}
	data, ledger, err := h.made(r)
	if err != nil {
		return err
	}
	h.tell(ledger)
	if lost := ledger.Total(foreign.Lost); h.strict && lost > 0 {
		return failure{exitInvalid, say.Both("not all of %s goes into this, and --strict asks for that; nothing was written", "%s 没有全部带出去，而 --strict 要求全部；没有写入文件", r.ID), say.Message{}}
	}
	return h.putOut(h.output, data)
}

// check settles the format and the file.
func (h *handingOut) check() error {
	isKnown := false
	for _, kind := range exportKinds() {
		isKnown = isKnown || kind == h.to
	}
	switch {
	case !isKnown:
		return usageOf(say.Both("unknown format %s", "没有 %s 这种格式", h.to), h.to, exportKinds())
	case h.ids && h.to != "csv" && h.to != "xlsx":
		return usage(say.Both("--ids goes with --to csv or xlsx", "--ids 须与 --to csv 或 --to xlsx 同用"), say.Message{})
	}
	if h.output == "" {
		h.output = "-"
	}
	if h.output == "-" {
		if (h.to == "xlsx" || h.to == "xlsform") && isTerminal(h.out) {
			return usage(say.Both("a workbook is not for a terminal", "工作簿不能输出到终端"), say.Both("give it a file: -o list.xlsx", "请写到文件：-o 清单.xlsx"))
		}
		return nil
	}
	return isNew(h.output)
}

// made is the file, and what came into it.
func (h *handingOut) made(r *rubric.Rubric) (data []byte, ledger *foreign.Ledger, err error) {
	opt := foreign.ExportOptions{File: h.output, Stage: h.stage, IDs: h.ids}
	var buf bytes.Buffer
	switch h.to {
	case "ciso":
		lib, err := foreign.CISO(r, opt)
		if err != nil {
			return nil, nil, err
		}
		return lib.Data, &lib.Ledger, nil
	case "xlsform":
		return h.xlsform(r)
	}
	list, err := foreign.Table(r, opt)
	if err != nil {
		return nil, nil, err
	}
	rows := form.Rows{Rows: list.Rows, Head: list.Head, Numbers: list.Numbers}
	if h.to == "csv" {
		err = form.WriteTableCSV(&buf, rows)
	} else {
		err = form.WriteTableXLSX(&buf, rows)
	}
	return buf.Bytes(), &list.Ledger, err
}

// xlsform is the questionnaire that `form export` writes, and what of the rubric is found in it.
func (h *handingOut) xlsform(r *rubric.Rubric) ([]byte, *foreign.Ledger, error) {
	var buf bytes.Buffer
	opt := form.Options{Langs: []say.Language{h.lang}, Stage: h.stage, Sector: h.sector}
	if err := form.WriteXLSForm(&buf, assess.Compile(r), opt); err != nil {
		return nil, nil, err
	}
	sheets, err := form.ReadCells(h.output, buf.Bytes())
	if err != nil {
		return nil, nil, err
	}
	var cells []string
	for _, s := range sheets {
		for row := range s.Rows() {
			for c := range s.Columns(row) {
				cells = append(cells, s.Look(row, c))
			}
		}
	}
	ledger := foreign.Shown(r, foundIn(cells))
	return buf.Bytes(), &ledger, nil
}

// foundIn reports whether a text stands in one of these cells, alone or with something beside it, and never as a part
// of a longer word: a short one is in many of those.
func foundIn(cells []string) func(text string) bool {
	var all strings.Builder
	for _, cell := range cells {
		all.WriteString(" " + inWords(cell) + " \n")
	}
	return func(text string) bool {
		if words := inWords(text); words != "" {
			return strings.Contains(all.String(), " "+words+" ")
		}
		return slices.ContainsFunc(cells, func(cell string) bool { return strings.Contains(cell, text) })
	}
}

// inWords is a text in its letters and digits, with a blank for all that stands between them: what a form marks as no
// Markdown is the same.
func inWords(text string) string {
	between := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return strings.Join(strings.FieldsFunc(text, between), " ")
}

// tell says what came over and what did not.
func (h *handingOut) tell(l *foreign.Ledger) {
	taken, lost := l.Total(foreign.Taken), l.Total(foreign.Lost)
	h.note(say.Both("came over: values, %[1]d of %[2]d: %[3]s", "带出：%[2]d 个值中的 %[1]d 个：%[4]s", taken, taken+lost, entriesOf(l.Of(foreign.Taken)).EN, entriesOf(l.Of(foreign.Taken)).ZH))
	h.tellLost(l, say.Both("left behind", "未带出"))
}
