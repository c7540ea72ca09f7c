#!/usr/bin/env bash
# npm node-ical 0.27.2, ical 0.8.0, cal-parser 1.0.2 and ts-ics 2.4.6, beside ical.js 2.2.1, read one valid event. Its DESCRIPTION has a
# Windows path, C:\new, written C:\\new as RFC 5545 3.3.11 wants it; its CATEGORIES are two, the first with an escaped comma.
# node-ical and ical unescape in the wrong order: the path comes back with a line break in it, and behind a backslash that stays.
# cal-parser loses the n, too. ts-ics reads the path, and makes three categories of two, as ical does; cal-parser makes no list at all.
# Guessed: a text that the standard's four escapes can write is read by all five alike.
# Seen: ical.js "C:\\new" 2, node-ical "C:\\\new" 2, ical "C:\\\new" 3, cal-parser "C: ew" 1, ts-ics "C:\\new" 3.
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.27.2 ical@0.8.0 cal-parser@1.0.2 ts-ics@2.4.6 >/dev/null 2>&1
cat > read.mjs <<'J'
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import ical from 'ical';
import calParser from 'cal-parser';
import { convertIcsCalendar } from 'ts-ics';

const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//F//F//EN', 'BEGIN:VEVENT', 'UID:a@b', 'DTSTAMP:20261120T000000Z',
  'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261202', 'SUMMARY:Stock count', 'DESCRIPTION:C:\\\\new',
  'CATEGORIES:Sales\\, north,People', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const first = (all) => Object.values(all).find((e) => e.type === 'VEVENT');
const e = new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent');
const n = first(nodeIcal.sync.parseICS(file));
const i = first(ical.parseICS(file));
const c = calParser.parseString(file).events[0];
const t = convertIcsCalendar(undefined, file).events[0];
const seen = [
  ['ical.js', e.getFirstPropertyValue('description'), e.getFirstProperty('categories').getValues()],
  ['node-ical', n.description, n.categories],
  ['ical', i.description, i.categories],
  ['cal-parser', c.description.value, [c.categories.value]],
  ['ts-ics', t.description, t.categories],
].map(([name, text, categories]) => `${name} ${JSON.stringify(text)} ${categories.length}`).join(', ');
console.log(seen);
const want = String.raw`ical.js "C:\\new" 2, node-ical "C:\\\new" 2, ical "C:\\\new" 3, cal-parser "C: ew" 1, ts-ics "C:\\new" 3`;
process.exit(seen === want ? 0 : 1);
J
node read.mjs
