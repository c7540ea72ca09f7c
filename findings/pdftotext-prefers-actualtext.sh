#!/usr/bin/env bash
# Debian poppler-utils 22.12.0-2+deb12u3 and npm pdfjs-dist 4.10.38, over what Chromium 156 prints of Noto CJK: the font says that the glyph of
# 目 is the Kangxi radical U+2F6C, and ActualText around it in the page says U+76EE. pdftotext takes the second, pdf.js the first: a test of a
# report by pdftotext finds 目标, and a reader who searches for it in a browser's viewer finds nothing. Here is the same by a page of our own.
# Guessed: both read the same characters, or at least both honour ActualText. Seen: pdftotext 76ee 6807, pdf.js 2f6c 6807.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v pdftotext >/dev/null || apt-get install -y -qq --no-install-recommends poppler-utils=22.12.0-2+deb12u3 >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@4.10.38 >/dev/null
cat > make.mjs <<'J'
import { writeFileSync } from "node:fs";

const stream = (s) => `<< /Length ${s.length} >>\nstream\n${s}\nendstream`;
const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 80] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
  stream("BT /F 20 Tf 20 40 Td /Span << /ActualText <FEFF76EE> >> BDC (A) Tj EMC (B) Tj ET"),
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
  stream("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n" +
    "1 begincodespacerange <00> <FF> endcodespacerange\n2 beginbfchar <41> <2F6C> <42> <6807> endbfchar endcmap end end")];
let pdf = "%PDF-1.4\n", table = "";
objects.forEach((object, i) => {
  table += `${String(pdf.length).padStart(10, "0")} 00000 n \n`;
  pdf += `${i + 1} 0 obj\n${object}\nendobj\n`;
});
writeFileSync("a.pdf", `${pdf}xref\n0 7\n0000000000 65535 f \n${table}trailer << /Size 7 /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`);
J
cat > read.mjs <<'J'
import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const codes = (s) => [...s].map((c) => c.codePointAt(0).toString(16)).join(" ");
console.log("pdftotext", codes(readFileSync("a.txt", "utf8").trim()));
const pdf = await getDocument({ data: new Uint8Array(readFileSync("a.pdf")), verbosity: 0 }).promise;
const page = await (await pdf.getPage(1)).getTextContent();
console.log("pdf.js", codes(page.items.map((item) => item.str).join("")));
J
node make.mjs
pdftotext a.pdf a.txt
seen=$(node read.mjs 2>/dev/null)
echo "$seen"
[ "$seen" = 'pdftotext 76ee 6807
pdf.js 2f6c 6807' ]
