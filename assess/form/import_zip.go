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

// zippedCSV lists the CSV files of an archive that is no workbook, but for what a form tool lays beside them: files
// that respondents attached, in folders of their own.
func zippedCSV(data []byte) (archive *zip.Reader, tables []*zip.File) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, nil
	}
	for _, part := range archive.File {
		switch name := strings.ToLower(part.Name); {
		case name == "[content_types].xml" || name == "mimetype":
			return nil, nil
		case path.Ext(name) == ".csv" && !strings.Contains(name, "/"):
			tables = append(tables, part)
		}
	}
	return archive, tables
}

// readZip reads the table with answers in a zip: the only one, or the one with criteria among its heads. Others, as the
// log of how the form was filled in, are named.
func (rd *reader) readZip(archive *zip.Reader, parts []*zip.File) {
	if bad := checkArchive(rd.file, archive); bad != nil {
		rd.problems.Join(bad)
		return
	}
	var found []*table
	var problems problem.List
	for _, part := range parts {
		t, bad := readCSV(rd.file+"/"+part.Name, rd.unzip(part), rd.defaults.Encoding)
		switch {
		case bad != nil:
			problems.Join(bad)
		case len(parts) > 1 && !rd.hasAnswers(t):
			rd.out.Unread = append(rd.out.Unread, part.Name)
		default:
			found = append(found, t)
		}
	}
	switch {
	case problems != nil:
		rd.problems.Join(problems)
	case len(found) != 1:
		rd.problems.Add(fault(rd.file, "zip", say.Both("the zip holds %d CSV files with answers; unpack it and import them one by one", "压缩包里带答案的 CSV 有 %d 个；请解压后逐个导入", len(found))))
	default:
		rd.readTable(found[0])
	}
}

// unzip is what a file of an archive holds, up to the limit of an import and a byte.
func (rd *reader) unzip(part *zip.File) []byte {
	in, err := part.Open()
	if err == nil {
		defer in.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(in, MaxBytes+1)); err == nil && len(data) <= MaxBytes {
			return data
		}
	}
	name := rd.file + "/" + part.Name
	if err != nil {
		rd.problems.Add(fault(name, "zip", say.Both("the file in the zip is damaged; download it again", "压缩包里的这个文件已损坏；请重新下载")))
	} else {
		rd.problems.Add(tooLarge(name))
	}
	return nil
}

// hasAnswers reports whether a table has a row or a column for criteria.
func (rd *reader) hasAnswers(t *table) bool {
	if len(t.rows) == 0 {
		return false
	}
	for _, to := range rd.heads(t) {
		if to.criterion >= 0 {
			return true
		}
	}
	return isLong(t.rows[0])
}
