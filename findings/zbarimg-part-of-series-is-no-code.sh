#!/usr/bin/env bash
# Debian zbar-tools 0.23.92-7+deb12u1 over qrencode 4.1.1-1: a text over several codes by QR's own way (Structured Append) is read only from
# one picture that holds them all. Photographs of one code each, all given in one call, yield "0 barcode symbols" and exit 4, though
# each is a perfect code and knows its place in the series; the same pictures side by side in one file give the whole text in order.
# Guessed: the parts are joined over the files of a call, or each part is printed. Seen: nothing and exit 4; side by side: the whole text.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v zbarimg >/dev/null || apt-get install -y -qq --no-install-recommends zbar-tools=0.23.92-7+deb12u1 >/dev/null
command -v qrencode >/dev/null || apt-get install -y -qq --no-install-recommends qrencode=4.1.1-1 >/dev/null
npm install --silent --no-audit --no-fund pngjs@7.0.0 >/dev/null
for i in $(seq 10 24); do printf 'line %s of fifteen;' "$i"; done > text
qrencode -8 -S -v 6 -l M -s 6 -r text -o part.png
cat > beside.mjs <<'J'
import { readFileSync, writeFileSync } from "node:fs";
import { PNG } from "pngjs";

const parts = process.argv.slice(2).map((file) => PNG.sync.read(readFileSync(file)));
const side = parts[0].width, all = new PNG({ width: side * parts.length, height: side });
parts.forEach((part, i) => PNG.bitblt(part, all, 0, 0, side, side, side * i, 0));
writeFileSync("all.png", PNG.sync.write(all));
J
node beside.mjs part-*.png
code=0
apart=$(zbarimg -q --raw part-*.png 2>/dev/null) || code=$?
echo "$(ls part-*.png | wc -l) files: '$apart', exit $code"
[ -z "$apart" ] && [ "$code" = 4 ]
[ "$(zbarimg -q --raw all.png 2>/dev/null)" = "$(cat text)" ]
echo "one picture: the whole text"
