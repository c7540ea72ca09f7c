#!/usr/bin/env bash
# npm vega-lite 6.5.0 with vega 6.4.0, beside npm @observablehq/plot 0.6.17: a histogram of levels with bins of one level ("bin": {"step": 1}) has
# no bar for the highest level that was given; it is counted in the bar below. Of five firms at 0, 1, 2, 3, 4 two seem to stand at 3;
# let a sixth be at 5, and one stands at 3 and two at 4. "extent": [0, 5], the scale itself, still puts the 5 with the 4; only [0, 6]
# has a bar for each. Guessed: bins are half open, so that step 1 is a bar a level, as Plot has it by interval: 1.
# Seen: 0:1 1:1 2:1 3:2 without a 5, 0:1 1:1 2:1 3:1 4:2 with one; Plot 0:1 1:1 2:1 3:1 4:1, and 5:1 besides.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund --ignore-scripts vega@6.4.0 vega-lite@6.5.0 @observablehq/plot@0.6.17 >/dev/null
cat > run.mjs <<'J'
import * as vega from "vega";
import { compile } from "vega-lite";
import * as Plot from "@observablehq/plot";

const vegaBars = async (levels, bin) => {
  const chart = { data: { values: levels.map((level) => ({ level })) }, mark: "bar",
    encoding: { x: { bin, field: "level" }, y: { aggregate: "count" } } };
  const { spec } = compile(chart);
  const view = await new vega.View(vega.parse(spec), { renderer: "none" }).runAsync();
  const rows = view.data(spec.data.at(-1).name);
  const from = Object.keys(rows[0]).find((key) => /level$/.test(key));
  return rows.map((row) => `${row[from]}:${row.__count}`).sort().join(" ");
};
const plotBars = (levels) => {
  const { data, channels } = Plot.rectY(levels, Plot.binX({ y: "count" }, { x: (level) => level, interval: 1 })).initialize();
  return [...channels.x1.value].map((from, i) => `${from}:${channels.y2.value[i]}`).join(" ");
};
for (const levels of [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4, 5]]) {
  console.log(levels.join(" "), "step", await vegaBars(levels, { step: 1 }));
  for (const extent of [[0, 5], [0, 6]]) console.log("  extent", extent.join("-"), await vegaBars(levels, { step: 1, extent }));
  console.log("  Plot", plotBars(levels));
}
J
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '0 1 2 3 4 step 0:1 1:1 2:1 3:2
  extent 0-5 0:1 1:1 2:1 3:1 4:1
  extent 0-6 0:1 1:1 2:1 3:1 4:1
  Plot 0:1 1:1 2:1 3:1 4:1
0 1 2 3 4 5 step 0:1 1:1 2:1 3:1 4:2
  extent 0-5 0:1 1:1 2:1 3:1 4:2
  extent 0-6 0:1 1:1 2:1 3:1 4:1 5:1
  Plot 0:1 1:1 2:1 3:1 4:1 5:1' ]
