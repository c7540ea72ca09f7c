// The DuckDB peer: the rows and the roll-up of a portfolio in SQL that is made from the rubric.
//
//   node run.mjs RUBRIC.json DATA.ndjson --mode rows|rollup|both --threads N [--rows FILE] [--rollup FILE]
//
// RUBRIC.json is the canonical JSON of a rubric like the benchmark's: one criterion a practice, plain means, one scale of
// levels 1 to 5, whole weights and targets, no stages. DuckDB reads the lines, computes, and writes the rows itself; this
// script makes the SQL, and the roll-up's few kilobytes from the sums that DuckDB gives it.
//
// It does less than the portfolio command: it checks nothing, knows the tags region and tier only, no panels, and no depth but full. The
// forms of SQL below were the fastest of several that give the same bytes; the comments say which lost.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';

const { values: opt, positionals: [rubricPath, dataPath] } = parseArgs({
  allowPositionals: true,
  options: {
    mode: { type: 'string', default: 'rows' },
    threads: { type: 'string', default: '1' },
    rows: { type: 'string', default: '/dev/stdout' },
    rollup: { type: 'string', default: '/dev/stdout' },
  },
});

// The rubric, by index.
const rubric = JSON.parse(fs.readFileSync(rubricPath, 'utf8'));
const practices = rubric.practices.map((p, i) => ({
  i, id: p.id, dimension: p.dimension, criterion: `${p.id}/${p.criteria[0].id}`, weight: p.weight.all, target: p.target.all, level: `v${i}`,
}));
const dimensions = rubric.dimensions.map((d, i) => ({ i, id: d.id, part: d.part, practices: practices.filter((p) => p.dimension === d.id) }));
const parts = rubric.parts.map((p, i) => ({ i, id: p.id, dimensions: dimensions.filter((d) => d.part === p.id) }));
const levels = [1, 2, 3, 4, 5];

// Pieces of SQL.
const text = (s) => `'${String(s).replaceAll("'", "''")}'`;
const name = (s) => `"${s.replaceAll('"', '""')}"`;
const sum = (terms) => `(${terms.join(' + ')})`;
const when = (condition, value) => `CASE WHEN ${condition} THEN ${value} ELSE 0 END`;

// Step 1: the lines. Each answer is read as text, because it is a number or an object. It becomes its level, 0 for not
// applicable, -1 for missing. (Slower: a list of JSON paths over the whole line, and answers of type JSON.)
const answer = (p) => {
  const x = `answers.${name(p.criterion)}`;
  return `CASE WHEN ${x} IS NULL THEN -1 WHEN length(${x}) = 1 THEN CAST(${x} AS TINYINT)
    ELSE coalesce(CAST(json_extract_string(${x}, '$.level') AS TINYINT), CASE WHEN json_exists(${x}, '$.na') THEN 0 ELSE -1 END) END AS ${p.level}`;
};
const lines = `SELECT subject, date, ${practices.map(answer)}
  FROM read_ndjson(${text(dataPath)}, columns = {
    subject: 'STRUCT(id VARCHAR, name VARCHAR, tags STRUCT(region VARCHAR, tier VARCHAR))', date: 'VARCHAR',
    answers: ${text(`STRUCT(${practices.map((p) => `${name(p.criterion)} VARCHAR`)})`)}})`;

// Step 2: of each dimension w, the applicable weight; a, the answered one; s, the sum of weight times level; d, its score.
const weighed = `SELECT *, ${dimensions.map((d) => `
    CAST(${sum(d.practices.map((p) => `${p.weight} * (${p.level} <> 0)::INT`))} AS DOUBLE) AS w${d.i},
    CAST(${sum(d.practices.map((p) => `${p.weight} * (${p.level} > 0)::INT`))} AS DOUBLE) AS a${d.i},
    CAST(${sum(d.practices.map((p) => `${p.weight} * greatest(${p.level}, 0)`))} AS DOUBLE) AS s${d.i}`)}
  FROM (${lines})`;
const dimensionScores = `SELECT *, ${dimensions.map((d) => `s${d.i} / nullif(a${d.i}, 0) AS d${d.i}`)} FROM (${weighed})`;

// Step 3: the same of each part.
const inPart = (p, term) => sum(p.dimensions.map(term));
const partScores = `SELECT *, ${parts.map((p) => `
    ${inPart(p, (d) => `w${d.i}`)} AS pw${p.i}, ${inPart(p, (d) => `a${d.i}`)} AS pa${p.i}, ${inPart(p, (d) => `s${d.i}`)} AS ps${p.i},
    ${inPart(p, (d) => `coalesce(w${d.i} * d${d.i}, 0)`)} / nullif(${inPart(p, (d) => when(`a${d.i} > 0`, `w${d.i}`))}, 0) AS p${p.i}`)}
  FROM (${dimensionScores})`;

// Step 4: the whole. The score is made of the parts that have one; when none has, the bounds are those of all parts.
const assessed = (p) => `pa${p.i} > 0`;
const none = `NOT (${parts.map(assessed).join(' OR ')})`;
const overParts = (term) => sum(parts.map((p) => when(`${assessed(p)} OR ${none}`, term(p))));
const reached = (l) => sum(parts.map((p) => when(assessed(p), sum(p.dimensions.flatMap((d) => d.practices.map((q) => `${q.weight} * (${q.level} >= ${l})::INT`))))));
const overall = `SELECT *,
    ${sum(parts.map((p) => `coalesce(pw${p.i} * p${p.i}, 0)`))} / nullif(${sum(parts.map((p) => when(assessed(p), `pw${p.i}`)))}, 0) AS score,
    nullif(${overParts((p) => `pw${p.i}`)}, 0) AS weight, ${overParts((p) => `pa${p.i}`)} AS answered, ${overParts((p) => `ps${p.i}`)} AS points,
    ${sum(practices.map((p) => when(`${p.level} > 0`, `${p.weight} * (least(${p.level}, ${p.target}) - 1)`)))}
      / nullif(${sum(practices.map((p) => `${p.weight * (p.target - 1)} * (${p.level} > 0)::INT`))}, 0) AS attainment,
    ${levels.slice(1).map((l) => `${reached(l)} AS reached${l}`)},
    least(${practices.map((p) => `CASE WHEN ${p.level} > 0 THEN ${p.level} * 1000 + ${p.i} END`)}) % 1000 AS weakest,
    ${practices.map((p) => `${when(`${p.level} > 0`, `greatest(${p.target} - ${p.level}, 0) * ${p.weight * 1000} + ${999 - p.i}`)} AS c${p.i}`)}
  FROM (${partScores})`;

// Step 5: the focus. c codes a practice's priority above its place from the end; the next in rank is the greatest below the
// one before. (Twice as slow: sorting a list of the codes.)
let ranked = overall;
for (let rank = 1; rank <= 5; rank++) {
  const below = practices.map((p) => (rank === 1 ? `c${p.i}` : `CASE WHEN c${p.i} < f${rank - 1} THEN c${p.i} END`));
  ranked = `SELECT *, greatest(${below}) AS f${rank} FROM (${ranked})`;
}

// Step 6: the text of a row. Scores are billionths. (Slower: trimming zeros, a list of all texts, and || in place of
// concat, which copies the row at every piece.)
const units = (x) => `CAST(round_even(${x} * 1e9, 0) AS BIGINT)`;
const number = (x) => `coalesce(CAST(${units(x)} / 1e9 AS VARCHAR), 'null')`;
const quoted = (x) => `coalesce(CAST(to_json(${x}) AS VARCHAR), 'null')`;
const whole = (x) => `coalesce(CAST(${x} AS VARCHAR), 'null')`;
const id = (index) => `[${practices.map((p) => text(JSON.stringify(p.id)))}][1 + ${index}]`;
const members = (nodes, value) => nodes.map((n, i) => `${text(`${i ? ',' : ''}${JSON.stringify(n.id)}:`)}, ${value(n)}`);
const tags = ['region', 'tier'].map((t) => `CASE WHEN subject.tags.${t} IS NOT NULL THEN concat(${text(`"${t}":`)}, ${quoted(`subject.tags.${t}`)}) END`);
const focus = [1, 2, 3, 4, 5].map((k) => `CASE WHEN f${k} >= 1000 THEN ${id(`999 - f${k} % 1000`)} END`);
const stage = `1 + ${sum(levels.slice(1).map((l) => `(20 * reached${l} >= 17 * weight)::INT`))}`;
const row = `concat('{"id":', ${quoted('subject.id')}, ',"name":', ${quoted('subject.name')}, ',"date":', ${quoted('date')},
  ',"stage":null,"sector":null,"member":null,"tags":{', concat_ws(',', ${tags}), '},"depth":"full","asked":${practices.length},"criteria":${practices.length},"overall":{"score":', ${number('score')},
  ',"low":', ${number('(points + weight - answered) / weight')}, ',"high":', ${number('(points + 5 * (weight - answered)) / weight')},
  ',"coverage":', ${number('answered / weight')}, ',"level":', ${whole('CAST(floor(round(score * 1e9) / 1e9) AS INTEGER)')},
  ',"stage_reached":', ${whole(`CASE WHEN score IS NOT NULL THEN ${stage} END`)}, ',"attainment":', ${number('attainment')},
  ',"weakest":', coalesce(${id('weakest')}, 'null'), '},"parts":{', ${members(parts, (p) => number(`p${p.i}`))},
  '},"dimensions":{', ${members(dimensions, (d) => number(`d${d.i}`))}, '},"focus":[', concat_ws(',', ${focus}), '],"error":null,"kind":null,"file":null,"line":null,"column":null,"more":null}')`;
const scores = [...practices.map((p) => p.level), ...dimensions.map((d) => `${units(`d${d.i}`)} AS k${d.i}`)];

const db = await (await DuckDBInstance.create(':memory:', { threads: opt.threads })).connect();
const query = async (sql) => (await db.runAndReadAll(sql)).getRowsJS();
const copy = (select) => db.run(`COPY (${select}) TO ${text(opt.rows)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01', USE_TMP_FILE false)`);

// Rows alone stream from the query into the output, in the order of the lines; a roll-up needs its table of scores.
if (opt.mode === 'rows') {
  await copy(`SELECT ${row} AS line FROM (${ranked})`);
} else {
  const columns = { both: [`${row} AS line`, 'subject.tags.region AS region', ...scores], rollup: ['subject.tags.region AS region', ...scores] };
  await db.run(`CREATE TEMP TABLE records AS SELECT ${columns[opt.mode]} FROM (${opt.mode === 'rollup' ? dimensionScores : ranked})`);
  if (opt.mode !== 'rollup') await copy('SELECT line FROM records');
  fs.writeFileSync(opt.rollup, await rollup());
}

// rollup counts the table records. Sums are whole numbers, so their order does not matter; a mean is one division.
async function rollup() {
  const mean = (total, n) => (n > 0n ? String(Number(total) / Number(n)) : 'null');
  const list = (items) => items.join(',');
  const count = new Map();
  for (const [p, level, n] of await query(practices.map((p) => `SELECT ${p.i}, ${p.level}, count(*) FROM records GROUP BY ${p.level}`).join(' UNION ALL '))) {
    count.set(`${p} ${level}`, n);
  }
  const practice = (p) => {
    const of = (level) => count.get(`${p.i} ${level}`) ?? 0n;
    const n = levels.reduce((t, l) => t + of(l), 0n);
    return `"${p.id}":{"answered":${n},"mean":${mean(levels.reduce((t, l) => t + BigInt(l) * of(l), 0n), n)},"levels":[${list(levels.map(of))}],"na":${of(0)}}`;
  };
  const means = dimensions.map((d) => `count(k${d.i}), sum(k${d.i})::BIGINT`);
  const sums = (values, d) => `"n":${values[2 * d.i]},"mean":${mean(values[2 * d.i + 1], values[2 * d.i] * 1000000000n)}`;
  const [whole] = await query(`SELECT ${means}, ${dimensions.map((d) => `quantile_cont(k${d.i}, [0.1, 0.25, 0.5, 0.75, 0.9])`)}, count(*) FROM records`);
  const spread = (d) => {
    const at = whole[2 * dimensions.length + d.i];
    return `"${d.id}":{${sums(whole, d)},${list([10, 25, 50, 75, 90].map((p, k) => `"p${p}":${at ? Number(at[k]) / 1e9 : null}`))}}`;
  };
  const regions = await query(`SELECT ${means}, region FROM records WHERE region IS NOT NULL GROUP BY region ORDER BY region`);
  const region = (values) => `${JSON.stringify(values.at(-1))}:{${list(dimensions.map((d) => `"${d.id}":{${sums(values, d)}}`))}}`;
  return `{"n":${whole.at(-1)},"practices":{${list(practices.map(practice))}},"dimensions":{${list(dimensions.map(spread))}},"regions":{${list(regions.map(region))}}}\n`;
}
