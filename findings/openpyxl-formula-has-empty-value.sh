#!/usr/bin/env bash
# openpyxl 3.0.9 (Debian python3-openpyxl 3.0.9-1): a formula is written with an empty value element, <c><f>1+2</f><v></v></c> or <v />,
# not without one. A reader that takes "there is a value" for "it was computed" reads the answer as blank. Guessed: no <v>, as the
# program computes nothing. Seen: the cell has a v, and no text in it; read again with data_only it is None.
set -euo pipefail
/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || apt-get install -y -qq --no-install-recommends python3-openpyxl=3.0.9-1 >/dev/null
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
/usr/bin/python3 - <<'P'
import xml.etree.ElementTree as tree
import zipfile

import openpyxl

book = openpyxl.Workbook()
book.active["A1"] = "=1+2"
book.save("b.xlsx")
sheet = tree.fromstring(zipfile.ZipFile("b.xlsx").read("xl/worksheets/sheet1.xml"))
space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
cell = next(sheet.iter(space + "c"))
formula, value = cell.find(space + "f"), cell.find(space + "v")
again = openpyxl.load_workbook("b.xlsx", data_only=True).active["A1"].value
print(openpyxl.__version__, "f", formula.text, "v", value, "text", value.text, "again", again)
assert formula.text == "1+2" and value is not None and not value.text and again is None
P
