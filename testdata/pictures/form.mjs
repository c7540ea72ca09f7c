// form.mjs FATHOM FOLDER: the picture of the questionnaire as a page for the README, in both languages: a phone with a question
// that is answered. It needs Chromium, a Chinese font and FATHOM_PLAYWRIGHT, the node_modules that has playwright-core.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {launch, phone, zh, en, light} from '../browsers/room.mjs';

const [program, folder] = process.argv.slice(2);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pictures')), file = path.join(scratch, 'rate.html');
const browser = await launch();
for (const [lang, locale, name, subject] of [['zh', zh, '李娜', '河南渠道'], ['en', en, 'Anna', 'Nordic channel']]) {
  execFileSync(program, ['form', 'export', '-f', 'html=' + file, '--name', subject, '--depth', 'quick', '-q']);
  const page = await (await browser.newContext({...locale, ...phone, ...light})).newPage();
  await page.goto('file://' + file);
  await page.fill('#name', name);
  await page.click('.send button');
  for (const level of ['2', '3']) {
    await page.check(`input[value="${level}"]`);
    if (level === '2') await page.click('.send button:last-child');
  }
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.screenshot({path: path.join(folder, `form-question-${lang}.png`)});
}
await browser.close();
fs.rmSync(scratch, {recursive: true});
