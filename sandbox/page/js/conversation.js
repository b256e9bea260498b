/** One person's chats as they are now: loaded once, then kept true by the stream of events. */

import * as api from './api.js';
import { listen } from './live.js';
import { world } from './world.js';

/**
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Message} Message
 * @typedef {object} View
 * @property {(messages: Message[]) => void} load the whole history of the chat on screen
 * @property {(message: Message) => void} upsert
 * @property {(ids: number[]) => void} remove
 * @property {() => void} changed title, commands, keyboard, connection or the list of chats changed
 * @property {(action: string) => void} typing
 * @property {(answer: {message_id: number} & import('./types.js').Answer) => void} answer
 * @property {() => void} news a message came, in whichever chat
 * @property {() => void} vanished the person is no more
 */

/** @param {import('./types.js').Bot} bot @returns {Chat} the chat one could have with this bot */
const possible = (bot) => ({
  id: bot.id, type: 'private', title: bot.first_name, username: bot.username, commands: [], keyboard: null,
  typing: false, blocked: false, unread: 0, last_message: null,
});

/** @param {import('./types.js').Person} person @param {View} view */
export function createConversation(person, view) {
  /** @type {Chat[]} */
  let chats = [];
  /** @type {number | undefined} */
  let chosen;
  let online = false;
  let turn = 0;
  /** Events that arrived while a history was on its way. @type {(() => void)[] | null} */
  let waiting = null;
  /** @type {(() => void) | undefined} */
  let close;

  /** @returns {Chat[]} the chats there are, then those there could be */
  const everyChat = () => [...chats, ...world.bots.filter((bot) => !chats.some((chat) => chat.id === bot.id)).map(possible)];

  function choose() {
    if (everyChat().some((chat) => chat.id === chosen)) return;
    const latest = [...chats].sort((a, b) => (b.last_message?.date ?? 0) - (a.last_message?.date ?? 0))[0];
    chosen = (latest ?? everyChat()[0])?.id;
  }

  async function sync() {
    turn += 1;
    const mine = turn;
    waiting = waiting ?? [];
    try {
      const found = await api.chats(person.id);
      if (mine !== turn) return;
      chats = found;
      choose();
      const known = chats.some((chat) => chat.id === chosen);
      const { messages } = known && chosen !== undefined ? await api.history(person.id, chosen) : { messages: [] };
      if (mine !== turn) return;
      view.load(messages);
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      if (error.status === 404) view.vanished();
    }
    const missed = waiting ?? [];
    waiting = null;
    for (const event of missed) event();
    view.changed();
  }

  /** @param {number} chat @param {() => void} act runs now, or once the history is there; elsewhere is only counted */
  function inChat(chat, act) {
    if (waiting) {
      waiting.push(() => inChat(chat, act));
    } else if (chosen === undefined || !chats.some((one) => one.id === chat)) {
      chosen = chosen ?? chat;
      void sync();
    } else if (chat === chosen) {
      act();
    }
  }

  const handlers = {
    message: (/** @type {{chat: number, message: Message}} */ { chat, message }) => {
      inChat(chat, () => view.upsert(message));
      view.news();
    },
    edited: (/** @type {{chat: number, message: Message}} */ { chat, message }) => inChat(chat, () => view.upsert(message)),
    deleted: (/** @type {{chat: number, message_ids: number[]}} */ { chat, message_ids: ids }) => inChat(chat, () => view.remove(ids)),
    answer: (/** @type {import('./live.js').Events["answer"]} */ answer) => answer.chat === chosen && view.answer(answer),
    typing: (/** @type {{chat: number, action: string}} */ { chat, action }) => chat === chosen && view.typing(action),
    chat: (/** @type {{chat: Chat}} */ { chat }) => {
      chats = [...chats.filter((one) => one.id !== chat.id), chat];
      choose();
      view.changed();
    },
  };

  return {
    chatId: () => chosen,
    chats: everyChat,
    /** @returns {Chat | null} the chat on screen */
    chat: () => everyChat().find((chat) => chat.id === chosen) ?? null,
    online: () => online,
    /** @param {number} chat */
    show(chat) {
      chosen = chat;
      void sync();
    },
    /** Something outside changed, such as a first bot. */
    refresh() {
      if (chosen !== undefined) return;
      choose();
      view.changed();
    },
    open() {
      close ??= listen(person.id, handlers, () => {
        online = true;
        void sync();
      }, () => {
        online = false;
        view.changed();
        setTimeout(() => close && !online && void sync(), 800);
      });
    },
    close() {
      close?.();
      close = undefined;
      online = false;
    },
  };
}
