/** The top of a phone: whose it is, which chat is open, and what can be done about it. */

import * as api from './api.js';
import { avatar } from './avatar.js';
import { h, iconButton } from './dom.js';
import { fullName } from './format.js';
import { t } from './lang.js';
import { openMenu } from './menu.js';
import { membersSheet, seesMembers } from './members.js';
import { addMemberSheet } from './places.js';

/**
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 * @typedef {ReturnType<typeof import('./conversation.js').createConversation>} Conversation
 */

/** Where everyone is when they send a place: the National Monument in Jakarta. */
const PLACE = { latitude: -6.175392, longitude: 106.827153 };

const ACTIONS = /** @type {Record<string, import('./words.js').Word>} */ ({ upload_photo: 'sendingPhoto', upload_document: 'sendingFile' });

/**
 * @param {PhoneContext} ctx @param {Conversation} conversation
 * @param {(error: unknown) => void} complain @param {() => void} hide @param {() => void} toggleChats
 */
export function createHead(ctx, conversation, complain, hide, toggleChats) {
  const { person } = ctx;
  const strip = h('div', { class: 'strip' },
    avatar(person.id, fullName(person), 'tiny'),
    h('span', { class: 'strip-name' }, fullName(person)),
    h('span', { class: 'strip-about' }, [person.username && `@${person.username}`, person.language_code?.toUpperCase()].filter(Boolean).join(' · ')));
  const face = h('span', { class: 'head-face' });
  const title = h('span', { class: 'head-title', dir: 'auto' });
  const note = h('span', { class: 'head-note' });
  const more = iconButton('more', 'more', { 'aria-haspopup': 'menu', onclick: () => openMenu(more, items()) });
  const unread = h('span', { class: 'head-unread', 'aria-hidden': 'true', hidden: true });
  const back = iconButton('chats', 'chats', { class: 'icon-button head-back', 'aria-expanded': 'false', 'data-testid': 'chats-toggle', onclick: toggleChats });
  back.append(unread);
  const chooser = h('div', { class: 'head-chat' }, face, h('span', { class: 'head-words' }, title, note));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let quiet;
  let drawn = '';

  /** @param {boolean} blocked */
  const setBlocked = (blocked) => api.setBlocked(person.id, blocked, ctx.chatId()).catch(complain);

  const leave = () => api.setMember(person.id, { chat: ctx.chatId() ?? 0, role: 'left' }).catch(complain);

  /** @returns {import('./menu.js').Item[]} */
  function items() {
    const chat = ctx.chat();
    /** @type {import('./menu.js').Item[]} */
    const list = [];
    if (chat?.can_speak) list.push({ word: 'shareLocation', icon: 'pin', act: () => void api.sendLocation(person.id, { ...PLACE, ...ctx.where() }).catch(complain) });
    if (chat) list.push({ word: 'transcript', icon: 'file', act: () => window.open(`/sim/people/${person.id}/chats/${chat.id}.txt`, '_blank', 'noopener') });
    if (chat && chat.type !== 'private') {
      if (seesMembers(chat)) list.push({ word: 'members', icon: 'group', act: () => membersSheet(person, chat) });
      if (chat.type !== 'channel' || chat.rights.includes('can_invite_users')) list.push({ word: 'addMember', icon: 'plus', act: () => addMemberSheet(person, chat) });
      list.push({ word: 'leave', icon: 'leave', act: () => void leave(), danger: true });
    } else if (chat) {
      list.push(chat.blocked ? { word: 'unblock', icon: 'check', act: () => void setBlocked(false) } : { word: 'block', icon: 'stop', act: () => void setBlocked(true), danger: true });
    }
    list.push({ word: 'hide', icon: 'hide', act: hide });
    return list;
  }

  /** @param {string} text @param {string} [kind] */
  function say(text, kind = '') {
    note.className = `head-note ${kind}`;
    note.textContent = text;
  }

  /** @param {import('./types.js').Chat | null} chat what stands below its name */
  function about(chat) {
    if (!chat) return '';
    if (chat.type === 'private') return t(chat.blocked ? 'blocked' : 'bot');
    const one = chat.members === 1;
    if (chat.type === 'channel') return t(one ? 'subscriber' : 'subscribers', { n: chat.members });
    return t(one ? 'member' : 'membersCount', { n: chat.members });
  }

  function count() {
    const sum = conversation.chats().reduce((total, chat) => total + (chat.id === ctx.chatId() ? 0 : chat.unread), 0);
    unread.hidden = sum === 0;
    unread.textContent = sum > 99 ? '99+' : String(sum);
    back.setAttribute('aria-label', sum ? `${t('chats')}, ${t('unread', { n: sum })}` : t('chats'));
  }

  function draw() {
    const chat = ctx.chat();
    if (conversation.online()) say(about(chat));
    else say(t('connecting'), 'waiting');
    count();
    const now = `${chat?.id} ${chat?.title ?? t('noBot')}`;
    if (now === drawn) return;
    drawn = now;
    title.textContent = chat?.title ?? t('noBot');
    face.replaceChildren(avatar(chat?.id ?? 0, chat?.title ?? '·'));
  }

  return {
    node: h('header', { class: 'head' }, strip, h('div', { class: 'head-bar' }, back, chooser, more)),
    /** @param {boolean} open whether the list of chats is shown */
    mark(open) {
      back.setAttribute('aria-expanded', String(open));
      back.classList.toggle('on', open);
      if (!open) back.focus();
    },
    draw() {
      clearTimeout(quiet);
      draw();
    },
    /** @param {string} action shown until something comes, or five seconds */
    typing(action) {
      clearTimeout(quiet);
      say(t(ACTIONS[action] ?? 'typing'), 'waiting');
      quiet = setTimeout(draw, 5000);
    },
  };
}
