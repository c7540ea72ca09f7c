// What the answers are as a file: byte for byte what `fathom assess` writes of the same answers into a file of JSON.
// Names become ids as fathom makes them, and texts are cleaned as it cleans them.
const answers = (() => {
  const blank = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
  const around = new RegExp('^' + blank + '|' + blank + '$', 'g'), between = new RegExp(blank);

  const whole = (s) => s.replace(/\p{Surrogate}/gu, '\ufffd'); // half a character is none
  const clean = (s) => s ? whole(String(s).replace(/\r\n/g, '\n')).replace(around, '') : '';
  const line = (s) => clean(s).split(between).join(' ');
  const pieces = (s) => clean(s).split('\n').map(clean).filter(Boolean);

  function crc(bytes) {
    let sum = -1;
    for (const b of bytes) {
      sum ^= b;
      for (let k = 0; k < 8; k++) sum = sum >>> 1 ^ (sum & 1) * 0xedb88320;
    }
    return ~sum >>> 0;
  }

  // id makes an identifier of a name: of its letters and digits where they can be one, else of letters that belong to it.
  function id(name, prefix) {
    const seen = line(line(name).replace(/[\p{Cf}\p{Variation_Selector}]/gu, '').normalize('NFC'));
    const slug = stem(seen);
    if (/^[a-z_][a-z0-9_.-]{0,63}$/.test(slug)) return slug;
    let letters = prefix;
    for (let sum = crc(new TextEncoder().encode(seen)); sum > 0; sum = Math.floor(sum / 26)) {
      letters += String.fromCharCode(97 + sum % 26);
    }
    return letters;
  }

  // stem is a name in its letters and digits, in lower case, with a dash for whatever stands between them.
  const stem = (name) => [...name].map((c) => [...c.toLowerCase()][0]).join('')
    .replace(/[^\p{L}\p{Nd}]+/gu, '-').replace(/^-|-$/g, '');

  const text = (s) => JSON.stringify(s).replace(/[\u2028\u2029]/g, (c) => '\\u' + c.charCodeAt(0).toString(16));
  const flow = (pairs) => '{' + pairs.map(([k, v]) => text(k) + ': ' + v).join(', ') + '}';
  const said = (o) => flow(Object.entries(o).filter(([, v]) => v).map(([k, v]) => [k, text(v)]));

  // isGiven reports whether an entry says anything; isSettled, whether it answers. What does not apply has a reason.
  const isGiven = (e) => Boolean(e && (isSettled(e) || clean(e.note) || pieces(e.seen).length || e.sure));
  const isSettled = (e) => Boolean(e) && (e.is === 'level' || e.is === 'unknown' || e.is === 'na' && clean(e.why) !== '');

  // entry writes one answer: the level alone where nothing else is said.
  function entry(e) {
    const note = clean(e.note), seen = pieces(e.seen), out = [];
    if (e.is === 'level' && !note && !seen.length && !e.sure) return String(e.level);
    if (e.is === 'level') out.push(['level', e.level]);
    else if (e.is === 'unknown') out.push(['unknown', true]);
    else if (isSettled(e)) out.push(['na', text(clean(e.why))]);
    else out.push(['unanswered', true]);
    if (note) out.push(['note', text(note)]);
    if (seen.length) out.push(['evidence', '[' + seen.map(text).join(', ') + ']']);
    if (e.sure) out.push(['confidence', text(e.sure)]);
    return flow(out);
  }

  const order = ['format', 'rubric', 'subject', 'date', 'depth', 'previous', 'rater', 'targets', 'capacity', 'at_once',
    'comments', 'answers', 'texts'];
  const block = (rows) => '{\n' + rows.map(([k, v]) => '    ' + text(k) + ': ' + v).join(',\n') + '\n  }';

  // head is what stands above the answers, by its keys, each as it is written.
  function head(data, facts) {
    const s = {...facts.subject};
    const tags = data.tags ? ', "tags": ' + data.tags : '';
    return {...data.raw, format: text('fathom.answers/1'), rubric: said(data.rubric), date: text(facts.date),
      subject: said({id: s.id, name: s.name, stage: s.stage, sector: s.sector, member: s.member}).slice(0, -1) + tags + '}',
      ...facts.depth && {depth: text(facts.depth)}, ...facts.rater && {rater: said(facts.rater)}};
  }

  // file is the answer file. An entry stands with the digest of the text that was rated.
  function file(data, facts, entries) {
    const rows = [], texts = new Map();
    for (const c of data.criteria) {
      const e = entries[c.id];
      if (!isGiven(e)) continue;
      rows.push([c.id, entry(e)]);
      const [practice, criterion] = c.id.split('/');
      texts.set(practice, [...texts.get(practice) || [], [criterion, text(e.text)]]);
    }
    const all = head(data, facts);
    if (rows.length) {
      all.answers = block(rows);
      all.texts = block([...texts].map(([practice, pairs]) => [practice, flow(pairs)]));
    }
    return '{\n' + order.filter((k) => all[k]).map((k) => '  ' + text(k) + ': ' + all[k]).join(',\n') + '\n}\n';
  }

  // brief says the same in few bytes, for who has the rubric: the answers in its order, and its digest for their texts.
  // Where an answer was given to another text there is nothing briefer than the file.
  function brief(data, facts, entries) {
    const list = Array(data.size).fill('0');
    for (const c of data.criteria) {
      const e = entries[c.id];
      if (!isGiven(e)) continue;
      if (e.text !== c.text) return file(data, facts, entries);
      list[c.at] = e.is === 'level' && entry(e) === String(e.level) ? '[' + e.level + ']' : entry(e);
    }
    const all = {...head(data, facts), answers: '[' + list.join(',') + ']', digest: text(data.digest)};
    return '{' + Object.entries(all).map(([k, v]) => text(k) + ':' + v).join(',') + '}';
  }

  return {clean, line, id, stem, crc, isGiven, isSettled, file, brief};
})();
