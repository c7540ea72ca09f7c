// The page itself: one view at a time, by what stands behind the # of its address, so that a reload and the way back
// lead where somebody was. What comes out of the data is set as text, and never as markup. Data and script stand in
// the head, and the script waits for the body, so that a browser lays out no text before the first view is up to date.
addEventListener('DOMContentLoaded', (() => {
  const find = (id) => document.getElementById(id), data = JSON.parse(find('data').textContent);
  const {people} = data, {isGiven, isSettled, line} = answers;
  const main = document.querySelector('main'), header = document.querySelector('header'), first = find('start');
  const part = (c) => data.parts[data.dimensions[data.practices[c.practice].dimension].part];
  const tags = {__proto__: null, zh: 'zh-Hans', en: 'en'};
  let lang = data.lang, who = people.length === 1 ? people[0] : null, facts = {}, entries = {};

  const say = (text) => Array.isArray(text) ? text[+(lang === 'zh')] : text || '';
  const t = (key, values) => say(data.words[key]).replace(/\{(\w+)\}/g, (_, k) => values[k]);

  // h makes an element of a tag, attributes and functions for events, with texts and elements in it.
  function h(tag, has, ...inside) {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(has)) {
      if (typeof v === 'function') e.addEventListener(k, v);
      else if (v !== false && v !== undefined) e.setAttribute(k, v === true ? '' : v);
    }
    e.append(...inside.flat(4).filter((i) => i || i === 0));
    return e;
  }
  const button = (text, click, kind) => h('button', {type: 'button', class: kind, click}, text);
  const p = (text, kind) => h('p', {class: kind}, text), h1 = (text) => h('h1', {tabindex: -1}, text);
  const pair = (kind, ...buttons) => h('div', {class: kind + ' pair'}, buttons);

  // The draft: a key for each answer, so that two windows do not write over each other. One draft belongs to one
  // person and one questionnaire; those of its earlier versions are offered.
  const scope = () => 'fathom|' + data.scope + '|' + (who ? who.id : '') + '|', mine = () => scope() + data.sign + '|';
  const store = {works: true};
  const tryTo = (f) => { try { return f(); } catch { store.works = false; } };
  const keysOf = (start) => tryTo(() => Object.keys(localStorage).filter((k) => k.startsWith(start))) || [];
  function put(key, value) {
    tryTo(() => localStorage.setItem(key, typeof value === 'string' ? value : JSON.stringify(value)));
    status();
  }
  const get = (key) => tryTo(() => localStorage.getItem(key));
  // read is an object of the draft. Any page may have written there: what cannot be ours is left out.
  function read(key, c) {
    let e = {};
    try { e = JSON.parse(get(key)) || {}; } catch { /* not ours */ }
    for (const k of Object.keys(e)) if (k !== 'level' && k !== 'left' && typeof e[k] !== 'string') delete e[k];
    if (c && e.is === 'level' && !data.scales[c.scale].some((l) => l.level === e.level)) delete e.is;
    return e;
  }
  function load() {
    entries = {...data.given};
    facts = read(mine());
    for (const c of data.criteria) if (get(mine() + c.id)) entries[c.id] = read(mine() + c.id, c);
  }
  function keep(id) {
    facts = {date: today(), ...facts, at: today()};
    put(mine(), facts);
    if (id) put(mine() + id, entries[id]);
  }
  function forget() {
    for (const k of keysOf(scope())) tryTo(() => localStorage.removeItem(k));
    entries = {...data.given};
    facts = {};
    go('');
  }
  // earlier finds the newest draft that was made with another version of this questionnaire.
  function earlier() {
    const drafts = Object.create(null);
    for (const k of keysOf(scope())) {
      const [sign, id] = k.slice(scope().length).split('|');
      if (sign === data.sign) continue;
      const d = drafts[sign] = drafts[sign] || {sign, facts: {}, entries: {}};
      if (id) d.entries[id] = read(k, data.criteria.find((c) => c.id === id)); else d.facts = read(k);
    }
    return Object.values(drafts).filter((d) => Object.values(d.entries).some(isGiven))
      .sort((a, b) => String(b.facts.at).localeCompare(String(a.facts.at)))[0];
  }
  function takeOver(d) {
    let left = 0;
    for (const [id, e] of Object.entries(d.entries)) {
      const c = data.criteria.find((q) => q.id === id);
      if (!isGiven(e) || isGiven(entries[id])) continue;
      if (!c || c.text !== e.text) { left++; continue; }
      entries[id] = e;
      keep(id);
    }
    facts = {...d.facts, ...facts, taken: d.sign};
    keep();
    render();
    tell(left ? t('tookSome', {n: left}) : t('took'));
  }
  const write = (e, text) => { if (e && e.textContent !== text) e.textContent = text || ''; };
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10); // here

  // What is asked: the criteria of the depth but for what the sector leaves out, and before those of a partner a step
  // that asks which one.
  const fixed = data.subject.id !== '';
  const sector = () => data.subject.sector || !fixed && facts.sector || '';
  const asked = () => data.criteria.filter((c) => !c.out?.includes(sector()) && !(facts.left && part(c).member));
  const any = () => Object.values(entries).some(isGiven);
  const settled = (c) => isSettled(entries[c.id]);
  const open = () => asked().filter((c) => !settled(c));
  const partners = () => data.criteria.filter((c) => part(c).member);
  const member = () => data.subject.member || !facts.left && partners().length > 0 && line(facts.member) || '';
  function steps() {
    const out = [];
    for (const c of data.criteria) {
      if (part(c).member && !data.subject.member && !out.includes('partner')) out.push('partner');
      if (asked().includes(c)) out.push(String(c.at + 1));
    }
    return [...out, 'end'];
  }
  function known() {
    const s = {...data.subject};
    if (!fixed) {
      Object.assign(s, {name: line(facts.subject), sector: sector()});
      s.id = answers.id(s.name, 's-');
      s.stage = s.stage || facts.stage || data.stage;
    }
    s.member = member();
    const name = line(facts.name);
    const rater = who || {id: answers.id(name, 'r-'), name, role: line(facts.role)};
    return {subject: s, rater, date: data.date || facts.date || today(), depth: facts.left ? data.alone : data.depth};
  }
  // called is what somebody on the list goes by: of two with one name, also by role and id.
  const called = (r) => people.some((o) => o !== r && o.name === r.name) ? dotted(r.name, r.role, r.id) : r.name || r.id;
  const dotted = (...list) => list.filter(Boolean).join(' · ');
  const lacks = () => [!who && people.length && 'who', !who && !line(facts.name) && 'name',
    !fixed && !line(facts.subject) && 'subject'].filter(Boolean);

  const here = () => location.hash.slice(1);
  function go(to) {
    if (here() === to) render(); else location.hash = to;
  }
  const move = (by) => go(steps()[steps().indexOf(here()) + by] || '');

  function status() {
    const s = find('status'), text = store.works ? any() ? t('kept') : '' : t('notKept');
    s.className = store.works ? text && 'good' : 'bad';
    write(s, text);
    const n = asked().length, done = n - open().length, bar = header.querySelector('progress');
    if (bar) Object.assign(bar, {max: n, value: done});
    write(find('count'), t('answered', {n: done, all: n}));
  }
  const tell = (text, kind) => Object.assign(find('status'), {textContent: text, className: kind || ''});

  function bar(at) {
    const other = lang === 'zh' ? 'en' : 'zh';
    header.replaceChildren(
      h('p', {id: 'status', role: 'status'}),
      at ? h('a', {href: '#list', id: 'count'}) : '',
      data.langs > 1 ? h('button', {type: 'button', id: 'lang', class: 'plain small', lang: tags[other],
        click: () => { lang = other; put('fathom|lang', lang); render('lang'); }}, other === 'zh' ? '中文' : 'English') : '',
      at ? h('progress', {'aria-label': t('progress')}) : '');
  }

  // typed has a field write what is typed into the facts.
  function typed(input) {
    input.value = facts[input.id] || '';
    input.oninput = () => { facts[input.id] = input.value; keep(); };
    return input;
  }
  // choice fills in a list to choose from, where the page has it.
  function choice(key, list, chosen, change) {
    const select = find(key);
    if (!select) return;
    select.replaceChildren(...list.map((o) => h('option', {value: o.id, selected: o.id === chosen}, say(o.name))));
    select.onchange = change || (() => { facts[key] = select.value; keep(); });
  }

  // start brings the screen with which the page begins up to date. Its elements stand in the page, in one language, and
  // are hidden till then, so that a browser lays them out once.
  function start() {
    const older = earlier(), again = any(), n = asked().length, how = find('how'), begin = find('begin');
    begin.dataset.t = again ? 'goOn' : 'begin';
    begin.onclick = () => {
      const missing = lacks();
      if (!missing.length) return go(open().length ? steps().find((x) => x === 'partner' && !member() && !facts.left ||
        open().some((c) => String(c.at + 1) === x)) : 'end');
      tell(t('missing'), 'bad');
      find(missing[0]).focus();
    };
    if (!store.works) find('private').dataset.t = 'privateNoDraft';
    for (const e of first.querySelectorAll('[data-t]')) write(e, data.words[e.dataset.t] ? t(e.dataset.t, {n}) : say(data[e.dataset.t]));
    write(find('for'), fixed && dotted(data.subject.name || data.subject.id, data.subject.member, who && called(who)));
    first.querySelectorAll('input').forEach(typed);
    choice('who', [{id: ''}, ...people.map((r, i) => ({id: i, name: called(r)}))], people.indexOf(who), () => {
      who = people[find('who').value] || null;
      put('fathom|' + data.scope, who ? who.id : '');
      load();
      render('who');
    });
    choice('stage', data.stages, facts.stage || data.stage);
    choice('sector', [...data.sectors, {id: '', name: data.words.noSector}], facts.sector || '');
    if (how) how.open = !again;
    find('older').replaceChildren(older && older.sign !== facts.taken ? h('section', {class: 'box'}, h('h2', {}, t('older')),
      p(t('olderText', {n: Object.values(older.entries).filter(isGiven).length, date: older.facts.at || ''})),
      button(t('take'), () => takeOver(older), 'plain')) : '');
    find('kept').replaceChildren(again ? forgetting() : '');
    first.hidden = false;
  }

  function forgetting() {
    const box = h('section', {class: 'forget'});
    const ask = () => {
      box.replaceChildren(p(t('sure')), pair('', button(t('yes'), forget, 'grave'), button(t('no'), rest, 'plain')));
      box.lastChild.lastChild.focus();
    };
    const rest = () => box.replaceChildren(button(t('forget'), ask, 'link'));
    rest();
    return box;
  }

  function partner() {
    const can = data.alone && !partners().some((c) => isGiven(entries[c.id]));
    const name = h('div', {hidden: Boolean(facts.left), class: 'field'}, h('label', {for: 'member'}, t('firm')),
      typed(h('input', {id: 'member', maxlength: 200, autocomplete: 'off'})), p(t('firmHelp'), 'aside'));
    const leave = h('input', {type: 'checkbox', id: 'left', checked: Boolean(facts.left), change: () => {
      facts.left = leave.checked;
      name.hidden = leave.checked;
      keep();
    }});
    return [h1(t('partner')), p(t('partnerText', {n: partners().length})), name,
      (can || facts.left) && h('label', {class: 'level', for: 'left'}, leave, h('span', {}, t('leave'))), nav()];
  }

  const nav = () => pair('send', button(t('back'), () => move(-1), 'plain'), button(t('next'), () => move(1)));

  function question(c) {
    const e = entries[c.id] || {}, practice = data.practices[c.practice];
    const set = (change) => { entries[c.id] = {...entries[c.id], ...change, text: c.text}; keep(c.id); };
    const list = asked(), firm = part(c).member && member();
    const reason = h('input', {class: 'reason', maxlength: 500, 'aria-label': t('why'), placeholder: t('why'), hidden: e.is !== 'na',
      input: () => set({why: reason.value})});
    reason.value = e.why || '';
    const radio = (is, level, kind, ...inside) => h('label', {class: 'level ' + kind}, h('input', {type: 'radio', name: 'level',
      value: level ?? is, checked: e.is === is && (level ?? e.level) === e.level, change: () => {
        set({is, level});
        reason.hidden = is !== 'na';
        if (is === 'na') reason.scrollIntoView({block: 'center'});
        undo.hidden = false;
      }}), ...inside);
    const undo = button(t('undo'), () => { set({is: '', level: undefined}); render('undo'); }, 'link');
    undo.hidden = !e.is;
    const area = (key, label, most) => {
      const box = h('textarea', {id: key, maxlength: most, rows: 2, input: () => set({[key]: box.value})});
      box.value = e[key] || '';
      return [h('label', {for: key}, label), box];
    };
    const sure = ['', 'low', 'medium', 'high'].map((v) => h('option', {value: v, selected: v === (e.sure || '')}, v && t(v)));
    return [p(dotted(t('where', {n: list.indexOf(c) + 1, all: list.length}), firm, say(practice.name), say(c.rung)), 'where'),
      h1(say(c.name)), say(c.question) && p(say(c.question), 'ask'),
      practice.evidence && h('details', {}, h('summary', {}, t('evidence')), h('ul', {}, practice.evidence.map((x) => h('li', {}, say(x))))),
      h('fieldset', {}, h('legend', {class: 'unseen'}, t('level')),
        data.scales[c.scale].map((l, k) => radio('level', l.level, '', h('b', {class: 'number'}, l.level),
          h('span', {}, h('b', {}, say(l.name)), ' ', say(c.levels[k])))),
        ['unknown', 'na'].map((is) => radio(is, undefined, 'other', h('span', {}, t(is)))), reason),
      undo,
      h('details', {open: Boolean(e.note || e.seen || e.sure)}, h('summary', {}, t('more')), area('note', t('note'), 2000),
        area('seen', t('seen'), 600), h('label', {for: 'sure'}, t('confidence')),
        h('select', {id: 'sure', change: (x) => set({sure: x.target.value})}, sure)), nav()];
  }

  // worded says an answer in a few words.
  function worded(c) {
    const e = entries[c.id];
    if (!settled(c)) return t('open');
    if (e.is !== 'level') return t(e.is === 'na' ? 'isNA' : 'unknown');
    return e.level + ' ' + say(data.scales[c.scale].find((l) => l.level === e.level)?.name);
  }
  // remark is what else an answer says; it is seen in print.
  const remark = ({id}) => { const e = entries[id] || {}; return p(dotted(e.is === 'na' && e.why, e.note, e.seen)); };
  function list() {
    const groups = data.dimensions.map((d, i) => [d, asked().filter((c) => data.practices[c.practice].dimension === i)]);
    return [h1(t('all')), p(open().length ? t('left', {n: open().length}) : t('none')),
      groups.filter(([, rows]) => rows.length).map(([d, rows]) => [h('h2', {}, say(d.name)), h('ol', {class: 'list'}, rows.map((c) =>
        h('li', {class: settled(c) ? '' : 'open'}, h('a', {href: '#' + (c.at + 1)}, say(c.name)), h('span', {}, worded(c)), remark(c))))]),
      pair('send', button(t('toStart'), () => go(''), 'plain'), button(t('toEnd'), () => go('end')))];
  }

  // The end: the file, and the other ways to hand it over where a browser does not save files.
  function end() {
    const left = open(), name = fileName(), more = h('div', {'aria-live': 'polite'});
    const text = () => answers.file(data, known(), entries);
    const save = () => {
      const url = URL.createObjectURL(new Blob([text()], {type: 'application/json'}));
      h('a', {href: url, download: name + '.json'}).click();
      setTimeout(() => URL.revokeObjectURL(url), 60000);
      more.replaceChildren(p(t('saved', {name: name + '.json'}), 'good'));
    };
    const file = () => new File([text()], name + '.txt', {type: 'text/plain'});
    const canShare = navigator.canShare?.({files: [file()]});
    const copy = async () => {
      const box = h('textarea', {readonly: true, rows: 6, 'aria-label': t('copy')});
      box.value = text();
      more.replaceChildren(p(t('copyHelp')), box);
      box.select();
      const done = await navigator.clipboard?.writeText(text()).then(() => true, () => false);
      if (done || document.execCommand('copy')) more.firstChild.textContent = t('copied');
    };
    const pictures = async () => {
      const chain = await codes.chain(answers.brief(data, known(), entries));
      more.replaceChildren(p(t('pictureHelp', {n: chain.length})), ...chain.map((one, i) =>
        h('figure', {}, drawing(one), h('figcaption', {}, t('picture', {n: i + 1, all: chain.length})))));
    };
    if (!any()) return [h1(t('nothing')), nav()];
    return [h1(left.length ? t('left', {n: left.length}) : t('done')),
      left.length ? [p(t('leftText')), button(t('toOpen'), () => go(String(left[0].at + 1)), 'plain')] : p(t('doneText')),
      h('section', {class: 'box'}, h('h2', {}, t('hand')), p(t('handText')),
        button(t('save'), save), p(t('other'), 'aside'), h('div', {class: 'ways'},
          canShare && button(t('share'), () => navigator.share({files: [file()]}).catch(() => {}), 'plain'),
          button(t('copy'), copy, 'plain'), button(t('pictures'), pictures, 'plain')), more),
      pair('', button(t('back'), () => move(-1), 'plain'), button(t('all'), () => go('list'), 'plain')), forgetting()];
  }
  function fileName() {
    const {rater: r, subject: s} = known(), stem = answers.stem(r.name || '');
    // an id of the list's own tells two with one name apart
    return ['rate', stem.slice(0, 40), (!stem || r.id !== answers.id(r.name, 'r-')) && r.id, s.member && answers.stem(s.member)]
      .filter(Boolean).join('-').slice(0, 60);
  }
  function drawing(text) {
    const rows = codes.picture(text), px = 6, side = (rows.length + 8) * px;
    const picture = h('canvas', {width: side, height: side, class: 'code', role: 'img', 'aria-label': t('code')});
    const ink = picture.getContext('2d');
    ink.fillStyle = '#fff';
    ink.fillRect(0, 0, side, side);
    ink.fillStyle = '#000';
    rows.forEach((row, y) => row.forEach((on, x) => on && ink.fillRect((x + 4) * px, (y + 4) * px, px, px)));
    return picture;
  }

  // render draws the view that the address names. The heading takes the focus, or what had it before; when the page is
  // opened nothing does, as that would have the browser lay out at once what it lays out anyway.
  function render(focus) {
    document.documentElement.lang = tags[lang];
    document.title = say(data.title);
    const at = lacks().length ? '' : here(), c = data.criteria.find((q) => String(q.at + 1) === at);
    const view = c ? () => question(c) : {__proto__: null, list, end, partner}[at];
    bar(view && at);
    if (view) main.replaceChildren(...view().flat(3).filter(Boolean));
    else {
      if (main.firstChild !== first) main.replaceChildren(first);
      start();
    }
    status();
    if (focus === false) return;
    const e = focus && find(focus) || main.querySelector('h1');
    e.focus({preventScroll: true});
    if (!focus) scrollTo(0, 0);
  }

  // What is printed are all answers, whatever is in view.
  addEventListener('beforeprint', () => {
    const {subject: s, rater: r, date} = known();
    main.append(h('section', {id: 'print'}, p(say(data.title)), p(dotted(s.name, s.member, r.name, date)), list()));
  });
  addEventListener('afterprint', () => find('print').remove());
  addEventListener('hashchange', () => render());
  addEventListener('storage', (e) => {
    if (e.key && !e.key.startsWith(mine())) return;
    load();
    if (!document.hasFocus()) render('status');
  });
  addEventListener('pageshow', (e) => { if (e.persisted) { load(); render('status'); } });
  addEventListener('beforeunload', (e) => {
    if (!store.works && any()) e.preventDefault();
  });

  tryTo(() => { localStorage.setItem('fathom|?', '1'); localStorage.removeItem('fathom|?'); });
  if (data.langs > 1) lang = [get('fathom|lang'), navigator.language?.slice(0, 2)].find((l) => l in tags) || lang;
  if (people.length > 1) who = people.find((r) => r.id === get('fathom|' + data.scope)) || null;
  load();
  render(false);
}));
