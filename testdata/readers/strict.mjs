// Compiles JSON Schemas with Ajv as strictly as it can:
//
//   node strict.mjs SCHEMA...
//
// Says what it refuses, and nothing where all is well. NODE_MODULES is the folder of ajv.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const Ajv = createRequire(join(resolve(process.env.NODE_MODULES), 'strict.js'))('ajv/dist/2020').default;
for (const file of process.argv.slice(2)) {
  try {
    new Ajv({ strict: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  } catch (why) {
    console.log(`${file}: ${why.message}`);
  }
}
