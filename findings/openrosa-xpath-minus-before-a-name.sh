#!/usr/bin/env bash
# npm openrosa-xpath-evaluator 3.1.0, by which Enketo and so KoboToolbox compute web forms, beside npm jsdom 24.1.3: a minus before a path, a
# bracket or a function is not understood, "Too many tokens". An XLSForm that turns an item round by -${q1} + 6, valid XPath 1.0, has
# no score there; 6 - ${q1} and -1 * ${q1} + 6 have one, and so has a minus in front of a figure. Guessed: unary minus is part of
# XPath 1.0 (production 27), and what computes 6 - /data/q1 computes -/data/q1 + 6.
# Seen, of q1 at 2: 4, 4 and 4 for 6 - /data/q1, -1 * /data/q1 + 6, -2 + 6; refused -/data/q1 + 6, -(/data/q1) + 6, 6 + -/data/q1,
# -number(/data/q1) + 6, all 4 in jsdom.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts openrosa-xpath-evaluator@3.1.0 node-forge@1.4.3 jsdom@24.1.3 >/dev/null 2>&1
cat > run.cjs <<'J'
const { JSDOM } = require("jsdom");

const { window } = new JSDOM("<data><q1>2</q1></data>", { contentType: "application/xml" });
const { Node, XPathEvaluator, XPathResult } = window;
Object.assign(global, { window, document: window.document, Node, XPathEvaluator, XPathResult });
const OpenRosaXPath = require("openrosa-xpath-evaluator");

const sheet = window.document, asText = XPathResult.STRING_TYPE;
const said = (xpath, expression) => {
  try {
    return xpath.evaluate(expression, sheet, null, asText, null).stringValue;
  } catch (e) {
    return /^Too many tokens/.test(e.message) ? "refused" : e.message;
  }
};
for (const expression of ["6 - /data/q1", "-1 * /data/q1 + 6", "-2 + 6", "-/data/q1 + 6", "-(/data/q1) + 6", "6 + -/data/q1",
  "-number(/data/q1) + 6"]) {
  console.log(expression, "is", said(new OpenRosaXPath(), expression), "and", said(sheet, expression));
}
J
seen=$(node run.cjs)
echo "$seen"
[ "$seen" = '6 - /data/q1 is 4 and 4
-1 * /data/q1 + 6 is 4 and 4
-2 + 6 is 4 and 4
-/data/q1 + 6 is refused and 4
-(/data/q1) + 6 is refused and 4
6 + -/data/q1 is refused and 4
-number(/data/q1) + 6 is refused and 4' ]
