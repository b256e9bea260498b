/** The list of a phone's chats, laid over the conversation. */

import { avatar } from './avatar.js';
import { h, icon } from './dom.js';
import { clock, dayKey, dayName } from './format.js';
import { t } from './lang.js';
import { joinSheet, openPlaceSheet } from './places.js';
import { gist } from './row.js';

/**
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Message} Message
 * @typedef {ReturnType<typeof import('./conversation.js').createConversation>} Conversation
 */

/** What kind of chat it is, as a sign. @param {Chat} chat @returns {"group" | "forum" | "channel" | null} */
export function signOf({ type, topics }) {
  if (type === 'private') return null;
  if (type === 'channel') return 'channel';
  return topics ? 'forum' : 'group';
}

/** @param {Message} message today's hour, else the day */
const when = ({ date }) => (dayKey(date) === dayKey(Date.now() / 1000) ? clock(date) : dayName(date));

/** @param {Chat} chat */
function lastWords({ type, last_message: last }) {
  if (!last) return '';
  const name = type !== 'private' && type !== 'channel' && last.kind !== 'service' ? `${last.sender.name}: ` : '';
  return `${name}${gist(last)}`.slice(0, 120);
}

/**
 * @param {import('./types.js').PhoneContext} ctx @param {Conversation} conversation
 * @param {(open: boolean) => void} toggled the conversation below cannot be reached meanwhile
 */
export function createChats(ctx, conversation, toggled) {
  const list = h('div', { class: 'chats-list', onkeydown: walk, onpointerdown: hold });
  // While a finger is down nothing is drawn anew: a button that is replaced between down and up is never clicked.
  let held = false;
  let stale = false;
  const add = h('button', { type: 'button', class: 'chats-new', 'data-testid': 'new-place', onclick: () => openPlaceSheet(ctx.person, show) }, icon('plus'), h('span', { t: 'newPlace' }));
  const join = h('button', { type: 'button', class: 'chats-join', 'data-testid': 'join-place', onclick: () => joinSheet(ctx.person, show) }, icon('search'), h('span', { t: 'joinPlace' }));
  const node = h('nav', { class: 'chats', hidden: true, 't-label': 'chats', 'data-testid': 'chats', onkeydown: onKey }, list, h('div', { class: 'chats-foot' }, join, add));

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Escape') close();
  }

  function hold() {
    held = true;
    const release = () => setTimeout(() => {
      held = false;
      if (stale) draw();
    });
    for (const name of ['pointerup', 'pointercancel']) window.addEventListener(name, release, { once: true });
  }

  /** @param {KeyboardEvent} event */
  function walk(event) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const items = /** @type {HTMLElement[]} */ ([...list.children]);
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (!step || at < 0) return;
    event.preventDefault();
    items[Math.max(0, Math.min(items.length - 1, at + step))].focus();
  }

  /** @param {Chat} chat */
  function item(chat) {
    const sign = signOf(chat);
    const here = chat.id === ctx.chatId();
    return h('button', { type: 'button', class: here ? 'chat-item on' : 'chat-item', 'aria-current': here ? 'true' : null, 'data-testid': 'chat', 'data-chat': chat.id, onclick: () => show(chat.id) },
      avatar(chat.id, chat.title),
      h('span', { class: 'chat-words' },
        h('span', { class: 'chat-line' }, sign && icon(sign), h('span', { class: 'chat-title', dir: 'auto' }, chat.title),
          chat.last_message && h('span', { class: 'chat-when' }, when(chat.last_message))),
        h('span', { class: 'chat-line' }, h('span', { class: 'chat-last', dir: 'auto' }, lastWords(chat)),
          chat.unread > 0 && h('span', { class: 'chat-unread' }, h('span', { 'aria-hidden': 'true' }, String(chat.unread)), h('span', { class: 'sr' }, t('unread', { n: chat.unread }))))));
  }

  function draw() {
    stale = held;
    if (held) return;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.closest('.chats-list > [data-chat]')?.getAttribute('data-chat');
    list.replaceChildren(...conversation.chats().map(item));
    if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`[data-chat="${focused}"]`))?.focus();
  }

  /** @param {number} chat */
  function show(chat) {
    close();
    const shown = chat === ctx.chatId() ? Promise.resolve() : conversation.show(chat);
    // A finger has its own way to call the letters.
    if (matchMedia('(hover: hover)').matches) void shown.then(ctx.focus);
  }

  function open() {
    node.hidden = false;
    draw();
    toggled(true);
    void conversation.recount();
    /** @type {HTMLElement | null} */ (list.querySelector('[aria-current]') ?? list.querySelector('button') ?? add)?.focus();
  }

  function close() {
    if (node.hidden) return;
    node.hidden = true;
    toggled(false);
  }

  return {
    node,
    isOpen: () => !node.hidden,
    close,
    toggle: () => (node.hidden ? open() : close()),
    /** Titles, last words or counts may have changed. */
    refresh: () => !node.hidden && draw(),
  };
}
