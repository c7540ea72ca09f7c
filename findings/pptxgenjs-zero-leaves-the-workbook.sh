#!/usr/bin/env bash
# npm pptxgenjs 4.0.1, with exceljs 4.4.0 and jszip 3.10.1 to look: of a chart with the levels 2, 0, 4 the picture that the slide keeps has
# the 0, and the workbook behind it an empty cell. The slide shows 0 until somebody clicks "Edit Data": then the chart is drawn anew from the
# workbook, and who sums or averages it there has one level less. A gap (null) is a point without a number in the picture.
# Guessed: picture and workbook hold the same numbers, and a gap is no point.
# Seen, of 2, 0, null, 4 in a radar, a bar and a line chart: picture 2 0 "" 4, workbook 2 - - 4, its mean 3 where it is 2.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts pptxgenjs@4.0.1 exceljs@4.4.0 jszip@3.10.1 >/dev/null
cat > run.mjs <<'J'
import Deck from "pptxgenjs";
import Excel from "exceljs";
import JSZip from "jszip";

const kinds = ["radar", "bar", "line"], deck = new Deck();
for (const kind of kinds) {
  const series = [{ name: "level", labels: ["goals", "roles", "stock", "pay"], values: [2, 0, null, 4] }];
  deck.addSlide().addChart(kind, series, { x: 1, y: 1, w: 6, h: 4 });
}
const zip = await JSZip.loadAsync(await deck.write({ outputType: "nodebuffer" }));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
for (const [i, kind] of kinds.entries()) {
  const chart = await zip.file(`ppt/charts/chart${i + 1}.xml`).async("string");
  const points = [...chart.match(/<c:val>.*?<\/c:val>/s)[0].matchAll(/<c:v>(.*?)<\/c:v>/g)].map((point) => point[1] || '""');
  const book = new Excel.Workbook();
  await book.xlsx.load(await zip.file(`ppt/embeddings/Microsoft_Excel_Worksheet${i + 1}.xlsx`).async("nodebuffer"));
  const cells = [2, 3, 4, 5].map((row) => book.worksheets[0].getCell(row, 2).value);
  const there = cells.filter((value) => typeof value === "number" && !Number.isNaN(value));
  console.log(kind, "picture", points.join(" "), "workbook", cells.map((c) => c ?? "-").join(" "), "mean", mean(there));
}
J
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'radar picture 2 0 "" 4 workbook 2 - - 4 mean 3
bar picture 2 0 "" 4 workbook 2 - - 4 mean 3
line picture 2 0 "" 4 workbook 2 - - 4 mean 3' ]
