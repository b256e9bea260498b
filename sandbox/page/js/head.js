/** The top of a phone: whose it is, which chat is open, and what can be done about it. */

import * as api from './api.js';
import { h, iconButton } from './dom.js';
import { fullName, initials } from './format.js';
import { t } from './lang.js';
import { openMenu } from './menu.js';

/**
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 * @typedef {ReturnType<typeof import('./conversation.js').createConversation>} Conversation
 */

/** A coloured round with initials; the colour belongs to the id. @param {number} id @param {string} name @param {string} [extra] */
export function avatar(id, name, extra = '') {
  return h('span', { class: `avatar ${extra}`, 'data-tint': Math.abs(id) % 6, 'aria-hidden': 'true' }, initials(name));
}

/** Where everyone is when they send a place: the National Monument in Jakarta. */
const PLACE = { latitude: -6.175392, longitude: 106.827153 };

const ACTIONS = /** @type {Record<string, import('./words.js').Word>} */ ({ upload_photo: 'sendingPhoto', upload_document: 'sendingFile' });

/**
 * @param {PhoneContext} ctx @param {Conversation} conversation
 * @param {(error: unknown) => void} complain @param {() => void} hide
 */
export function createHead(ctx, conversation, complain, hide) {
  const { person } = ctx;
  const strip = h('div', { class: 'strip' },
    avatar(person.id, fullName(person), 'tiny'),
    h('span', { class: 'strip-name' }, fullName(person)),
    h('span', { class: 'strip-about' }, [person.username && `@${person.username}`, person.language_code?.toUpperCase()].filter(Boolean).join(' · ')));
  const face = h('span', { class: 'head-face' });
  const title = h('span', { class: 'head-title' });
  const note = h('span', { class: 'head-note' });
  const more = iconButton('more', 'more', { 'aria-haspopup': 'menu', onclick: () => openMenu(more, items()) });
  const chooser = h('button', { type: 'button', class: 'head-chat', 'aria-haspopup': 'menu', onclick: choose }, face, h('span', { class: 'head-words' }, title, note));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let quiet;
  let drawn = '';

  function choose() {
    const chats = conversation.chats();
    if (chats.length < 2) return;
    openMenu(chooser, chats.map((chat) => ({ text: chat.title, icon: 'user', act: () => conversation.show(chat.id) })));
  }

  /** @param {boolean} blocked */
  const setBlocked = (blocked) => api.setBlocked(person.id, blocked, ctx.chatId()).catch(complain);

  /** @returns {import('./menu.js').Item[]} */
  function items() {
    const chat = ctx.chat();
    return [
      { word: 'shareLocation', icon: 'pin', act: () => void api.sendLocation(person.id, { ...PLACE, chat: ctx.chatId() }).catch(complain) },
      { word: 'transcript', icon: 'file', act: () => window.open(`/sim/people/${person.id}/chats/${ctx.chatId()}.txt`, '_blank', 'noopener') },
      chat?.blocked ? { word: 'unblock', icon: 'check', act: () => void setBlocked(false) } : { word: 'block', icon: 'stop', act: () => void setBlocked(true), danger: true },
      { word: 'hide', icon: 'hide', act: hide },
    ];
  }

  /** @param {import('./words.js').Word | null} word @param {string} [kind] */
  function say(word, kind = '') {
    note.className = `head-note ${kind}`;
    note.textContent = word ? t(word) : '';
  }

  function draw() {
    const chat = ctx.chat();
    if (!conversation.online()) say('connecting', 'waiting');
    else if (chat?.blocked) say('blocked');
    else say(chat ? 'bot' : null);
    const now = `${chat?.id} ${chat?.title ?? t('noBot')} ${conversation.chats().length}`;
    if (now === drawn) return;
    drawn = now;
    title.textContent = chat?.title ?? t('noBot');
    face.replaceChildren(avatar(chat?.id ?? 0, chat?.title ?? '·'));
    chooser.disabled = conversation.chats().length < 2;
  }

  return {
    node: h('header', { class: 'head' }, strip, h('div', { class: 'head-bar' }, chooser, more)),
    draw() {
      clearTimeout(quiet);
      draw();
    },
    /** @param {string} action shown until something comes, or five seconds */
    typing(action) {
      clearTimeout(quiet);
      say(ACTIONS[action] ?? 'typing', 'waiting');
      quiet = setTimeout(draw, 5000);
    },
  };
}
