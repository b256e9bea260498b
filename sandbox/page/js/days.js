/** The days of a conversation: each a section with its name on top. */

import { h } from './dom.js';
import { dayKey, dayName } from './format.js';

/** @param {Element} section */
function name(section) {
  const word = section.querySelector('.day-word');
  if (word) word.textContent = dayName(Number(/** @type {HTMLElement} */ (section).dataset.at));
}

/** Says every day's name in the present language. @param {HTMLElement} box */
export function nameDays(box) {
  for (const section of box.children) name(section);
}

/**
 * Puts a row where it belongs, opening its day if it is the first.
 *
 * @param {HTMLElement} box @param {HTMLElement} row @param {number} at unix time
 * @param {HTMLElement | undefined} before the row above @param {HTMLElement | undefined} after the row below
 */
export function seat(box, row, at, before, after) {
  const day = dayKey(at);
  if (before?.parentElement?.dataset.day === day) {
    before.after(row);
  } else if (after?.parentElement?.dataset.day === day) {
    after.before(row);
  } else {
    const section = h('section', { class: 'day', 'data-day': day, 'data-at': at },
      h('div', { class: 'day-name pill' }, h('span', { class: 'day-word' })), row);
    name(section);
    box.insertBefore(section, after?.parentElement ?? null);
  }
}

/** Takes a row away, and its day with the last one. @param {HTMLElement} row */
export function unseat(row) {
  const section = row.parentElement;
  row.remove();
  if (section?.childElementCount === 1) section.remove();
}
