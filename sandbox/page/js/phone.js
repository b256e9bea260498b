/** One person's phone: the parts put together. */

import { attachActions } from './actions.js';
import * as api from './api.js';
import { createTaps } from './buttons.js';
import { createChats } from './chats.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { h } from './dom.js';
import { acceptFiles } from './drop.js';
import { firstSight } from './first.js';
import { fullName } from './format.js';
import { createHead } from './head.js';
import { t } from './lang.js';
import { deepLink, publicName, sharedLink } from './links.js';
import { createLog } from './log.js';
import { openMenu } from './menu.js';
import { invoiceSlug, openInvoice, openInvoiceLink } from './pay.js';
import { createPinned } from './pinned.js';
import { joinSheet } from './places.js';
import { createToasts } from './toast.js';
import { createTopics } from './topics.js';
import { enlarge } from './viewer.js';
import { createWelcome } from './welcome.js';
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
    where: () => conversation.where(),
    find: (id) => log.find(id),
    paidWith: (receipt) => log.paidWith(receipt),
    toast: toasts.show,
    focus: () => composer.focus(),
    reply: (message) => composer.reply(message),
    edit: (message) => composer.edit(message),
    compose: (text) => composer.compose(text),
    tap: (message, row, column, node) => void taps.tap(message, row, column, node),
    enlarge: (message) => enlarge(message, log.photosNear(message)),
    erase: (message) => void api.erase(person.id, message.message_id, ctx.chatId()).catch(complain),
    react(message, emoji) {
      const mine = message.reactions.some((one) => one.emoji === emoji && one.mine);
      void api.react(person.id, message.message_id, ctx.chatId(), mine ? '' : emoji).catch(complain);
    },
    pay: (message) => openInvoice(person, message, ctx.chatId()),
    elsewhere(bot, query) {
      const chats = conversation.chats().filter((chat) => chat.can_speak && !chat.blocked);
      openMenu(head.node, chats.map((chat) => ({ text: chat.title, icon: 'send', act: () => {
        void conversation.show(chat.id);
        changed();
        composer.compose(`@${bot.username} ${query}`);
      } })));
    },
    async send(text) {
      try {
        await api.send(person.id, { text, ...ctx.where() });
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
      const slug = invoiceSlug(url);
      const named = publicName(url);
      if (shared) outside.pass(shared, person.id);
      else if (slug) void openInvoiceLink(person, slug).catch(complain);
      else if (lead?.url) void follow(lead.url, lead.bot?.id);
      else if (lead?.bot) void conversation.show(lead.bot.id);
      else if (named) enter(named);
      else if (/^https?:/i.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
      else toasts.show(url);
    },
    reveal: (id) => log.reveal(id),
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
    expelled: (chat) => toasts.show(t('expelled', { name: chat.title })),
  });
  const log = createLog(ctx);
  const composer = createComposer(ctx, complain, () => log.newest()?.focus());
  const chats = createChats(ctx, conversation, (open) => {
    root.classList.toggle('listing', open);
    screen.inert = open;
    composer.node.inert = open;
    head.mark(open);
  });
  const head = createHead(ctx, conversation, complain, () => outside.hide(person.id), chats.toggle);
  const topics = createTopics(ctx, conversation);
  const pinned = createPinned(ctx);
  const welcome = createWelcome(() => void begin());
  const screen = h('div', { class: 'screen' }, log.node, welcome.card, log.jump, toasts.node, h('div', { class: 'drop' }, h('span', { t: 'drop' })));
  root.append(h('div', { class: 'top' }, head.node, topics.node, pinned.node), screen, h('div', { class: 'foot' }, composer.node, ...welcome.foot), chats.node);
  attachActions(log.node, ctx, composer.focus);
  acceptFiles(root, (files) => {
    composer.addFiles(files);
    composer.focus();
  });

  /** Goes to a public group or channel, or asks whether to join. @param {string} name */
  function enter(name) {
    const known = conversation.chats().find((chat) => chat.username?.toLowerCase() === name.toLowerCase());
    if (known) void conversation.show(known.id);
    else joinSheet(person, (chat) => void conversation.show(chat), name);
  }

  /** @param {string} url @param {number | undefined} bot */
  async function follow(url, bot) {
    try {
      await api.openLink(person.id, url);
      if (bot !== undefined && bot !== ctx.chatId()) void conversation.show(bot);
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
    if (!log.isEmpty()) starting = undefined;
    const started = chat !== null && chat.id === starting;
    const writes = welcome.draw(chat, log.isEmpty() && !started);
    composer.node.hidden = !writes;
    head.draw();
    topics.draw();
    pinned.draw();
    chats.refresh();
    composer.refresh();
  }

  const found = firstSight(person.id);
  if (found) conversation.begin(found);
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
