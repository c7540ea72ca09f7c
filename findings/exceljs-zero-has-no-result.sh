#!/usr/bin/env bash
# npm exceljs 4.4.0: of a formula that comes to 0, cell.value has no result: {formula}, as if nothing had been computed yet, while one
# that comes to 2 has {formula, result}. cell.result has the 0. Who sums cell.value.result over a scorecard counts a gap of nothing as
# a missing number. Guessed: the same shape for every number. Seen: A1 {"formula":"1-1"} 0, A2 {"formula":"1+1","result":2} 2.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 >/dev/null
seen=$(node -e '
const ExcelJS = require("exceljs");
(async () => {
  const book = new ExcelJS.Workbook(), sheet = book.addWorksheet("gaps");
  sheet.getCell("A1").value = { formula: "1-1", result: 0 };
  sheet.getCell("A2").value = { formula: "1+1", result: 2 };
  const again = new ExcelJS.Workbook();
  await again.xlsx.load(await book.xlsx.writeBuffer());
  for (const at of ["A1", "A2"]) {
    const cell = again.worksheets[0].getCell(at);
    console.log(at, JSON.stringify(cell.value), cell.result);
  }
})();')
echo "$seen"
[ "$seen" = 'A1 {"formula":"1-1"} 0
A2 {"formula":"1+1","result":2} 2' ]
