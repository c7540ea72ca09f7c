#!/bin/sh
# make.sh FATHOM FOLDER: the pictures of the README: the gap report on a terminal and as a page, from the samples, a workshop on its
# three pages, and the questionnaire as a page; in both languages.
# It needs Chromium and a Chinese font.
set -eu
fathom=$1 folder=$2
samples=$(dirname "$0")/../../rubric/channelteam/samples
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The terminal is drawn as a page of one size of letters, in which a Chinese one is as wide as two others.
terminal() {
  cat <<'END'
<!DOCTYPE html>
<meta charset="utf-8">
<style>
  @font-face { font-family: wide; src: local("Noto Sans Mono CJK SC"); size-adjust: 120.4% }
  body { margin: 0; padding: 14px 10px; background: #15191d; color: #e9edf1 }
  pre { margin: 0; font: 15px/1.3 "DejaVu Sans Mono", wide }
</style>
END
  printf '<pre>'
  sed 's/&/\&amp;/g; s/</\&lt;/g'
  printf '</pre>\n'
}

# shoot NAME SIZE takes a picture of the page NAME.html.
shoot() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2" \
    --screenshot="$folder/$1-$lang.png" "file://$scratch/$1.html" 2>"$scratch/said" || { cat "$scratch/said" >&2; exit 1; }
}

# draw LANGUAGE SAMPLE LINES takes both pictures of a sample; LINES is the last of the report's that a picture shows.
draw() {
  lang=$1
  "$fathom" report "$samples/$2.yaml" --lang "$lang" -q -f html="$scratch/page.html" -f terminal="$scratch/report.txt"
  sed -n "2,$3p" "$scratch/report.txt" | terminal >"$scratch/terminal.html"
  shoot terminal 760,830
  shoot page 1180,1010
}

draw en nordic-reseller 41
draw zh henan-fmcg 40
if [ -n "${FATHOM_PLAYWRIGHT:-}" ]; then
  for what in workshop form; do
    FATHOM_CHROMIUM=$(command -v chromium) node "$(dirname "$0")/$what.mjs" "$fathom" "$folder"
  done
else
  echo "left out: the pictures of the workshop and of the questionnaire as a page (set FATHOM_PLAYWRIGHT to the node_modules that has playwright-core)"
fi
