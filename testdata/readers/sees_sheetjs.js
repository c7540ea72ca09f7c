// What SheetJS sees in workbooks: node sees_sheetjs.js BOOK.xlsx... prints an object, by file, of its sheets. Its free edition
// reads no protection, no lists, no grid lines and no page set-up.
const XLSX = require("xlsx");

function sheet(book, name, i) {
  const s = book.Sheets[name], numbers = {}, rows = [], cols = [];
  (s["!rows"] || []).forEach((row, r) => row && row.hidden && rows.push(r + 1));
  (s["!cols"] || []).forEach((col, c) => col && col.hidden && cols.push(XLSX.utils.encode_col(c)));
  for (const [at, cell] of Object.entries(s)) if (at[0] !== "!" && cell.t === "n") numbers[at] = cell.v;
  return { name, hidden: book.Workbook.Sheets[i].Hidden > 0, rows, cols, numbers };
}

const all = {};
for (const file of process.argv.slice(2)) {
  const book = XLSX.readFile(file, { cellStyles: true });
  all[file] = book.SheetNames.map((name, i) => sheet(book, name, i));
}
console.log(JSON.stringify(all));
