#!/usr/bin/env bash
# npm @zxing/library 0.21.3 (jsqr 1.4.0 beside it) over qrencode 4.1.1-1: clean and sharp codes, turned in steps of five degrees. Of version 10
# (57 modules) all are read; of version 16 (81 modules) those turned by 40 and 45 degrees are not, whatever the hint, while jsQR reads
# them all. The side in modules and the place of the alignment pattern are estimated from the corners, which does not hold at that size.
# Who makes a chain of codes for cameras should make them smaller and more. Guessed: turning never matters to a sharp code.
# Seen: version 16 missed at 40 and 45 degrees, version 10 at none, jsQR at none. (gozxing 0.1.1, its port, misses some, too.)
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v qrencode >/dev/null || apt-get install -y -qq --no-install-recommends qrencode=4.1.1-1 >/dev/null
npm install --silent --no-audit --no-fund jsqr@1.4.0 pngjs@7.0.0 @zxing/library@0.21.3 >/dev/null
for version in 10 16; do
  for i in $(seq "$((version * 2))"); do printf 'line %03d;' "$i"; done > text
  qrencode -8 -v "$version" -l L -s 6 -m 4 -r text -o "$version.png"
done
cat > read.mjs <<'J'
import { readFileSync } from "node:fs";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from "@zxing/library";

// turned is a grey picture turned about its middle, each point mixed of the four nearest.
function turned({ data, width }, degrees) {
  const angle = (degrees * Math.PI) / 180, cos = Math.cos(angle), sin = Math.sin(angle);
  const side = Math.ceil(width * (Math.abs(cos) + Math.abs(sin))), out = new Uint8ClampedArray(side * side);
  const at = (x, y) => (x < 0 || y < 0 || x >= width || y >= width ? 255 : data[4 * (y * width + x)]);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const u = x - side / 2, v = y - side / 2;
      const sx = u * cos + v * sin + width / 2, sy = v * cos - u * sin + width / 2;
      const left = Math.floor(sx), top = Math.floor(sy), a = sx - left, b = sy - top;
      out[y * side + x] = (1 - b) * ((1 - a) * at(left, top) + a * at(left + 1, top)) +
        b * ((1 - a) * at(left, top + 1) + a * at(left + 1, top + 1));
    }
  }
  return { grey: out, side };
}

function zxing(grey, side) {
  try {
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, side, side)))).getText();
  } catch (e) {
    return e.constructor.name;
  }
}

for (const version of [10, 16]) {
  const picture = PNG.sync.read(readFileSync(`${version}.png`));
  const missed = { zxing: [], jsqr: [] };
  for (let degrees = 5; degrees < 90; degrees += 5) {
    const { grey, side } = turned(picture, degrees);
    const colours = new Uint8ClampedArray(4 * side * side).map((_, i) => (i % 4 === 3 ? 255 : grey[i >> 2]));
    if (!zxing(grey, side).startsWith("line 001;")) missed.zxing.push(degrees);
    if (!(jsqr.default ?? jsqr)(colours, side, side)?.data.startsWith("line 001;")) missed.jsqr.push(degrees);
  }
  console.log(version, "zxing misses", missed.zxing.join(" ") || "none", "jsqr", missed.jsqr.join(" ") || "none");
}
J
seen=$(node read.mjs)
echo "$seen"
[ "$seen" = '10 zxing misses none jsqr none
16 zxing misses 40 45 jsqr none' ]
