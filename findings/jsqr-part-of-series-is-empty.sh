#!/usr/bin/env bash
# npm jsqr 1.4.0 (and @zxing/library 0.21.3 beside it) over qrencode 4.1.1-1: a code that is one part of a series by QR's own way (Structured
# Append) is found by jsQR, with its corners and version, but its data is the empty string; there is no error and nothing says
# that it is a part. A scanner page that takes the first code it finds takes "". @zxing/library reads the part's text.
# Guessed: the part's text, or null as for no code. Seen: version 6, data "", zxing's text of 104 characters.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v qrencode >/dev/null || apt-get install -y -qq --no-install-recommends qrencode=4.1.1-1 >/dev/null
npm install --silent --no-audit --no-fund jsqr@1.4.0 pngjs@7.0.0 @zxing/library@0.21.3 >/dev/null
for i in $(seq 10 24); do printf 'line %s of fifteen;' "$i"; done > text
qrencode -8 -S -v 6 -l M -s 6 -r text -o part.png
cat > read.mjs <<'J'
import { readFileSync } from "node:fs";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from "@zxing/library";

const { data, width, height } = PNG.sync.read(readFileSync("part-01.png"));
const pixels = new Uint8ClampedArray(data);
const found = (jsqr.default ?? jsqr)(pixels, width, height);
console.log("jsqr: version", found?.version, "data", JSON.stringify(found?.data));
const grey = new Uint8ClampedArray(width * height).map((_, i) => pixels[4 * i]);
const text = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height)))).getText();
console.log("zxing:", text.slice(0, 18), text.length);
J
node read.mjs | tee seen
[ "$(head -1 seen)" = 'jsqr: version 6 data ""' ] && grep -q '^zxing: line 10 of fifteen' seen
