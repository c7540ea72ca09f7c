// What three engines read of rows of JSON and of a table, as they guess the columns by themselves:
//
//   node rows.mjs rows.ndjson rows.csv
//
// One line of JSON an engine and file: how many rows there are, how many without an error, and of the coverage of those
// its sum and its least. NODE_MODULES is the folder of @duckdb/node-api, nodejs-polars and chdb; one that is not in it
// is named with null.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const modules = createRequire(join(resolve(process.env.NODE_MODULES), 'rows.js'));
const [lines, table] = process.argv.slice(2);

async function tell(module, read) {
  let engine;
  try {
    engine = modules(module);
  } catch {
    console.log(JSON.stringify({ engine: module, read: null }));
    return;
  }
  for (const [file, coverage] of [[lines, 'overall.coverage'], [table, 'coverage']]) {
    let found;
    try {
      found = (await read(engine, file, coverage)).map(Number);
    } catch (why) {
      found = String(why);
    }
    console.log(JSON.stringify({ engine: module, file, read: found }));
  }
}

const query = (coverage, source) =>
  `SELECT count(*), count(*) - count(error), sum(${coverage}), min(${coverage}) FROM ${source}`;

await tell('@duckdb/node-api', async (duckdb, file, coverage) => {
  const at = await (await duckdb.DuckDBInstance.create()).connect();
  return (await at.runAndReadAll(query(coverage, `'${file}'`))).getRows()[0];
});

await tell('chdb', (chdb, file, coverage) =>
  JSON.parse(chdb.query(query(coverage, `file('${file}')`), 'JSONCompact')).data[0]);

// Polars guesses by a hundred rows. A column of lines that has nothing in them has a type of its own, which refuses the
// first error later: where there is one, it is told to read all rows first.
await tell('nodejs-polars', (polars, file) => {
  const isTable = file.endsWith('.csv');
  const all = isTable ? polars.readCSV(file) :
    polars.scanJson(file, { inferSchemaLength: file.includes('error') ? null : 100 }).collectSync();
  const coverage = isTable ? all.getColumn('coverage').toArray() :
    all.getColumn('overall').toArray().map((overall) => overall?.coverage);
  const there = coverage.filter(Number.isFinite);
  return [all.height, all.getColumn('error').nullCount(), there.reduce((a, b) => a + b, 0), Math.min(...there)];
});
