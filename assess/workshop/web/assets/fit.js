// The text of the screen is as large as there is room for: a room of eight reads it from the last row, and one of two
// hundred still has all of it without scrolling. Without this script it has the size of the style sheet.
'use strict';
(() => {
  const root = document.documentElement, smallest = 50, largest = 170; // in hundredths of the style sheet's size
  let size = 100, about = null;

  const set = (n) => { size = n; root.style.setProperty('--fit', n / 100); };
  // An address is typed from the screen: it stays on one line.
  const whole = () => [...document.querySelectorAll('.url')].every((e) => e.getClientRects().length === 1);
  const fits = () => root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth && whole();

  // While the screen is about the same thing its text does not jump: it only shrinks, when more has come than there is
  // room for. That names are listed, or are not any more, is another thing.
  function fit() {
    const key = document.querySelector('main').dataset.key + !!document.querySelector('.people');
    const most = key === about ? size : largest;
    about = key;
    if (most === size && fits()) return;
    let low = smallest, high = most;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      set(middle);
      if (fits()) low = middle; else high = middle - 1;
    }
    set(low);
  }

  new MutationObserver(fit).observe(document.body, {childList: true}); // app.js draws the page again
  addEventListener('resize', () => { about = null; fit(); });
  fit();
})();
