/** The reply keyboard: the bot's buttons in place of letters. */

import * as api from './api.js';
import { h, icon, iconButton } from './dom.js';

/**
 * @typedef {import('./types.js').Keyboard} Keyboard
 * @typedef {import('./types.js').Key} Key
 * @param {import('./types.js').PhoneContext} ctx
 * @param {(error: unknown) => void} complain
 * @param {() => void} leave takes the focus when the key that had it is gone
 */
export function createKeys(ctx, complain, leave) {
  const node = h('div', { class: 'keys', role: 'group', hidden: true, 't-label': 'keyboard' });
  const button = iconButton('keyboard', 'keyboard', { hidden: true, 'aria-expanded': 'false', onclick: () => open(Boolean(node.hidden)) });
  /** @type {string} */
  let shown = 'null';
  /** @type {Keyboard | null} */
  let keyboard = null;

  /** @param {boolean} wanted */
  function open(wanted) {
    const lost = !wanted && node.contains(document.activeElement);
    node.hidden = !wanted;
    button.ariaExpanded = String(wanted);
    button.classList.toggle('on', wanted);
    if (lost) leave();
  }

  /** @param {Key} key */
  async function press(key) {
    if (keyboard?.one_time) open(false);
    try {
      await api.tap(ctx.person.id, { text: key.text, ...ctx.where() });
    } catch (error) {
      complain(error);
    }
  }

  /** @param {Key} key */
  const draw = (key) => h('button', { type: 'button', class: 'key', 'data-testid': 'key', 'data-kind': key.kind, onclick: () => void press(key) },
    key.kind === 'contact' && icon('phone'), key.kind === 'location' && icon('pin'), h('span', {}, key.text));

  return {
    node,
    button,
    /** @param {Keyboard | null} next */
    set(next) {
      const same = JSON.stringify(next) === shown;
      if (same) return;
      shown = JSON.stringify(next);
      keyboard = next;
      button.hidden = !next;
      const held = node.contains(document.activeElement);
      node.replaceChildren(...(next?.rows ?? []).map((row) => h('div', { class: 'keys-row' }, ...row.map(draw))));
      node.classList.toggle('tall', next !== null && !next.resize);
      open(next !== null);
      if (held) leave();
    },
  };
}
