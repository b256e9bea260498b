/** Who is in a group or channel, and what one may do about it. */

import * as api from './api.js';
import { avatar } from './avatar.js';
import { h, iconButton } from './dom.js';
import { t } from './lang.js';
import { openMenu } from './menu.js';
import { openSheet } from './sheet.js';

/**
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Member} Member
 * @typedef {import('./types.js').Person} Person
 * @typedef {Parameters<typeof api.setMember>[1]['role']} Role
 */

const ROLES = /** @type {Record<string, import('./words.js').Word>} */ ({
  creator: 'roleOwner', administrator: 'roleAdmin', restricted: 'roleRestricted', kicked: 'roleBanned',
});

/** Whether someone may see the others: everybody in a group, those who lead in a channel. @param {Chat} chat */
export const seesMembers = (chat) => chat.type !== 'private' && (chat.type !== 'channel' || chat.role === 'creator' || chat.role === 'administrator');

/**
 * What one may make of a member, as the sandbox allows it.
 *
 * @param {Chat} chat @param {Member} member
 * @returns {[import('./words.js').Word, Role, keyof typeof import('./icons.js').PATHS][]}
 */
function powers({ rights }, { role }) {
  const promotes = rights.includes('can_promote_members');
  const restricts = rights.includes('can_restrict_members') && (role !== 'administrator' || promotes);
  /** @type {[import('./words.js').Word, Role, keyof typeof import('./icons.js').PATHS][]} */
  const list = [];
  if (role === 'creator') return list;
  if (role === 'kicked') return restricts ? [['unban', 'left', 'check']] : list;
  if (promotes) list.push(role === 'administrator' ? ['demote', 'member', 'down'] : ['promote', 'administrator', 'star']);
  if (restricts) list.push(['removeMember', 'left', 'leave'], ['ban', 'kicked', 'stop']);
  return list;
}

/** @param {Person} person @param {Chat} chat */
export function membersSheet(person, chat) {
  const list = h('ul', { class: 'members', 'data-testid': 'members' });
  const wrong = h('p', { class: 'complaint', role: 'alert' });

  /** @param {() => Promise<unknown>} act */
  async function attempt(act) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      wrong.textContent = error.message || t('unreachable');
    }
  }

  /** @param {number} member @param {Role} role */
  async function make(member, role) {
    wrong.textContent = '';
    await attempt(() => api.setMember(person.id, { chat: chat.id, member, role }));
    await draw(member);
  }

  /** @param {Member} member */
  function row(member) {
    const can = member.id === person.id ? [] : powers(chat, member);
    const note = [ROLES[member.role] && t(ROLES[member.role]), member.is_bot && t('bot'), member.id === person.id && t('you')].filter(Boolean).join(', ');
    /** @type {HTMLElement} */
    const more = iconButton('more', 'more', { 'aria-haspopup': 'menu', onclick: () => openMenu(more, can.map(([word, role, icon]) => (
      { word, icon, danger: role === 'kicked', act: () => void make(member.id, role) }))) });
    more.setAttribute('aria-label', `${t('more')}: ${member.name}`);
    return h('li', { class: 'member', 'data-testid': 'member', 'data-member': member.id }, avatar(member.id, member.name, 'beside'),
      h('span', { class: 'member-words' }, h('span', { class: 'member-name', dir: 'auto' }, member.name), note && h('span', { class: 'option-note below' }, note)),
      can.length > 0 && more);
  }

  /** @param {number} [held] whose button had the focus */
  async function draw(held) {
    await attempt(async () => {
      list.replaceChildren(...(await api.members(person.id, chat.id)).map(row));
      const next = list.querySelector(`[data-member="${held}"] button`) ?? (held && list.querySelector('button'));
      if (next instanceof HTMLElement) next.focus();
    });
  }

  openSheet({ title: t('members'), testid: 'members', word: 'ok', only: true, confirm: async () => null, parts: [list, wrong] });
  void draw();
}
