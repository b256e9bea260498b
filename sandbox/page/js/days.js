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

/** A block has at most so many rows; then it becomes two. Out of sight, a whole block is not laid out at all. */
const BLOCK = 80;

/** @param {Element | null} block */
function split(block) {
  if (!block || block.childElementCount <= BLOCK) return;
  const rest = [...block.children].slice(BLOCK / 2);
  // A node that moves loses the focus: then later.
  if (rest.some((row) => row.contains(document.activeElement))) return;
  block.after(h('div', { class: 'block' }, ...rest));
}

/**
 * Puts a row where it belongs, opening its day if it is the first.
 *
 * @param {HTMLElement} box @param {HTMLElement} row @param {number} at unix time
 * @param {HTMLElement | undefined} before the row above @param {HTMLElement | undefined} after the row below
 */
export function seat(box, row, at, before, after) {
  const day = dayKey(at);
  const dayOf = (/** @type {HTMLElement | undefined} */ one) => /** @type {HTMLElement | null | undefined} */ (one?.closest('.day'));
  if (dayOf(before)?.dataset.day === day) {
    before?.after(row);
  } else if (dayOf(after)?.dataset.day === day) {
    after?.before(row);
  } else {
    const section = h('section', { class: 'day', 'data-day': day, 'data-at': at },
      h('div', { class: 'day-name pill' }, h('span', { class: 'day-word' })), h('div', { class: 'block' }, row));
    name(section);
    box.insertBefore(section, dayOf(after) ?? null);
  }
  split(row.parentElement);
}

/** Takes a row away, and its block and its day with the last one. @param {HTMLElement} row */
export function unseat(row) {
  const block = row.parentElement;
  const section = block?.parentElement;
  row.remove();
  if (block?.childElementCount === 0) block.remove();
  if (section?.childElementCount === 1) section.remove();
}
