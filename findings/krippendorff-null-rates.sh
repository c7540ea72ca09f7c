#!/usr/bin/env bash
# npm krippendorff 0.1.0: only undefined is a missing rating; null is a level of its own. JSON has no undefined, so a rating matrix that
# was read from JSON counts every gap as an answer, and two gaps agree. Guessed: null and undefined are both missing.
# Seen: alpha 0 when the gap is undefined, -0.111 when it is null; two raters who share only a gap: NaN and 0.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund krippendorff@0.1.0
cat > run.mjs <<'J'
import { alpha } from "krippendorff";
const gap = alpha([[1, 2, undefined], [1, 1, 1]]);
const parsed = alpha(JSON.parse("[[1, 2, null], [1, 1, 1]]"));
const shared = [alpha([[1, undefined], [undefined, undefined]]), alpha(JSON.parse("[[1, null], [null, null]]"))];
console.log("undefined", gap.toFixed(3), "null", parsed.toFixed(3), "only a gap in common", ...shared);
if (gap !== 0 || parsed.toFixed(3) !== "-0.111" || !Number.isNaN(shared[0]) || Number.isNaN(shared[1])) process.exit(1);
J
node run.mjs
