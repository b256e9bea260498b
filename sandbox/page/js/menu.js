/** Small menus that open beside what was pressed, with keyboard, and close by themselves. */

import { h, icon } from './dom.js';

/**
 * @typedef {{word?: import('./words.js').Word, text?: string, icon: keyof typeof import('./icons.js').PATHS,
 *   act: () => void, danger?: boolean}} Item
 */

/** Moves the focus among the items, as menus do. @param {KeyboardEvent} event @param {HTMLElement} menu */
export function walk(event, menu) {
  const items = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll('[role=menuitem]')]);
  const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 };
  if (!(event.key in steps) || !items.length) return;
  event.preventDefault();
  event.stopPropagation();
  items.at(steps[/** @type {keyof typeof steps} */ (event.key)] % items.length)?.focus();
}

/**
 * @param {{x: number, y: number} | HTMLElement} where a point, or the button it belongs to
 * @param {Item[]} items
 * @param {HTMLElement | null} [back] gets the focus back
 */
export function openMenu(where, items, back = where instanceof HTMLElement ? where : null) {
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'auto', onkeydown: (/** @type {KeyboardEvent} */ event) => walk(event, menu) },
    ...items.map((item) => h('button', {
      type: 'button',
      role: 'menuitem',
      class: item.danger ? 'danger' : null,
      onclick: () => {
        menu.hidePopover();
        item.act();
      },
    }, icon(item.icon), h('span', { t: item.word }, item.text))));
  menu.addEventListener('toggle', (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'closed') return;
    if (menu.contains(document.activeElement) || document.activeElement === document.body) back?.focus();
    menu.remove();
  });
  document.body.append(menu);
  menu.showPopover();
  place(menu, where);
  menu.querySelector('button')?.focus();
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
