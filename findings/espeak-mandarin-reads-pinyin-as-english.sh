#!/usr/bin/env bash
# Debian espeak-ng 1.51+dfsg-10+deb12u2: its default Mandarin voice (cmn, also zh) looks most characters up as pinyin in Latin letters,
# and then reads those letters as English, tone number and all: mùbiāo, 目标, ends in English "four" and "one"; the figure 3 is heard as sān,
# but the character 三 as English "san one". Only the voice cmn-latn-pinyin, whose name speaks of Latin text, reads Chinese text.
# Guessed: the voice of a language reads its characters. Seen: cmn switches to (en) for 三 and 目标, cmn-latn-pinyin never does.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
command -v espeak-ng >/dev/null || apt-get install -y -qq --no-install-recommends espeak-ng=1.51+dfsg-10+deb12u2 >/dev/null
heard() { printf '%s' "$2" | LC_ALL=C.UTF-8 espeak-ng -v "$1" -x -q --stdin; }
english=""
for voice in cmn cmn-latn-pinyin; do
  for text in 3 三 目标; do
    said=$(heard "$voice" "$text")
    echo "$voice $text: $said"
    case $said in *"(en)"*) english="$english $voice:$text" ;; esac
  done
done
[ "$english" = " cmn:三 cmn:目标" ]
