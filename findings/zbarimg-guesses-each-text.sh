#!/usr/bin/env bash
# Debian zbar-tools 0.23.92-7+deb12u1 over codes of qrencode 4.1.1-1: a QR code in bytes does not say its encoding, and zbarimg decides it
# anew for each code, from the bytes alone. Short texts in valid UTF-8 are read as UTF-8, Big5 or Shift_JIS: of four names and notes
# in one list two come out as other characters, with exit 0. Only texts in ASCII are safe in a code that a stranger's reader must read.
# Guessed: valid UTF-8 is read as UTF-8, or at least all codes of one program alike.
# Seen: 张三 as given, 王芳 as 邇玖患, é as 矇, and a note as half-width katakana.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v zbarimg >/dev/null || apt-get install -y -qq --no-install-recommends zbar-tools=0.23.92-7+deb12u1 >/dev/null
command -v qrencode >/dev/null || apt-get install -y -qq --no-install-recommends qrencode=4.1.1-1 >/dev/null
seen=$(for text in 张三 王芳 é 'note: 没有证据'; do
  qrencode -8 -l M -s 6 -o one.png "$text"
  echo "$text = $(zbarimg -q --raw one.png 2>/dev/null)"
done)
echo "$seen"
[ "$seen" = '张三 = 张三
王芳 = 邇玖患
é = 矇
note: 没有证据 = note: 豐｡譛芽ｯ∵紺' ]
