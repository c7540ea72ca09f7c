// What DuckDB makes of the rows of a portfolio, to be held against its roll-up:
//
//   node sums.mjs ROWS COLUMN...
//
// One line of JSON: for each column how many rows have it, its mean, its least and its greatest. Means are taken of
// decimals: a sum of floating point depends on its order. NODE_MODULES is the folder of @duckdb/node-api.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const modules = createRequire(join(resolve(process.env.NODE_MODULES), 'sums.js'));
const [rows, ...columns] = process.argv.slice(2);
const of = (c) => `[count(${c})::DOUBLE, avg(${c}::DECIMAL(18, 9)), min(${c}), max(${c})]`;

const db = await (await modules('@duckdb/node-api').DuckDBInstance.create()).connect();
const found = await db.runAndReadAll(`SELECT ${columns.map(of)} FROM '${rows}'`);
console.log(JSON.stringify(found.getRowsJS()[0]));
