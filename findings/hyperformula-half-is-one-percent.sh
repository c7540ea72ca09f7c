#!/usr/bin/env bash
# npm hyperformula 3.5.0: TEXT(0.5,"0%") is 1%. The % of a format is taken for a letter to print: nothing is multiplied by 100, and the share is
# rounded to a whole number first. A sentence of a workbook such as ="Reached: "&TEXT(B2,"0%") is wrong a hundredfold, without an error.
# The group separator is printed as it stands, too: TEXT(1234567,"#,##0") is 1234567,##0.
# Guessed: 50%, and 1,234,567, or an error for a format that is not known.
# Seen: 1% 0.3% 1234567,##0 (TEXT(0.5,"0%"), TEXT(0.256,"0.0%"), TEXT(1234567,"#,##0")).
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund hyperformula@3.5.0 >/dev/null 2>&1
cat > calc.cjs <<'J'
const { HyperFormula } = require('hyperformula');
const sheet = HyperFormula.buildFromArray([[0]], { licenseKey: 'gpl-v3' });
console.log(['=TEXT(0.5,"0%")', '=TEXT(0.256,"0.0%")', '=TEXT(1234567,"#,##0")'].map((f) => sheet.calculateFormula(f, 0)).join(' '));
J
seen=$(node calc.cjs)
echo "$seen"
test "$seen" = "1% 0.3% 1234567,##0"
