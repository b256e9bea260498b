/** Small menus that open beside what was pressed, with keyboard, and close by themselves. */

import { h, icon } from './dom.js';

/**
 * @typedef {{word?: import('./words.js').Word, text?: string, icon: keyof typeof import('./icons.js').PATHS,
 *   act: () => void, danger?: boolean}} Item
 * @typedef {{text: string, label: string, on: boolean, act: () => void}} Quick an emoji in the row on top
 */

/** Moves the focus among the items, as menus do. @param {KeyboardEvent} event @param {HTMLElement} menu */
export function walk(event, menu) {
  const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role=menuitem]')]);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const back = at < 0 ? -1 : at - 1;
  const steps = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: back, ArrowLeft: back, Home: 0, End: -1 };
  if (!(event.key in steps) || !items.length) return;
  event.preventDefault();
  event.stopPropagation();
  items.at(steps[/** @type {keyof typeof steps} */ (event.key)] % items.length)?.focus();
}

/**
 * @param {{x: number, y: number} | HTMLElement} where a point, or the button it belongs to
 * @param {Item[]} items
 * @param {HTMLElement | null} [back] gets the focus back
 * @param {Quick[]} [quick]
 */
export function openMenu(where, items, back = where instanceof HTMLElement ? where : null, quick = []) {
  /** @param {() => void} act */
  const then = (act) => () => {
    menu.hidePopover();
    act();
  };
  const row = quick.map(({ text, label, on, act }) => h('button', {
    type: 'button', role: 'menuitem', class: on ? 'on' : null, 'aria-label': label, title: label, onclick: then(act),
  }, text));
  /** @type {HTMLElement} */
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto', 't-label': 'more', onkeydown: (/** @type {KeyboardEvent} */ event) => walk(event, menu) },
    row.length > 0 && h('div', { class: 'menu-quick', role: 'none' }, ...row),
    ...items.map((item) => h('button', {
      type: 'button', role: 'menuitem', class: item.danger ? 'danger' : null, onclick: then(item.act),
    }, icon(item.icon), h('span', { t: item.word }, item.text))));
  menu.addEventListener('toggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'closed') return;
    if (menu.contains(document.activeElement) || document.activeElement === document.body) back?.focus();
    menu.remove();
  });
  // Whatever lies outside an open dialog cannot be pressed.
  ((where instanceof HTMLElement && where.closest('dialog')) || document.body).append(menu);
  menu.showPopover();
  place(menu, where);
  /** @type {HTMLElement | null} */ (menu.querySelector(':scope > button') ?? menu.querySelector('button'))?.focus();
}

/** @param {HTMLElement} menu @param {{x: number, y: number} | HTMLElement} where keeps it inside the window */
function place(menu, where) {
  const { width, height } = menu.getBoundingClientRect();
  const box = where instanceof HTMLElement ? where.getBoundingClientRect() : null;
  const x = box ? box.right - width : /** @type {{x: number}} */ (where).x;
  const y = box ? box.bottom + 6 : /** @type {{y: number}} */ (where).y;
  const top = y + height > innerHeight - 8 ? (box ? box.top - 6 : y) - height : y;
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
