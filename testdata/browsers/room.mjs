// What plays a workshop in real browsers needs: the program, the facilitator's buttons, and browsers that find it under a
// name that is not loopback. 127.0.0.1 counts as secure, and hides what fails at an address of the room's network.
import {spawn} from 'node:child_process';
import {createRequire} from 'node:module';
import readline from 'node:readline';

const {chromium} = createRequire(process.env.FATHOM_PLAYWRIGHT + '/')('playwright-core');

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Room is `fathom workshop` on a file.
export class Room {
  constructor(program, file, flags) { Object.assign(this, {program, file, flags, port: 0}); }

  // start runs the program, at the same port when it ran before, and waits for what it says first.
  async start() {
    const flags = ['workshop', this.file, '--listen', '127.0.0.1:' + this.port, '--public-host', 'room.test', '--no-browser', '--no-qr'];
    const env = {...process.env, LC_ALL: 'C', FATHOM_LANG: 'en'};
    this.process = spawn(this.program, [...flags, ...this.flags], {stdio: ['ignore', 'ignore', 'pipe'], env});
    this.ended = new Promise((done) => this.process.on('exit', done));
    this.at = {};
    this.said = '';
    await new Promise((done, fail) => {
      this.ended.then((code) => fail(new Error('ended with ' + code + ': ' + this.said)));
      readline.createInterface({input: this.process.stderr}).on('line', (line) => {
        this.said += line + '\n';
        const [, name, value] = /^([a-z ]+): (.*)/.exec(line) || [];
        if (name) this.at[name] = value;
        if (name === 'facilitator') done();
      });
    });
    this.port = Number(new URL(this.at.screen).port);
  }

  async kill() { this.process.kill('SIGKILL'); await this.ended; }

  url(path) { return 'http://room.test:' + this.port + path; }

  // post sends a form past the browsers; the cookie is of a seat.
  async post(path, fields, headers) {
    return fetch('http://127.0.0.1:' + this.port + path, {method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields)});
  }

  // act does what a button of the facilitator does.
  async act(what, fields = {}) {
    const key = this.at.facilitator.split('#k=')[1];
    const r = await this.post('/admin/' + what, {_: '', ...fields}, {Authorization: 'Bearer ' + key});
    if (r.status !== 204) throw new Error(what + ': ' + r.status + ' ' + await r.text());
  }

  // seat gives somebody without a browser a seat, and returns the cookie.
  async seat(name) {
    const r = await this.post('/join', {code: this.at['join code'], name});
    return r.headers.getSetCookie()[0].split(';')[0];
  }

  // question is what the room stands on.
  async question() {
    const key = this.at.facilitator.split('#k=')[1];
    const page = await (await fetch('http://127.0.0.1:' + this.port + '/host', {headers: {Authorization: 'Bearer ' + key}})).text();
    return /name="q" value="([^"]+)"/.exec(page)[1];
  }

  // vote has seats vote, 0 for those who do not.
  async vote(seats, levels, more = {}) {
    const q = await this.question();
    for (const [i, level] of levels.entries()) {
      if (!level) continue;
      const r = await this.post('/vote', {q, level, ...more}, {Cookie: seats[i]});
      if (r.status !== 204) throw new Error('vote: ' + r.status + ' ' + await r.text());
    }
  }
}

// launch starts a browser that finds room.test on this machine. Going back shows the page as it was left, as on phones.
export function launch() {
  return chromium.launch({executablePath: process.env.FATHOM_CHROMIUM, ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--host-resolver-rules=MAP room.test 127.0.0.1', '--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars']});
}

// Kinds of window: a phone, a projector, the facilitator's computer.
export const phone = {viewport: {width: 360, height: 740}, hasTouch: true};
export const projector = {viewport: {width: 1280, height: 720}};
export const desk = {viewport: {width: 1280, height: 800}};
export const zh = {locale: 'zh-CN'}, en = {locale: 'en-US'}, dark = {colorScheme: 'dark'}, light = {colorScheme: 'light'};
