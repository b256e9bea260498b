/** What can be done with a message: by right click, by its button, by a finger or by keyboard. */

import { iconButton } from './dom.js';
import { t } from './lang.js';
import { openMenu } from './menu.js';
import { coloured, OFFERED } from './reactions.js';

/**
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 * @typedef {import('./types.js').Message} Message
 */

const CHANGEABLE = new Set(['text', 'photo', 'video', 'document', 'voice']);

/** @param {HTMLElement} log @param {PhoneContext} ctx @param {() => void} leave gives the focus back to the composer */
export function attachActions(log, ctx, leave) {
  const handle = iconButton('down', 'more', { class: 'icon-button handle', tabindex: -1, 'aria-haspopup': 'menu', onclick: () => {
    const node = handle.closest('[data-message-id]');
    if (node) open(/** @type {HTMLElement} */ (node), handle);
  } });

  /** @param {Message} message @returns {import('./menu.js').Item[]} */
  function items(message) {
    const chat = ctx.chat();
    const mayWrite = Boolean(chat?.can_speak) && !chat?.blocked;
    const mayChange = message.out || (chat?.type === 'channel' && chat.can_speak);
    /** @type {import('./menu.js').Item[]} */
    const list = [];
    if (mayWrite) list.push({ word: 'reply', icon: 'reply', act: () => ctx.reply(message) });
    if (message.text) list.push({ word: 'copy', icon: 'copy', act: () => ctx.copy(message.text) });
    if (mayWrite && mayChange && CHANGEABLE.has(message.kind) && !message.via) list.push({ word: 'edit', icon: 'edit', act: () => ctx.edit(message) });
    if (mayChange || chat?.type === 'private' || chat?.rights.includes('can_delete_messages')) list.push({ word: 'delete', icon: 'trash', act: () => ctx.erase(message), danger: true });
    return list;
  }

  /** @param {Message} message @returns {import('./menu.js').Quick[]} */
  const quick = (message) => OFFERED.map((emoji) => {
    const mine = message.reactions.some((one) => one.emoji === emoji && one.mine);
    return { text: coloured(emoji), label: t('react', { emoji: coloured(emoji) }), on: mine, act: () => ctx.react(message, emoji) };
  });

  /** @param {HTMLElement} node @param {{x: number, y: number} | HTMLElement} where */
  function open(node, where) {
    const message = ctx.find(Number(node.dataset.messageId));
    if (message && message.kind !== 'service') openMenu(where, items(message), node, quick(message));
  }

  /** @param {Event} event @returns {HTMLElement | null} */
  const under = (event) => /** @type {Element} */ (event.target).closest('[data-message-id]');

  log.addEventListener('contextmenu', (event) => {
    const node = under(event);
    if (!node || String(getSelection())) return;
    event.preventDefault();
    open(node, { x: event.clientX, y: event.clientY });
  });

  log.addEventListener('pointerover', (event) => {
    const node = under(event);
    if (event.pointerType !== 'mouse' || !node || handle.parentElement?.closest('[data-message-id]') === node) return;
    if (!node.classList.contains('service')) (node.querySelector('.bubble') ?? node).append(handle);
  });
  log.addEventListener('pointerleave', () => handle.remove());

  log.addEventListener('click', (event) => {
    const node = under(event);
    const touched = /** @type {PointerEvent} */ (event).pointerType === 'touch';
    const pressed = /** @type {Element} */ (event.target).closest('a, button, [role=button], video, audio');
    if (touched && node && !pressed) open(node, { x: event.clientX, y: event.clientY });
  });

  log.addEventListener('keydown', (event) => {
    const here = under(event);
    const onMessage = here === event.target;
    if (event.key === 'Escape') return leave();
    if (here && onMessage && (event.key === 'Enter' || event.key === 'ContextMenu')) {
      event.preventDefault();
      const box = (here.querySelector('.bubble') ?? here).getBoundingClientRect();
      open(here, { x: box.left + 12, y: box.top + 12 });
    }
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!step || !(onMessage || event.target === log)) return;
    event.preventDefault();
    const all = /** @type {HTMLElement[]} */ ([...log.querySelectorAll('[data-message-id]')]);
    const next = here ? all.indexOf(here) + step : all.length - 1;
    if (next >= all.length) leave();
    else all[Math.max(0, next)]?.focus();
  });
}
