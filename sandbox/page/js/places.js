/** Opening a group, a forum or a channel, and asking others in. */

import * as api from './api.js';
import { h } from './dom.js';
import { fullName } from './format.js';
import { t } from './lang.js';
import { field, given, openSheet } from './sheet.js';
import { world } from './world.js';

/** @typedef {import('./types.js').Person} Person */

const KINDS = /** @type {const} */ ([['group', 'groupHint'], ['forum', 'forumHint'], ['channel', 'channelHint']]);

/** @param {"radio" | "checkbox"} type @param {string} name @param {string | number} value @param {boolean} checked @param {...import('./dom.js').Child} words */
const option = (type, name, value, checked, ...words) =>
  h('label', { class: 'option' }, h('input', { type, name, value, checked }), h('span', { class: 'option-words', dir: 'auto' }, ...words));

/** Everybody but one, people before bots. @param {number} but */
const others = (but) => [
  ...world.people.filter((person) => person.id !== but).map((person) => ({ id: person.id, name: fullName(person), note: person.username && `@${person.username}` })),
  ...world.bots.map((bot) => ({ id: bot.id, name: bot.first_name, note: t('bot') })),
];

/** @param {number} but @param {boolean} checked */
const everybody = (but, checked) => others(but).map(({ id, name, note }) =>
  option('checkbox', 'member', id, checked, name, note && h('span', { class: 'option-note' }, ` ${note}`)));

/** @param {HTMLFormElement} form @returns {number[]} */
const chosen = (form) => new FormData(form).getAll('member').map(Number);

/** @param {() => Promise<unknown>} act @returns {Promise<string | null>} what is wrong */
async function attempt(act) {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    return error.message || t('unreachable');
  }
}

/** @param {Person} person owns what is opened @param {HTMLFormElement} form */
async function found(person, form) {
  const title = given(form, 'title');
  const username = given(form, 'username') || undefined;
  const kind = String(new FormData(form).get('kind'));
  const bots = chosen(form).filter((id) => world.bots.some((bot) => bot.id === id));
  const people = chosen(form).filter((id) => !bots.includes(id));
  const lead = /** @type {HTMLInputElement} */ (form.elements.namedItem('lead')).checked || kind === 'channel';
  if (kind === 'channel') return api.openChannel({ title, username, admins: [person.id, ...bots], ...(people.length ? { members: people } : {}) });
  return api.openGroup({ title, username, forum: kind === 'forum', members: [person.id, ...people, ...bots], ...(lead && bots.length ? { admins: bots } : {}) });
}

/** @param {Person} person @param {(chat: number) => void} opened */
export function openPlaceSheet(person, opened) {
  let chat = 0;
  openSheet({
    title: t('newPlace'),
    testid: 'place',
    word: 'create',
    parts: [
      field('name', { name: 'title', required: true, maxlength: 128, autofocus: true, 'data-testid': 'place-title' }),
      field('publicName', { name: 'username', maxlength: 33, spellcheck: 'false', 't-placeholder': 'optional', 'data-testid': 'place-name' }),
      h('fieldset', {}, h('legend', { t: 'kindOf' }), ...KINDS.map(([kind, hint], index) =>
        option('radio', 'kind', kind, index === 0, h('span', { t: kind }), h('span', { class: 'option-note below', t: hint })))),
      h('fieldset', { class: 'options' }, h('legend', { t: 'members' }), ...everybody(person.id, true),
        option('checkbox', 'lead', 1, true, h('span', { t: 'botsLead' }))),
      h('p', { class: 'hint' }, t('owns', { name: fullName(person) })),
    ],
    confirm: (form) => attempt(async () => {
      chat = (await found(person, form)).chat;
    }),
    done: () => opened(chat),
  });
}

/** Joins a public group or channel. @param {Person} person @param {(chat: number) => void} joined @param {string} [name] known already */
export function joinSheet(person, joined, name = '') {
  let chat = 0;
  openSheet({
    title: t('joinPlace'),
    testid: 'join',
    word: 'join',
    parts: [
      h('p', { class: 'hint', t: 'joinHint' }),
      field('publicName', { name: 'name', required: true, value: name, maxlength: 60, placeholder: '@', spellcheck: 'false', autofocus: true, 'data-testid': 'join-name' }),
    ],
    confirm: (form) => attempt(async () => {
      const wanted = given(form, 'name').replace(/^(https?:\/\/)?(t|telegram)\.me\//i, '');
      chat = (await api.setMember(person.id, { chat: wanted, role: 'member' })).chat;
    }),
    done: () => joined(chat),
  });
}

/** @param {Person} person @param {import('./types.js').Chat} chat */
export function addMemberSheet(person, chat) {
  openSheet({
    title: t('addMember'),
    testid: 'member',
    word: 'add',
    parts: [h('fieldset', { class: 'options' }, h('legend', {}, chat.title), ...everybody(person.id, false))],
    confirm: (form) => attempt(async () => {
      // One by one, in the order of the list: each is told of as they come.
      for (const member of chosen(form)) await api.setMember(person.id, { chat: chat.id, member, role: 'member' });
    }),
  });
}

/** @param {Person} person @param {number} chat @param {(topic: number) => void} begun */
export function topicSheet(person, chat, begun) {
  let topic = 0;
  openSheet({
    title: t('newTopic'),
    testid: 'topic',
    word: 'create',
    parts: [field('name', { name: 'name', required: true, maxlength: 128, autofocus: true, 'data-testid': 'topic-name' })],
    confirm: (form) => attempt(async () => {
      topic = (await api.beginTopic(person.id, chat, given(form, 'name'))).thread;
    }),
    done: () => begun(topic),
  });
}
