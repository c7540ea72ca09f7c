// A text as QR pictures, in a chain: each part says which one it is, of how many, and of what text. Parts are written
// in 41 of the 45 characters for which a QR picture has a short form, those that no chat changes: two bytes in three.
// All pictures are of version 10, medium, with mask 3: finer ones are missed when they are small and unsharp.
const codes = (() => {
  const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:', kept = signs.replace(/[ $%*]/g, '');
  const size = 57, blocks = 5, all = 346, data = 216, rest = 26, centres = [6, 28, 50]; // modules, blocks, bytes
  const short = Math.floor(data / blocks), long = data % blocks; // blocks of so many bytes, and how many have one more
  const about = 0x5b4b, version = 0xa4d3; // as the standard writes them, with what mends them
  const most = 284; // characters of a part

  function written(bytes) {
    let out = '';
    for (let i = 0; i < bytes.length; i += 2) {
      const pair = i + 1 < bytes.length;
      let n = pair ? bytes[i] << 8 | bytes[i + 1] : bytes[i];
      for (let k = pair ? 3 : 2; k > 0; k--, n = Math.floor(n / 41)) out += kept[n % 41];
    }
    return out;
  }

  async function packed(bytes) {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      return ['Z', new Uint8Array(await new Response(stream).arrayBuffer())];
    } catch {
      return ['P', bytes]; // an old browser
    }
  }

  // chain cuts a text into what the pictures say.
  async function chain(text) {
    const raw = new TextEncoder().encode(text), sum = answers.crc(raw).toString(16).toUpperCase().padStart(8, '0');
    const [how, bytes] = await packed(raw), parts = written(bytes).match(RegExp(`.{1,${most}}`, 'g'));
    return parts.map((part, i) => `FATHOM1:${how}:${i + 1}/${parts.length}:${sum}:${part}`);
  }

  const times = (a, b) => {
    let z = 0;
    for (let i = 7; i >= 0; i--) z = z << 1 ^ (z >>> 7) * 285 ^ (b >>> i & 1) * a;
    return z;
  };

  // words are the bytes of a picture: the text, filled up and cut into blocks, and of each what mends it, in turns.
  function words(text) {
    const bits = [], put = (n, length) => { for (let i = length; i-- > 0;) bits.push(n >> i & 1); };
    put(2, 4);
    put(text.length, 11);
    for (let i = 0; i < text.length; i += 2) {
      const a = signs.indexOf(text[i]);
      if (i + 1 < text.length) put(a * 45 + signs.indexOf(text[i + 1]), 11);
      else put(a, 6);
    }
    put(0, Math.min(4, data * 8 - bits.length));
    while (bits.length % 8) put(0, 1);
    for (let pad = 236; bits.length < data * 8; pad ^= 253) put(pad, 8);
    const bytes = Array.from({length: data}, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).join(''), 2));
    let divisor = [...Array(rest - 1).fill(0), 1], root = 1, at = 0;
    for (let i = 0; i < rest; i++, root = times(root, 2)) {
      divisor = divisor.map((d, k) => times(d, root) ^ (divisor[k + 1] || 0));
    }
    const parts = Array.from({length: blocks}, (_, i) => bytes.slice(at, at += short + (i < blocks - long ? 0 : 1)));
    const ends = parts.map((part) => part.reduce((end, b) =>
      divisor.map((d, k) => (end[k + 1] || 0) ^ times(d, b ^ end[0])), Array(rest).fill(0)));
    const inTurn = (lists, length) => Array.from({length}, (_, k) => lists.map((l) => l[k])).flat();
    return [...inTurn(parts, short + 1), ...inTurn(ends, rest)].filter((b) => b !== undefined);
  }

  // picture is which modules are black: rows of true and false.
  function picture(text) {
    const rows = Array.from({length: size}, () => Array(size).fill(null)), bytes = words(text);
    const set = (x, y, on) => { if (x in rows && y in rows) rows[y][x] = Boolean(on); };
    const rings = (x, y, reach, white) => {
      for (let j = -reach; j <= reach; j++) {
        for (let i = -reach; i <= reach; i++) set(x + i, y + j, !white.includes(Math.max(Math.abs(i), Math.abs(j))));
      }
    };
    for (let i = 0; i < size; i++) { set(6, i, i % 2 === 0); set(i, 6, i % 2 === 0); }
    for (const x of centres) for (const y of centres) if (x * y > 36 && x * y !== 300) rings(x, y, 2, [1]);
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) rings(x, y, 4, [2, 4]);
    for (let i = 0; i < 15; i++) {
      const on = about >> i & 1;
      if (i < 8) { set(8, i < 6 ? i : i + 1, on); set(size - 1 - i, 8, on); }
      else { set(i === 8 ? 7 : 14 - i, 8, on); set(8, size - 15 + i, on); }
    }
    set(8, size - 8, true);
    for (let i = 0; i < 18; i++) {
      const a = size - 11 + i % 3, b = Math.floor(i / 3), on = version >> i & 1;
      set(a, b, on);
      set(b, a, on);
    }
    let at = 0;
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < size; step++) {
        const y = right + 1 & 2 ? step : size - 1 - step;
        for (const x of [right, right - 1]) {
          if (rows[y][x] !== null) continue;
          const bit = at < all * 8 ? bytes[at >> 3] >> (7 - (at & 7)) & 1 : 0;
          rows[y][x] = Boolean(bit) !== ((x + y) % 3 === 0);
          at++;
        }
      }
    }
    return rows;
  }

  return {chain, picture};
})();
