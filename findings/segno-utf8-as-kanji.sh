#!/usr/bin/env bash
# Debian python3-segno 1.4.1-1: make(text, encoding="utf-8", eci=True) still writes some Chinese names in the QR mode "kanji". Whether it does
# is decided by the bytes of the UTF-8, of which some pairs look like Shift_JIS: 王芳 (and 经理, 陈静) become kanji, 张三 stays in bytes. Readers
# then show other characters, as they must: a sign-in list with one code a person holds a few that name nobody. mode="byte" is right for all.
# Guessed: an encoding that is asked for, and announced, is the encoding that is written.
# Seen: 王芳 kanji 邇玖患, 张三 byte 张三; by mode="byte" both as given (npm jsqr 1.4.0 reads).
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
dpkg -s python3-segno >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends python3-segno=1.4.1-1 >/dev/null
npm install --silent --no-audit --no-fund jsqr@1.4.0 pngjs@7.0.0 >/dev/null
/usr/bin/python3 - <<'P'
import segno

with open("modes", "w") as modes:
    for i, name in enumerate(["王芳", "张三"]):
        for how in [{}, {"mode": "byte"}]:
            code = segno.make(name, encoding="utf-8", eci=True, micro=False, **how)
            code.save(f"{i}{len(how)}.png", scale=6, kind="png", light="#ffffff", dark="#010101")
            modes.write(f"{i}{len(how)}.png {name} {code.mode}\n")
P
cat > read.mjs <<'J'
import { readFileSync } from "node:fs";
import jsqr from "jsqr";
import { PNG } from "pngjs";

for (const line of readFileSync("modes", "utf8").trim().split("\n")) {
  const [file, name, mode] = line.split(" ");
  const picture = PNG.sync.read(readFileSync(file));
  const read = (jsqr.default ?? jsqr)(new Uint8ClampedArray(picture.data), picture.width, picture.height);
  console.log(name, mode, read.data);
}
J
seen=$(node read.mjs)
echo "$seen"
[ "$seen" = '王芳 kanji 邇玖患
王芳 byte 王芳
张三 byte 张三
张三 byte 张三' ]
