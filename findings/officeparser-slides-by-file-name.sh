#!/usr/bin/env bash
# npm officeparser 5.1.1 and node-pptx-parser 1.0.1 over a deck of pptxgenjs 4.0.1: both give the slides by the numbers in their file names. The
# order in which a deck is shown stands in presentation.xml alone (p:sldIdLst); whoever drags a slide to the front in an editor
# changes that list, and the files keep their names. A test or a summary of an edited deck then reads another story, notes too.
# Guessed: the order of the list. Seen: a deck shown as third, first, second is read as first, second, third by both.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund pptxgenjs@4.0.1 jszip@3.10.1 officeparser@5.1.1 node-pptx-parser@1.0.1 >/dev/null
cat > run.mjs <<'J'
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import JSZip from "jszip";
import Deck from "pptxgenjs";

const require = createRequire(import.meta.url);
const deck = new Deck();
for (const word of ["first", "second", "third"]) {
  const slide = deck.addSlide();
  slide.addText(word, { x: 1, y: 1, w: 4, h: 1 });
  slide.addNotes("say: " + word);
}
await deck.writeFile({ fileName: "made.pptx" });

const zip = await JSZip.loadAsync(readFileSync("made.pptx")), name = "ppt/presentation.xml";
const list = await zip.file(name).async("string");
const slides = list.match(/<p:sldId [^>]*>/g);
zip.file(name, list.replace(slides.join(""), [slides[2], slides[0], slides[1]].join("")));
writeFileSync("moved.pptx", await zip.generateAsync({ type: "nodebuffer" }));

const words = (text) => text.match(/first|second|third/g).join(" ");
const office = await require("officeparser").parseOfficeAsync("moved.pptx");
console.log("officeparser", words(office));
const Parser = require("node-pptx-parser").default;
const parsed = await new Parser("moved.pptx").extractText();
console.log("node-pptx-parser", words(parsed.map((slide) => slide.text.join(" ")).join(" ")));
J
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'officeparser first first second second third third
node-pptx-parser first second third' ]
