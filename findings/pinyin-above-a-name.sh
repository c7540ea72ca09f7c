#!/usr/bin/env bash
# Go module github.com/thedatashed/xlsxreader v1.2.8, Perl's Spreadsheet::ParseXLSX 0.27 and Spreadsheet::XLSX 0.17 (Debian
# libspreadsheet-parsexlsx-perl 0.27-3+deb12u2 and libspreadsheet-xlsx-perl 0.17-1), beside Go module github.com/xuri/excelize/v2 v2.11.1.
# Excel keeps the pinyin that somebody has it show above a Chinese name in the same text (rPh, a phonetic run). xlsxreader has its last
# piece in place of the name: 王芳 and 李芳 are both "fāng", one rater of two. Both of Perl's have all the pinyin behind the name, so that a
# name with it is somebody else than the same name without. Guessed: what stands above a text is no part of it.
# Seen, of 王芳 and 李芳 with pinyin: fāng fāng; 王芳wángfāng 李芳lǐfāng twice; 王芳 李芳 by excelize. 张三, without, is right in all.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
mkdir -p debs/partial
apt-get install -y -qq --no-install-recommends --download-only -o Dir::Cache::archives="$tmp/debs" \
  libspreadsheet-parsexlsx-perl=0.27-3+deb12u2 libspreadsheet-xlsx-perl=0.17-1 >/dev/null
for deb in debs/*.deb; do dpkg -x "$deb" root; done
cat > main.go <<'G'
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/thedatashed/xlsxreader"
	"github.com/xuri/excelize/v2"
)

// must gives what was made, or stops.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// guide puts the pinyin of its characters above a name, as Excel writes it.
func guide(name string, pinyin ...string) (plain, guided string) {
	plain = "<t>" + name + "</t>"
	guided = plain
	for i, syllable := range pinyin {
		guided += fmt.Sprintf(`<rPh sb="%d" eb="%d"><t>%s</t></rPh>`, i, i+1, syllable)
	}
	return plain, guided + `<phoneticPr fontId="0" type="noConversion"/>`
}

// write makes a book of three names, two of them with their pinyin.
func write(path string) {
	book := excelize.NewFile()
	for cell, text := range map[string]string{"A1": "王芳", "A2": "李芳", "A3": "张三"} {
		if err := book.SetCellValue("Sheet1", cell, text); err != nil {
			panic(err)
		}
	}
	made := must(book.WriteToBuffer()).Bytes()
	wang, guidedWang := guide("王芳", "wáng", "fāng")
	li, guidedLi := guide("李芳", "lǐ", "fāng")
	pinyin := strings.NewReplacer(wang, guidedWang, li, guidedLi)
	out := zip.NewWriter(must(os.Create(path)))
	for _, part := range must(zip.NewReader(bytes.NewReader(made), int64(len(made)))).File {
		text := string(must(io.ReadAll(must(part.Open()))))
		if part.Name == "xl/sharedStrings.xml" {
			text = pinyin.Replace(text)
		}
		must(io.WriteString(must(out.Create(part.Name)), text))
	}
	if err := out.Close(); err != nil {
		panic(err)
	}
}

func main() {
	write("names.xlsx")
	fmt.Print("excelize")
	for _, row := range must(must(excelize.OpenFile("names.xlsx")).GetRows("Sheet1")) {
		fmt.Print(" ", row[0])
	}
	fmt.Print("\nxlsxreader")
	book := must(xlsxreader.OpenFile("names.xlsx"))
	for row := range book.ReadRows(book.Sheets[0]) {
		fmt.Print(" ", row.Cells[0].Value)
	}
	fmt.Println()
}
G
cat > read.pl <<'P'
use Spreadsheet::ParseXLSX;
use Spreadsheet::XLSX;
binmode STDOUT, ":utf8";
my ($sheet) = Spreadsheet::ParseXLSX->new->parse("names.xlsx")->worksheets;
print join(" ", "ParseXLSX", map { $sheet->get_cell($_, 0)->value } 0 .. 2), "\n";
binmode STDOUT, ":raw";
($sheet) = @{Spreadsheet::XLSX->new("names.xlsx")->{Worksheet}};
print join(" ", "XLSX", map { $sheet->{Cells}[$_][0]{Val} } 0 .. 2), "\n";
P
go mod init finding >/dev/null 2>&1
go get github.com/thedatashed/xlsxreader@v1.2.8 github.com/xuri/excelize/v2@v2.11.1 >/dev/null 2>&1
seen=$(go run .
  perl "-I$tmp/root/usr/share/perl5" "-I$(echo "$tmp"/root/usr/lib/*/perl5/5.*)" read.pl)
echo "$seen"
[ "$seen" = 'excelize 王芳 李芳 张三
xlsxreader fāng fāng 张三
ParseXLSX 王芳wángfāng 李芳lǐfāng 张三
XLSX 王芳wángfāng 李芳lǐfāng 张三' ]
