// What exceljs sees in workbooks: node sees_exceljs.js BOOK.xlsx... prints an object, by file, of its sheets.
const ExcelJS = require("exceljs");

function sheet(s) {
  const open = [], numbers = {}, rows = [], cols = [];
  s.eachRow({ includeEmpty: true }, (row, r) => {
    if (row.hidden) rows.push(r);
    row.eachCell({ includeEmpty: true }, (cell) => {
      if (cell.protection && cell.protection.locked === false) open.push(cell.address);
      // cell.value of a formula that comes to 0 has no result; cell.result has
      const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value;
      if (typeof value === "number") numbers[cell.address] = value;
    });
  });
  for (let c = 1; c <= s.columnCount; c++) if (s.getColumn(c).hidden) cols.push(s.getColumn(c).letter);
  const lists = Object.entries(s.dataValidations.model).filter(([, rule]) => rule.type === "list").map(([cell]) => cell);
  return {
    name: s.name, hidden: s.state !== "visible", protected: !!(s.sheetProtection && s.sheetProtection.sheet),
    grid: !s.views.length || s.views[0].showGridLines !== false, fit: !!s.pageSetup.fitToPage, rows, cols, open, lists, numbers,
  };
}

(async () => {
  const all = {};
  for (const file of process.argv.slice(2)) {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    all[file] = book.worksheets.map(sheet);
  }
  console.log(JSON.stringify(all));
})();
