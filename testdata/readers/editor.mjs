// What an editor shows of an answer file, by the YAML language server:
//
//   node editor.mjs answers.yaml LINE COLUMN
//
// One line of JSON: what it offers at the place, counted from 0, and what it finds wrong. NODE_MODULES is the folder of
// yaml-language-server.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const modules = resolve(process.env.NODE_MODULES);
const rpc = createRequire(join(modules, 'editor.js'))('vscode-jsonrpc/node');
const [file, line, character] = process.argv.slice(2);
const uri = pathToFileURL(file).href;

const server = spawn(process.execPath, [join(modules, 'yaml-language-server/bin/yaml-language-server'), '--stdio'],
  { stdio: ['pipe', 'pipe', 'inherit'] });
const client = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout),
  new rpc.StreamMessageWriter(server.stdin));
const found = new Promise((tell) =>
  client.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => tell(diagnostics)));
client.onRequest('workspace/configuration', ({ items }) =>
  items.map(({ section }) => (section === 'yaml' ? { validate: true, completion: true, schemaStore: { enable: false } } : {})));
client.onRequest('client/registerCapability', () => null);
client.listen();
await client.sendRequest('initialize', { processId: process.pid, rootUri: null,
  capabilities: { workspace: { configuration: true }, textDocument: { completion: {} } } });
client.sendNotification('initialized', {});
client.sendNotification('textDocument/didOpen',
  { textDocument: { uri, languageId: 'yaml', version: 1, text: readFileSync(file, 'utf8') } });
const wrong = await found;
const offers = await client.sendRequest('textDocument/completion',
  { textDocument: { uri }, position: { line: Number(line), character: Number(character) } });
console.log(JSON.stringify({ offers: offers.items.map((item) => item.label), wrong: wrong.map((fault) => fault.message) }));
server.kill();
