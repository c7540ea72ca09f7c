// workshop.mjs FATHOM FOLDER: the pictures of a workshop for the README, in both languages: a phone that has voted, the screen
// and the facilitator's page when the votes are shown. It needs Chromium, a Chinese font and FATHOM_PLAYWRIGHT, the
// node_modules that has playwright-core.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Room, launch, phone, projector, desk, zh, en, dark, light} from '../browsers/room.mjs';

const [program, folder] = process.argv.slice(2);
const rooms = {
  zh: {subject: '河南渠道', locale: zh, note: '省区目标有书面，县级没有',
    people: ['陈静', '郭磊', '李娜', '刘洋', '孙悦', '王强', '赵敏', '周凯']},
  en: {subject: 'Nordic channel', locale: en, note: 'Written down for the regions, not for the towns',
    people: ['Anna', 'Ben', 'Clara', 'Dan', 'Emma', 'Finn', 'Greta', 'Hugo']},
};

async function draw(browser, lang, {subject, locale, note, people}) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pictures'));
  const file = path.join(scratch, 'panel.yaml');
  fs.writeFileSync(file, 'format: fathom.answers/1\nrubric: {id: channel-team, version: 1.1.0}\n' +
    `subject: {id: team, name: ${subject}}\ndate: 2026-05-21\ndepth: quick\nanswers: {}\n`);
  const room = new Room(program, file, ['--depth', 'quick', '--minutes', '45']);
  await room.start();
  const visit = async (url, ...settings) => {
    const page = await (await browser.newContext(Object.assign({}, locale, ...settings))).newPage();
    await page.goto(url);
    return page;
  };
  const shoot = (page, name) => page.screenshot({path: path.join(folder, `workshop-${name}-${lang}.png`)});
  const hand = await visit(room.at.join, phone, light);
  await hand.fill('#name', people[2]);
  await hand.click('form button');
  const wall = await visit(room.at.screen, projector, dark), host = await visit(room.at.facilitator, desk, light);
  const seats = [];
  for (const name of people) if (name !== people[2]) seats.push(await room.seat(name));
  await room.act('next');
  await room.act('timer', {add: 120});
  await room.vote(seats, [2, 3, 3, 4, 2, 3, 5]);
  await room.vote(seats.slice(3, 4), [4], {note});
  await hand.check('input[name=level][value="3"]');
  await hand.click('.send button');
  await hand.waitForSelector('#status.saved');
  await shoot(hand, 'phone');
  await room.act('reveal');
  await wall.waitForSelector('.bars');
  await shoot(wall, 'screen');
  await host.waitForSelector('.notes');
  await shoot(host, 'host');
  room.process.kill('SIGTERM');
  await room.ended;
  fs.rmSync(scratch, {recursive: true});
}

const browser = await launch();
for (const [lang, setting] of Object.entries(rooms)) await draw(browser, lang, setting);
await browser.close();
