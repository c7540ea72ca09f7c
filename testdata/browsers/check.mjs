// Plays a workshop in real browsers and says what is wrong, one line a check: "ok NAME" or "FAIL NAME: why".
// Run by cmd/fathom/workshop_browser_test.go: FATHOM_PLAYWRIGHT is the node_modules with playwright-core.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import {Room, launch, sleep, phone, projector, desk, zh, en, dark, light} from './room.mjs';

const checkers = process.env.FATHOM_CHECKERS;
const axe = checkers ? fs.readFileSync(checkers + '/axe.min.js', 'utf8') : '';
const room = new Room(process.env.FATHOM_PROGRAM, process.argv[2], ['--depth', 'quick']);
const strangers = [], faults = [];
let browser;

// visit opens a browser of its own, with its own cookies.
async function visit(...settings) {
  const context = await browser.newContext(Object.assign({}, ...settings));
  context.setDefaultTimeout(20_000);
  context.on('request', (r) => { if (new URL(r.url()).hostname !== 'room.test') strangers.push(r.url()); });
  context.on('console', (m) => { if (/Content Security Policy|Uncaught/.test(m.text())) faults.push(m.text()); });
  context.on('weberror', (e) => faults.push(String(e.error())));
  return context.newPage();
}

async function check(name, f) {
  const began = Date.now();
  try {
    await f();
    console.log('ok ' + name + ' ' + ((Date.now() - began) / 1000).toFixed(1) + 's');
  } catch (e) {
    console.log('FAIL ' + name + ': ' + String(e.stack).replaceAll('\n', ' | ').slice(0, 900));
  }
}

const status = (page) => page.textContent('#status');
const saved = (page) => page.waitForSelector('#status.saved');
const pick = (page, level) => page.check(`input[name=level][value="${level}"]`);
const picked = (page) => page.getAttribute('input[name=level]:checked', 'value');
const isSaved = async (page, level) => { await saved(page); assert.equal(await picked(page), level); };
const save = (page) => page.click('.send button');
const shown = (page) => page.waitForSelector('.bars');
const asked = (page) => page.waitForSelector('#vote');

async function join(page, name) {
  await page.goto(room.at.join);
  await page.fill('#name', name);
  await page.click('form button');
  await page.waitForSelector('footer');
}

// looks has axe-core and the ruler look at pages.
async function looks(state, pages) {
  for (const [who, page] of Object.entries(pages)) {
    await check(`${state}: ${who}`, async () => {
      const {scrollWidth, width} = await page.evaluate(() => ({scrollWidth: document.documentElement.scrollWidth, width: innerWidth}));
      assert.ok(scrollWidth <= width, `${scrollWidth} wide in ${width}`);
      if (!axe) return;
      if (!await page.evaluate(() => window.axe)) await page.evaluate(axe);
      const found = await page.evaluate(async () => (await window.axe.run()).violations.map((v) => v.id + ' ' + v.nodes[0].html));
      assert.deepEqual(found, []);
    });
  }
}

async function play() {
  await room.start();
  browser = await launch();
  const host = await visit(desk, en, light), wall = await visit(projector, zh, dark), wall2 = await visit(projector, en, light);
  const li = await visit(phone, zh, light), ann = await visit(phone, en, dark), keys = await visit(desk, en);
  const plain = await visit(phone, zh, {javaScriptEnabled: false}), zoomed = await visit(en, {viewport: {width: 180, height: 370}, deviceScaleFactor: 2});
  const host2 = await visit(zh, dark, {viewport: {width: 640, height: 400}, deviceScaleFactor: 2}); // twice as large
  const tapper = await visit(phone, zh), second = await visit(phone, en), late = await visit(phone, zh), asleep = await visit(phone, zh, dark);
  const plainHost = await visit(desk, zh, {javaScriptEnabled: false});
  const scriptless = await visit(phone, en, dark); // the page as it is without its script, for who looks with one
  await scriptless.route('**/app.js', (r) => r.abort());
  const watched = {'phone zh': li, 'phone en dark': ann, 'phone magnified': zoomed, 'screen zh dark': wall, 'screen en': wall2, 'host en': host, 'host zh dark magnified': host2};

  await check('join by the address of the picture, in the language of the browser', async () => {
    for (const [page, lang, text] of [[li, 'zh-Hans', '谁能看到您的评分'], [ann, 'en', 'Who sees your votes']]) {
      await page.goto(room.at.join);
      assert.equal(await page.getAttribute('html', 'lang'), lang);
      assert.match(await page.textContent('main'), new RegExp(text));
    }
  });
  await looks('join', {'phone zh': li, 'phone en dark': ann});
  await check('everybody finds a seat', async () => {
    await join(li, '李娜');
    await join(ann, 'Ann');
    await join(zoomed, 'Zoe');
    await join(plain, '王强');
    await join(scriptless, 'Sam');
  });
  await check('a double tap on Join is one person', async () => {
    await tapper.goto(room.at.join);
    await tapper.fill('#name', '赵敏');
    await tapper.dblclick('form button');
    await tapper.waitForSelector('footer');
  });
  await check('two forms sent at once are one person', async () => {
    await second.goto(room.at.join);
    await second.fill('#name', 'Twice');
    await second.evaluate(() => { const f = document.querySelector('form'); f.submit(); f.submit(); });
    await second.waitForSelector('footer');
    await second.context().clearCookies();
  });
  await check('the key behind the # opens the page of the facilitator, and is not left in the address', async () => {
    for (const page of [host, host2]) {
      await page.goto(room.at.facilitator);
      await page.waitForSelector('#end');
      assert.equal(page.url(), room.url('/host'));
    }
    assert.match(await host.textContent('.now'), /7 have joined/);
    await host.click('#away summary');
    await host.selectOption('select[name=seat]', {label: 'Twice'});
    await host.check('input[name=drop]');
    await host.click('text="Take away"');
    await host.waitForFunction(() => /^6 have joined/.test(document.querySelector('.now .big').textContent), null, {timeout: 4000}).catch(async (e) => { throw new Error(await host.textContent('main')); });
  });
  await check('the screen has a picture to join', async () => {
    for (const page of [wall, wall2]) {
      await page.goto(room.at.screen);
      assert.ok(await page.evaluate(() => document.querySelector('.qr').naturalWidth) > 0);
    }
    await wall2.waitForSelector('text=Ann');
  });
  await check('keyboard alone: join', async () => {
    await keys.goto(room.at.join);
    await tabTo(keys, 'name');
    await keys.keyboard.type('Kay');
    await keys.keyboard.press('Enter');
    await keys.waitForSelector('footer');
  });
  await looks('lobby', watched);

  await check('begin, by the keyboard of the facilitator; all have the question', async () => {
    await host.focus('text="Begin"');
    await host.keyboard.press('Enter');
    for (const page of [li, ann, zoomed, keys, tapper]) await asked(page);
    await wall.waitForSelector('.levels');
    assert.equal(await ann.evaluate(() => document.activeElement.tagName), 'H1');
  });
  await looks('voting', watched);
  await check('without the script: the question comes by itself, a vote is saved', async () => {
    await asked(plain);
    await pick(plain, '4');
    await plain.click('#noting summary');
    await plain.fill('textarea', '省区有，县里没有');
    await plain.click('button[name=look]');
    assert.deepEqual([await picked(plain), await plain.inputValue('textarea')], ['4', '省区有，县里没有']);
    await save(plain);
    await saved(plain);
    assert.match(await plain.textContent('main'), /您的评分：4.*省区有，县里没有/s);
  });
  await check('without the script: who changes a vote, and the facilitator, type in peace', async () => {
    const later = 'form[action="/admin/later"] ';
    await plain.click('a.button');
    await plain.fill('textarea', '有一半');
    await plainHost.goto(room.url('/host'));
    await plainHost.fill('input[name=k]', room.at.facilitator.split('#k=')[1]);
    await plainHost.click('#door button');
    await plainHost.fill(later + 'input[name=note]', '再问一次');
    await sleep(7000);
    assert.equal(await plain.inputValue('textarea'), '有一半');
    assert.equal(await plainHost.inputValue(later + 'input[name=note]'), '再问一次');
    await save(plain);
    await saved(plain);
    await plainHost.click(later + 'button');
    await plainHost.waitForSelector('#end');
    assert.equal(await plainHost.inputValue(later + 'input[name=note]'), '再问一次');
  });
  await check('without the script: a vote can be seen', async () => {
    await scriptless.goto(room.url('/'));
    await pick(scriptless, '3');
    await save(scriptless);
    await scriptless.waitForSelector('a.button');
  });
  await looks('without the script', {phone: scriptless});
  await check('keyboard alone: arrows choose and do not vote, Enter does', async () => {
    await tabTo(keys, 'level');
    await keys.keyboard.press('ArrowDown');
    await keys.keyboard.press('ArrowDown');
    assert.equal(await status(keys), 'Not saved yet');
    const ring = await keys.evaluate(() => getComputedStyle(document.activeElement.closest('.level')).outlineWidth);
    assert.equal(ring, '3px');
    await keys.keyboard.press('Enter');
    await isSaved(keys, '3');
  });
  await check('offline: said, kept, tried again, saved', async () => {
    await ann.context().setOffline(true);
    await ann.waitForSelector('#net:not([hidden])');
    await pick(ann, '2');
    await save(ann);
    await ann.waitForSelector('#status.trying');
    await sleep(500);
    assert.match(await status(ann), /Not saved: trying again/);
    await ann.context().setOffline(false);
    await isSaved(ann, '2');
    await ann.waitForSelector('#net', {state: 'hidden'});
  });
  await check('reload: what was saved stays, what was not is said', async () => {
    await pick(ann, '5');
    assert.equal(await status(ann), 'Not saved yet');
    await ann.reload();
    await isSaved(ann, '2');
    await pick(li, '3');
    await li.reload();
    assert.deepEqual([await status(li), await li.$('input[name=level]:checked')], ['还没有评分', null]);
    await pick(li, '3');
    await save(li);
    await saved(li);
  });
  await looks('saved', {'phone zh': li, 'phone en dark': ann});
  await check('a second device of one seat', async () => {
    const [seat] = (await ann.context().cookies()).filter((c) => c.name.startsWith('seat-'));
    assert.ok(seat.httpOnly && seat.sameSite === 'Lax');
    await ann.goto(room.url('/device'));
    assert.ok(await ann.evaluate(() => document.querySelector('.qr').naturalWidth) > 0);
    await looks('device', {phone: ann});
    await second.goto(room.url('/d/' + seat.value));
    await second.click('main form button');
    await isSaved(second, '2');
    await pick(second, '1');
    await save(second);
    await saved(second);
    await ann.click('text="Back"');
    await isSaved(ann, '1');
    assert.match(await host.textContent('.side h2'), /\(7\)/);
  });
  await check('who comes late goes on with all', async () => {
    await join(late, '孙悦');
    await asked(late);
    await wall2.waitForSelector('text=孙悦');
  });
  await check('the server is killed and comes again: connected by itself, the vote ticked, the facilitator known', async () => {
    await room.kill();
    await keys.waitForSelector('#net:not([hidden])');
    await pick(tapper, '5');
    await save(tapper);
    await tapper.waitForSelector('#status.trying');
    await room.start();
    await isSaved(tapper, '5');
    await keys.waitForSelector('#net', {state: 'hidden'});
    await isSaved(keys, '3');
    await host.waitForSelector('text="Reveal"');
    await host.reload();
    await host.waitForSelector('text="Reveal"');
  });
  await check('frozen and woken', async () => {
    const cdp = await late.context().newCDPSession(late);
    await cdp.send('Page.setWebLifecycleState', {state: 'frozen'});
    await host.click('text="Reveal"');
    await shown(li);
    await sleep(300);
    await cdp.send('Page.setWebLifecycleState', {state: 'active'});
    await late.waitForSelector('.bars', {timeout: 5000});
  });
  await check('all see the votes, also without the script', async () => {
    for (const page of [ann, keys, zoomed, tapper, plain, wall, wall2, host2]) await shown(page);
    assert.match(await wall2.textContent('.speak'), /Ann \(lowest\); 赵敏 \(highest\)/);
  });
  await looks('revealed', watched);

  await check('another round; who has not saved when it ends is told so', async () => {
    await host.click('button:text-is("Vote again")');
    await asked(ann);
    await asked(second);
    await pick(second, '4');
    await save(second);
    await saved(second);
    await pick(li, '4');
    await host.click('text="Reveal"');
    await shown(li);
    assert.match(await status(li), /没等保存/);
  });
  await check('agreed', async () => {
    await host.selectOption('.now select[name=level]', '3');
    await host.fill('.now label:has-text("Why") input', 'In three regions of four');
    await host.click('.now button:text-is("Agree")');
    for (const page of [ann, li, wall, host, zoomed]) await page.waitForSelector('.agreed');
  });
  await looks('agreed', watched);

  await check('a link in a chat leads who has a seat to it, not to the form', async () => {
    await tapper.goto('about:blank');
    await tapper.setContent(`<a href="${room.at.join}">join</a>`);
    await tapper.click('a');
    await shown(tapper);
  });
  await check('the back button shows what is on now', async () => {
    await keys.evaluate(() => { window.kept = true; });
    await keys.goto('about:blank');
    await host.click('button:text-is("Next")');
    await asked(li);
    await keys.goBack();
    await asked(keys);
    console.log('note: the page was ' + (await keys.evaluate(() => window.kept) ? 'shown as it was left' : 'loaded again'));
  });
  await check('a page that is shown as it was left asks what is on now', async () => {
    await late.evaluate(() => { dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true})); });
    await host.click('text="Reveal"');
    await shown(li);
    assert.equal(await late.$('.bars'), null);
    await late.evaluate(() => { dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})); });
    await shown(late);
  });
  await check('eight pages of one browser: all load, all follow', async () => {
    const tabs = [];
    for (let i = 0; i < 8; i++) {
      const tab = await tapper.context().newPage();
      await tab.goto(room.url('/'), {timeout: 10_000});
      tabs.push(tab);
    }
    await room.act('again');
    for (const tab of tabs) await asked(tab);
    for (const tab of tabs) await tab.close();
  });
  await check('a seat that was taken away', async () => {
    await host.click('#away summary');
    await host.selectOption('select[name=seat]', {label: '孙悦'});
    await host.click('text="Take away"');
    await late.waitForSelector('form[action="/join"]');
  });
  await check('another round is voted on when the end comes', async () => {
    await join(asleep, '钱进');
    for (const page of [second, asleep, li]) await asked(page);
  });
  await check('the end: said to all, nobody is disconnected', async () => {
    await tapper.reload();
    await asked(tapper);
    await tapper.route(room.url('/'), (r) => r.abort()); // its last page does not come any more
    await pick(second, '5');
    for (const page of [second, asleep]) await page.evaluate(() => { dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true})); });
    await host.click('#end summary');
    await host.click('text="End now"');
    for (const page of [li, ann, keys, zoomed]) await page.waitForSelector('text=/over|结束/');
    assert.equal(await room.ended, 0);
    await sleep(1500);
    for (const page of [li, ann, wall, host]) assert.equal(await page.isHidden('#net'), true);
  });
  await check('the end, which only was heard of: said all the same', async () => {
    await tapper.waitForSelector('#net.said:not([hidden])');
    assert.match(await tapper.textContent('#net'), /工作坊已结束/);
  });
  await check('who slept while the workshop ended is told what may be the case, and what to do', async () => {
    for (const page of [second, asleep]) await page.evaluate(() => { dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})); });
    await asleep.waitForFunction(() => /可能工作坊已经结束.*重新打开本页.*不会丢失/.test(document.querySelector('#net').textContent), null, {timeout: 40_000});
    await second.waitForFunction(() => /may be over.*not saved yet/.test(document.querySelector('#net').textContent));
    assert.equal(await picked(second), '5');
  });
  await looks('end', {...watched, asleep, second, tapper});
  await check('no request to anywhere else, no fault of a page', async () => {
    assert.deepEqual([strangers, faults], [[], []]);
  });
}

// tabTo presses Tab until something of that name has the focus.
async function tabTo(page, name) {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.name) === name) return;
  }
  throw new Error('no way to ' + name + ' by Tab');
}

try {
  await play();
} catch (e) {
  console.log('FAIL play: ' + e.stack);
} finally {
  await browser?.close();
  room.process?.kill('SIGKILL');
}
