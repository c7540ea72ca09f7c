package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fathom/assess"
	"fathom/rubric"
	"fathom/rubric/channelteam"
	"fathom/rubric/lint"
	"fathom/rubric/problem"
	"fathom/rubric/rubricfile"
	"fathom/rubric/say"
)

// maxLayers is how many rubrics may extend one another.
const maxLayers = 8

// layers reads a rubric's files and those of every rubric that it extends, the base first.
func (a *app) layers(path string) ([]*rubricfile.Layer, error) {
	files, err := a.rubricFiles(path)
	if err != nil {
		return nil, err
	}
	return a.layersOf(files)
}

// layersOf finds what files extend.
func (a *app) layersOf(files []rubricfile.File) ([]*rubricfile.Layer, error) {
	layers := []*rubricfile.Layer{rubricfile.Parse(files...)}
	for {
		ref, ok := layers[0].Extends()
		if !ok {
			return layers, nil
		}
		if len(layers) == maxLayers {
			return nil, problem.List{ref.Problem("extends", say.Both("more than %d rubrics extend one another; do they go in a circle?", "层层扩展的标准超过 %d 个；是不是循环引用了？", maxLayers))}
		}
		base, err := a.baseOf(ref)
		if err != nil {
			return nil, err
		}
		layers = slices.Insert(layers, 0, rubricfile.Parse(base...))
	}
}

// baseOf reads what a reference names: the built-in rubric by its id, an earlier version of it by id and version, or a
// path beside the file that names it.
func (a *app) baseOf(ref rubricfile.Reference) ([]rubricfile.File, error) {
	builtin, _ := channelteam.Version()
	if ref.Name == "" {
		return nil, problem.List{ref.Problem("type", say.Both("name one rubric: %s, or a file or folder", "这里写一份标准：%s，或者文件、目录", builtin))}
	}
	if files := channelteam.Shipped(ref.Name + "@" + ref.Version); files != nil {
		return files, nil
	}
	if ref.Name == builtin {
		files := channelteam.Files()
		for i := range files {
			files[i].Name = builtin + ":" + files[i].Name
		}
		return files, nil
	}
	path := ref.Name
	if !filepath.IsAbs(path) && ref.File != shown("-") {
		path = filepath.Join(filepath.Dir(ref.File), path)
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		m := say.Both("there is no rubric %[1]s: neither the built-in %[2]s nor a file or folder %[3]s", "没有评估标准 %[1]s：既不是内置的 %[2]s，也没有 %[3]s 这个文件或目录", ref.Name, builtin, path)
		if ref.Version != "" {
			m.EN, m.ZH = m.EN+" (what stands behind the @ is its version, "+ref.Version+")", m.ZH+"（@ 后面是版本："+ref.Version+"）"
		}
		return nil, problem.List{ref.Problem("extends", problem.Hint(m, ref.Name, []string{builtin}))}
	}
	return a.rubricFiles(path)
}

// judge reads a rubric, judges it and runs its own tests.
func judge(layers []*rubricfile.Layer) (*rubric.Rubric, problem.List, error) {
	r, places, err := rubricfile.ReadLayers(layers...)
	if err != nil {
		return nil, nil, err
	}
	return r, findings(r, places), nil
}

// findings are what lint says of a rubric, and which of its tests do not come true.
func findings(r *rubric.Rubric, places problem.Places) problem.List {
	found := lint.Rubric(r, places)
	for _, miss := range assess.Compile(r).RunTests() {
		found.Add(missed(r, places, miss))
	}
	found.Sort()
	return found
}

// missed is the problem of a test that does not come true, at the place of what it expects.
func missed(r *rubric.Rubric, places problem.Places, miss assess.Miss) problem.Problem {
	t, path := &r.Tests[miss.Test], fmt.Sprintf("tests/%d", miss.Test)
	if miss.Expect < 0 {
		return places.Problem(path+"/first", "test", say.Message{
			EN: fmt.Sprintf("test %s: first come %s, not %s", t.Name, strings.Join(miss.First, ", "), strings.Join(t.First, ", ")),
			ZH: fmt.Sprintf("测试“%s”：排在最前的是 %s，不是 %s", t.Name, strings.Join(miss.First, "、"), strings.Join(t.First, "、")),
		})
	}
	e := t.Expect[miss.Expect]
	got, want := fine(miss.Score, e.Score), fine(assess.Maybe[float64]{Value: e.Score, OK: !e.None}, e.Score)
	return places.Problem(path+"/expect/"+e.ID, "test", say.Both("test %[1]s: %[2]s scores %[3]s, not %[4]s", "测试“%[1]s”：%[2]s 得 %[3]s，不是 %[4]s", t.Name, e.ID, got, want))
}

// fine prints a score with up to four decimals, and as many as the wanted one has, or null.
func fine(score assess.Maybe[float64], wanted float64) string {
	if !score.OK {
		return "null"
	}
	_, decimals, _ := strings.Cut(strconv.FormatFloat(wanted, 'f', -1, 64), ".")
	text := strconv.FormatFloat(score.Value, 'f', max(4, len(decimals)), 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
