#!/usr/bin/env bash
# npm nodejs-polars 0.26.1: pl.readJSON(path, {format: "lines"}) of a path raises "TypeError: method is not a function", whatever the file
# holds; the same lines as a Buffer are read, and so they are by pl.scanJson(path). Guessed: a path works as it does for format "json".
# Seen: path TypeError: method is not a function; buffer 2; scan 2; json 2.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund nodejs-polars@0.26.1 nodejs-polars-linux-x64-gnu@0.26.1 >/dev/null
printf '{"id":"a","score":2.5}\n{"id":"b","score":3.0}\n' > rows.ndjson
printf '[{"id":"a","score":2.5},{"id":"b","score":3.0}]' > rows.json
seen=$(node -e '
const pl = require("nodejs-polars"), { readFileSync } = require("node:fs");
const tell = (what, read) => {
  try { console.log(what, read().height); } catch (e) { console.log(what, String(e)); }
};
tell("path", () => pl.readJSON("rows.ndjson", { format: "lines" }));
tell("buffer", () => pl.readJSON(readFileSync("rows.ndjson"), { format: "lines" }));
tell("scan", () => pl.scanJson("rows.ndjson").collectSync());
tell("json", () => pl.readJSON("rows.json", { format: "json" }));')
echo "$seen"
[ "$seen" = 'path TypeError: method is not a function
buffer 2
scan 2
json 2' ]
