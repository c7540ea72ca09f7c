package form

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"fathom/rubric/problem"
	"fathom/rubric/say"
)

// This file reads a download that holds the CSV in a zip, as ODK Central's.

// zippedCSV lists the CSV files of an archive that is no workbook, but for those that a form tool or the system lays
// beside them: what respondents attached, and what a Mac knows of each file.
func zippedCSV(data []byte) (tables []*zip.File) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	for _, part := range archive.File {
		switch name := strings.ToLower(part.Name); {
		case name == "[content_types].xml" || name == "mimetype":
			return nil
		case strings.HasPrefix(name, "__macosx/"), path.Base(path.Dir(name)) == "media":
		case path.Ext(name) == ".csv":
			tables = append(tables, part)
		}
	}
	return tables
}

// readZip reads the table with answers in a zip: the only one, or the one with criteria among its heads. Others, as the
// log of how the form was filled in, are named.
func (rd *reader) readZip(parts []*zip.File) {
	tables, bad := zippedTables(rd.file, parts, rd.defaults.Encoding)
	var found []*table
	for i, t := range tables {
		if len(tables) == 1 || rd.hasAnswers(t) {
			found = append(found, t)
		} else {
			rd.out.Unread = append(rd.out.Unread, parts[i].Name)
		}
	}
	switch {
	case bad != nil:
		rd.problems.Join(bad)
	case len(found) != 1:
		rd.problems.Add(fault(rd.file, "zip", say.Both("the zip holds %d CSV files with answers; unpack it and import them one by one", "压缩包里带答案的 CSV 有 %d 个；请解压后逐个导入", len(found))))
	default:
		rd.readTable(found[0])
	}
}

// zippedTables reads the CSV files of an archive, which together may be as large as one.
func zippedTables(file string, parts []*zip.File, encoding string) (tables []*table, problems problem.List) {
	left := MaxBytes
	for _, part := range parts {
		name := file + "/" + part.Name
		data, bad := unzipped(name, part, left)
		left -= len(data)
		t, alsoBad := readCSV(name, data, encoding)
		problems.Join(bad)
		problems.Join(alsoBad)
		tables = append(tables, t)
	}
	if problems != nil {
		return nil, problems
	}
	return tables, nil
}

// unzipped is what a file of an archive holds, up to some bytes.
func unzipped(name string, part *zip.File, most int) ([]byte, problem.List) {
	in, err := part.Open()
	if err == nil {
		defer in.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(in, int64(most)+1)); err == nil && len(data) <= most {
			return data, nil
		}
	}
	if err == nil {
		return nil, problem.List{tooLarge(name)}
	}
	return nil, problem.List{fault(name, "zip", say.Both("the file in the zip is damaged; download it again", "压缩包里的这个文件已损坏；请重新下载"))}
}

// hasAnswers reports whether a table has a row or a column for criteria.
func (rd *reader) hasAnswers(t *table) bool {
	if len(t.rows) == 0 {
		return false
	}
	for _, to := range rd.heads(t.rows[0]) {
		if to.criterion >= 0 {
			return true
		}
	}
	return isLong(t.rows[0])
}
