// The pages work without this script. With it they follow the room by themselves, save without leaving the page, and
// say whether a vote is saved. A phone that was asleep, or lost its network, comes back by itself: it never gives up.
'use strict';
(() => {
  const body = document.body, say = body.dataset;
  const status = document.getElementById('status'), net = document.getElementById('net');
  const patience = 20000; // after which a phone says what it may be that nobody answers
  let source = null, last = '', heard = 0, lost = 0, over = false, ends = 0, wait = 1000, again = 0, sending = null, resend = 0, reload = 0;

  const now = () => performance.now();
  const main = () => document.querySelector('main');
  const tell = (text, kind) => {
    if (!status) return;
    if (status.textContent !== text) status.textContent = text;
    status.className = kind;
  };
  const stop = () => { clearTimeout(again); clearInterval(again); };
  const connected = (is) => {
    if (over && !is) return; // load finds out whether the last page comes
    lost = is ? 0 : lost || now();
    show(is ? '' : now() - lost < patience ? say.lost : isDirty() ? say.held : say.gone);
  };
  const show = (text) => {
    if (!net || net.textContent === text) return;
    net.hidden = !text;
    net.textContent = text;
  };

  // What is not saved stays in the form: a page of the same question is not drawn again over it.
  const isDirty = () => status && (status.className === 'unsaved' || status.className === 'trying');

  async function load(force) {
    try {
      const r = await fetch(location.pathname + location.search, {cache: 'no-store', signal: AbortSignal.timeout(8000)});
      if (r.redirected) { location.reload(); return; }
      if (!r.ok && r.status >= 500) throw 0;
      const fresh = new DOMParser().parseFromString(await r.text(), 'text/html');
      const old = main(), next = fresh.querySelector('main');
      if (!next) return;
      const moved = old.dataset.key !== next.dataset.key;
      if (!moved && !force && (isDirty() || old.contains(document.activeElement) && document.activeElement.matches('input,select,textarea'))) return;
      if (old.outerHTML === next.outerHTML) return;
      const focus = document.activeElement && document.activeElement.id;
      const lost = moved && isDirty();
      const opened = new Set([...old.querySelectorAll('details[open][id]')].map((d) => d.id));
      old.replaceWith(next);
      if (say.stream !== fresh.body.dataset.stream) {
        say.stream = fresh.body.dataset.stream;
        open();
      }
      if (!say.stream) connected(true); // there is nothing to listen to without a seat, or at the end
      document.title = fresh.title;
      if (!moved) opened.forEach((id) => { const d = document.getElementById(id); if (d) d.open = true; });
      begin(moved);
      if (lost) tell(say.moved, 'unsaved');
      const h = moved && !say.still ? next.querySelector('h1') : focus && document.getElementById(focus);
      if (h) h.focus({preventScroll: !moved});
      if (moved && !say.still) scrollTo(0, 0);
    } catch (e) {
      if (over && say.stream) finish();
      if (!say.stream) return; // the workshop is over, and nobody answers any more
      connected(false);
      clearTimeout(reload);
      reload = setTimeout(() => load(force), 2000);
    }
  }

  // finish says that the workshop is over where its last page did not come any more.
  function finish() {
    say.stream = '';
    stop();
    if (source) source.close();
    source = null;
    clearTimeout(resend);
    if (net) net.className = 'said';
    show(say.over);
  }

  // begin takes up a page that was just drawn.
  function begin(moved) {
    clearTimeout(resend);
    if (moved) sending = null;
    const m = main();
    if (status) tell(m.dataset.status || '', m.dataset.kind || '');
    if (m.dataset.left !== undefined) ends = now() + Number(m.dataset.left); else ends = 0;
    tick();
  }

  // The clock counts from what is left, and never asks what time it is: phones do not agree on that.
  function tick() {
    const t = document.getElementById('timer');
    if (!t) return;
    const s = Math.max(0, Math.ceil((ends - now()) / 1000));
    t.hidden = !ends;
    t.textContent = Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0');
    t.className = ends && s === 0 ? 'over' : '';
  }
  setInterval(tick, 500);

  function open() {
    stop();
    if (source) source.close();
    source = null;
    if (!say.stream || document.hidden) return;
    heard = now();
    const s = source = new EventSource(say.stream);
    s.onmessage = (e) => {
      heard = now(); wait = 1000; connected(true);
      const state = JSON.parse(e.data);
      over = state.phase === 'end';
      ends = state.timer ? now() + (state.left || 0) : 0;
      tick();
      if (e.data !== last || s.first !== false) load(false);
      s.first = false; last = e.data;
    };
    // This browser has too many pages open: this one asks now and then, until somebody looks at it again.
    s.addEventListener('elsewhere', () => {
      s.close(); source = null; connected(true);
      again = setInterval(() => load(false), 5000);
    });
    s.addEventListener('ping', () => { heard = now(); });
    s.onerror = () => { if (source === s) later(); };
  }
  function later() {
    if (source) source.close();
    source = null;
    if (!say.stream) return;
    connected(false);
    load(false); // the seat may be gone, or only the stream
    stop();
    again = setTimeout(open, wait);
    wait = Math.min(wait * 1.5, 5000);
  }
  // A stream can be dead without an error: the server says something every 15 s, and first at once.
  setInterval(() => { if (source && now() - heard > (source.readyState === 1 ? 40000 : 8000)) later(); }, 5000);

  const wake = () => { if (document.hidden) { stop(); if (source) source.close(); source = null; } else { wait = 1000; lost = 0; open(); } };
  document.addEventListener('visibilitychange', wake);
  addEventListener('pageshow', (e) => { if (e.persisted) { open(); load(false); } });
  addEventListener('pagehide', () => { if (source) source.close(); source = null; });
  addEventListener('focus', () => { if (!source) open(); });
  addEventListener('online', () => { wait = 1000; open(); });
  addEventListener('offline', () => { if (say.stream) connected(false); });

  // save sends a form and says what became of it. A network that is gone is tried again until the room moves on.
  async function save(form, data) {
    clearTimeout(resend);
    tell(say.saving, 'trying');
    const mine = sending = {};
    try {
      const r = await fetch(form.action, {method: 'POST', body: data, headers: {Accept: 'application/json'}, signal: AbortSignal.timeout(8000)});
      if (sending !== mine) return;
      if (r.ok) { sending = null; tell(say.saved, 'saved'); connected(true); load(true); return; }
      if (r.status < 500) { sending = null; tell(await r.text(), 'unsaved'); if (r.status !== 422) load(false); return; }
    } catch (e) { connected(false); }
    if (sending !== mine) return;
    tell(say.trying, 'trying');
    resend = setTimeout(() => save(form, data), 2000);
  }

  document.addEventListener('submit', (e) => {
    const form = e.target;
    if (form.dataset.sent) { e.preventDefault(); return; }
    if (form.dataset.by !== 'script') { form.dataset.sent = '1'; setTimeout(() => { delete form.dataset.sent; }, 3000); return; }
    e.preventDefault();
    save(form, new URLSearchParams(new FormData(form, e.submitter)));
  });
  document.addEventListener('input', (e) => {
    if (!e.target.form || e.target.form.id !== 'vote') return;
    sending = null; clearTimeout(resend);
    tell(say.unsaved, 'unsaved');
  });

  // The key of the facilitator stands behind the # of the address, which browsers do not send; it becomes a cookie.
  const key = /^#k=([\w-]+)$/.exec(location.hash);
  const door = document.getElementById('door');
  if (key) {
    history.replaceState(null, '', location.pathname);
    if (door) { door.elements.k.value = key[1]; door.requestSubmit(); }
  }

  // What a form without the script led to is the page of the seat as well.
  if (say.stream === '/events') history.replaceState(null, '', '/');
  begin(false);
  open();
})();
