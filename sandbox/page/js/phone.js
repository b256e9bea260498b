/** One person's phone: the parts put together. */

import { attachActions } from './actions.js';
import * as api from './api.js';
import { createTaps } from './buttons.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { calm, h } from './dom.js';
import { fullName } from './format.js';
import { avatar, createHead } from './head.js';
import { t } from './lang.js';
import { deepLink, sharedLink } from './links.js';
import { createLog } from './log.js';
import { createToasts } from './toast.js';
import { enlarge } from './viewer.js';
import { world } from './world.js';

/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 * @typedef {ReturnType<typeof createPhone>} Phone
 * @typedef {object} Outside what a phone asks of the page
 * @property {(id: number) => void} hide
 * @property {(id: number) => void} news
 * @property {(id: number) => void} vanished
 * @property {(url: string, id: number) => void} pass offers a shared link to someone else
 */

/** @param {Person} person @param {Outside} outside */
export function createPhone(person, outside) {
  const root = h('section', { class: 'phone', 'aria-label': fullName(person), 'data-testid': `phone-${person.id}`, 'data-person': person.id });
  const toasts = createToasts();
  /** The chat just opened with Start, until its first message shows. @type {number | undefined} */
  let starting;

  /** @param {unknown} error */
  function complain(error) {
    if (!(error instanceof api.Refused)) throw error;
    toasts.show(error.message || t('unreachable'), 'bad');
  }

  /** @type {PhoneContext} */
  const ctx = {
    person,
    root,
    chatId: () => conversation.chatId(),
    chat: () => conversation.chat(),
    find: (id) => log.find(id),
    toast: toasts.show,
    reply: (message) => composer.reply(message),
    tap: (message, row, column, node) => void taps.tap(message, row, column, node),
    enlarge: (message) => enlarge(message, log.photosNear(message)),
    erase: (message) => void api.erase(person.id, message.message_id, ctx.chatId()).catch(complain),
    async send(text) {
      try {
        await api.send(person.id, { text, ...(ctx.chatId() === undefined ? {} : { chat: ctx.chatId() }) });
        return true;
      } catch (error) {
        complain(error);
        return false;
      }
    },
    copy(text) {
      navigator.clipboard?.writeText(text).catch(() => undefined);
      toasts.show(t('copied'));
    },
    open(url) {
      const lead = deepLink(url, world.bots);
      const shared = sharedLink(url);
      if (shared) outside.pass(shared, person.id);
      else if (lead?.url) void follow(lead.url, lead.bot?.id);
      else if (lead?.bot) conversation.show(lead.bot.id);
      else if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
      else toasts.show(url);
    },
    reveal(id) {
      const node = log.node.querySelector(`[data-message-id="${id}"]`);
      node?.scrollIntoView({ block: 'center', behavior: calm() ? 'instant' : 'smooth' });
      node?.querySelector('.bubble')?.animate([{ filter: 'brightness(.85)' }, { filter: 'none' }], 1200);
    },
  };

  const taps = createTaps(ctx);
  const conversation = createConversation(person, {
    load: (messages) => log.load(messages),
    upsert: (message) => {
      log.upsert(message, true);
      changed();
    },
    remove: (ids) => {
      log.remove(ids, true);
      changed();
    },
    changed,
    typing: (action) => head.typing(action),
    answer: taps.heard,
    news: () => outside.news(person.id),
    vanished: () => outside.vanished(person.id),
  });
  const log = createLog(ctx);
  const composer = createComposer(ctx, complain, () => {
    /** @type {HTMLElement | undefined} */ ([...log.node.querySelectorAll('[data-message-id]')].at(-1))?.focus();
  });
  const head = createHead(ctx, conversation, complain, () => outside.hide(person.id));
  const startWord = h('span', { t: 'start' });
  const start = h('button', { type: 'button', class: 'start solid', hidden: true, 'data-testid': 'start', onclick: () => void begin() }, startWord);
  const welcome = h('div', { class: 'welcome', hidden: true });
  const screen = h('div', { class: 'screen' }, log.node, welcome, log.jump, toasts.node, h('div', { class: 'drop' }, h('span', { t: 'drop' })));
  root.append(head.node, screen, composer.node, start);
  attachActions(log.node, ctx, composer.focus);
  acceptFiles();

  /** @param {string} url @param {number | undefined} bot */
  async function follow(url, bot) {
    try {
      await api.openLink(person.id, url);
      if (bot !== undefined && bot !== ctx.chatId()) conversation.show(bot);
    } catch (error) {
      complain(error);
    }
  }

  async function begin() {
    if (ctx.chat()?.blocked) await api.setBlocked(person.id, false, ctx.chatId()).catch(complain);
    if (await ctx.send('/start')) starting = ctx.chatId();
    changed();
    composer.focus();
  }

  /** Draws everything but the messages. */
  function changed() {
    const chat = ctx.chat();
    const empty = log.isEmpty();
    if (!empty) starting = undefined;
    const started = chat !== null && chat.id === starting;
    const waits = Boolean(chat) && ((empty && !started) || Boolean(chat?.blocked));
    head.draw();
    composer.refresh();
    composer.node.hidden = waits || !chat;
    start.hidden = !waits;
    startWord.dataset.t = chat?.blocked ? 'restart' : 'start';
    startWord.textContent = t(chat?.blocked ? 'restart' : 'start');
    welcome.hidden = !empty || started;
    if (!welcome.hidden) greet(chat);
  }

  /** @param {import('./types.js').Chat | null} chat */
  function greet(chat) {
    const address = h('code', {}, location.origin);
    welcome.replaceChildren(h('div', { class: 'welcome-card' },
      avatar(chat?.id ?? 0, chat?.title ?? '·', 'huge'),
      h('strong', { t: chat ? null : 'noBot' }, chat?.title),
      h('span', { t: chat ? 'startHint' : 'noBotHint' }),
      chat ? null : address));
  }

  function acceptFiles() {
    let depth = 0;
    const mark = (/** @type {number} */ change) => {
      depth = change === 0 ? 0 : depth + change;
      root.classList.toggle('dropping', depth > 0);
    };
    const carries = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
    root.addEventListener('dragenter', (event) => carries(event) && mark(1));
    root.addEventListener('dragleave', (event) => carries(event) && mark(-1));
    root.addEventListener('dragover', (event) => carries(event) && event.preventDefault());
    root.addEventListener('drop', (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      mark(0);
      composer.addFiles(event.dataTransfer?.files ?? []);
      composer.focus();
    });
  }

  changed();
  return {
    person,
    node: root,
    open: ctx.open,
    focus: composer.focus,
    refresh: () => {
      conversation.refresh();
      changed();
    },
    wake: conversation.open,
    sleep: conversation.close,
    toBottom: () => log.toBottom(false),
  };
}
