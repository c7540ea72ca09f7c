#!/usr/bin/env bash
# npm echarts 6.1.0: the line "median" of a series (markLine) sorts the answers that there are, and takes the middle of the length with the gaps
# counted in. Each null or "-" behind 1, 2, 3, 4 moves it half a level up, past three gaps there is no line at all; the line "average" of the
# same series leaves gaps out. The transform "boxplot" of datasets sorts null as 0: the whisker of five levels with a gap ends at 0.
# Guessed: a gap is left out, as the same library does for the average, the axis and the drawing.
# Seen: median 2.5, 3, 3.5, 4, none for no gap to four, average 2.5 each time; boxplot of 2, null, 5, 4, 3: lowest 0, median 3.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm install --silent --no-audit --no-fund echarts@6.1.0 >/dev/null
cat > main.mjs <<'J'
import * as echarts from "echarts";

const chart = (option) => {
  const made = echarts.init(null, null, { renderer: "svg", ssr: true, width: 600, height: 400 });
  made.setOption({ animation: false, yAxis: {}, ...option });
  return made;
};
const line = (data, type) => chart({
  xAxis: { data: data.map((_, i) => `q${i}`) },
  series: { type: "line", data, markLine: { label: { formatter: (p) => `is ${p.value}!` }, data: [{ type }] } },
}).renderToSVGString().match(/is ([0-9.]+)!/)?.[1] ?? "none";
for (let gaps = 0; gaps < 5; gaps++) {
  const data = [1, 2, 3, 4, ...[null, "-", null, "-"].slice(0, gaps)];
  console.log(gaps, "gaps: median", line(data, "median"), "average", line(data, "average"));
}
const box = (answers) => {
  const made = chart({
    dataset: [{ source: [answers] }, { transform: { type: "boxplot" } }],
    xAxis: { type: "category" },
    series: { type: "boxplot", datasetIndex: 1 },
  });
  const store = made.getModel().getSeriesByIndex(0).getData();
  return ["Low", "Q2", "High"].map((name) => store.get(name, 0)).join(" ");
};
console.log("box with a gap", box([2, null, 5, 4, 3]), "without", box([2, 5, 4, 3]));
process.exit(0);
J
seen=$(node main.mjs)
echo "$seen"
[ "$seen" = '0 gaps: median 2.5 average 2.5
1 gaps: median 3 average 2.5
2 gaps: median 3.5 average 2.5
3 gaps: median 4 average 2.5
4 gaps: median none average 2.5
box with a gap 0 3 5 without 2 3.5 5' ]
