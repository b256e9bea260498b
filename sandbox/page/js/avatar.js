/** The round that stands for a person, a bot or a place. */

import { h } from './dom.js';
import { initials } from './format.js';

/** A coloured round with initials; the colour belongs to the id. @param {number} id @param {string} name @param {string} [extra] */
export function avatar(id, name, extra = '') {
  return h('span', { class: `avatar ${extra}`, 'data-tint': Math.abs(id) % 6, 'aria-hidden': 'true' }, initials(name));
}
