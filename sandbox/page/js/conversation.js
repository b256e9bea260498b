/** One person's chats as they are now: loaded once, then kept true by the stream of events. */

import * as api from './api.js';
import { listen } from './live.js';
import { world } from './world.js';

/**
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Message} Message
 * @typedef {object} View
 * @property {(messages: Message[]) => void} load the whole history of the chat (or topic) on screen
 * @property {(message: Message) => void} upsert
 * @property {(ids: number[]) => void} remove
 * @property {() => void} changed title, commands, keyboard, connection or the list of chats changed
 * @property {(action: string) => void} typing
 * @property {(answer: {message_id: number} & import('./types.js').Answer) => void} answer
 * @property {() => void} news a message came, in whichever chat
 * @property {() => void} vanished the person is no more
 * @property {(chat: Chat) => void} expelled the person is no longer in this group or channel
 */

/** The topic of a forum's messages that name none. */
export const GENERAL = 1;
const READ_MS = 1500;

/** @param {import('./types.js').Bot} bot @returns {Chat} the chat one could have with this bot */
const possible = (bot) => ({
  id: bot.id, type: 'private', title: bot.first_name, username: bot.username, commands: [], keyboard: null,
  typing: false, blocked: false, unread: 0, last_message: null, pinned: null, can_speak: true, members: 2, role: null, rights: [], topics: null,
});

/** @param {import('./types.js').Person} person @param {View} view */
export function createConversation(person, view) {
  /** @type {Chat[]} */
  let chats = [];
  /** @type {number | undefined} */
  let chosen;
  /** The topic on screen, null where there are none. @type {number | null} */
  let topic = null;
  /** Topics of the chat on screen in which something came that was not seen. @type {Set<number>} */
  const fresh = new Set();
  /** Whether the choice is a person's, or was made among all chats and not only those there could be. */
  let settled = false;
  let online = false;
  let turn = 0;
  /** Events that arrived while a history was on its way. @type {(() => void)[] | null} */
  let waiting = null;
  /** @type {(() => void) | undefined} */
  let close;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let reading;

  /** @returns {Chat[]} the chats there are, then those there could be */
  const everyChat = () => [...chats, ...world.bots.filter((bot) => !chats.some((chat) => chat.id === bot.id)).map(possible)];
  const chosenChat = () => everyChat().find((chat) => chat.id === chosen) ?? null;
  const age = (/** @type {Chat} */ chat) => chat.last_message?.message_id ?? 0;
  /** Whether a message stands in the topic on screen. @param {Message} message */
  const here = (message) => topic === null || (message.thread ?? GENERAL) === topic;

  function choose() {
    if (!chosenChat()) {
      const latest = [...chats].sort((a, b) => age(b) - age(a))[0];
      chosen = (latest ?? everyChat()[0])?.id;
      fresh.clear();
    }
    const topics = chosenChat()?.topics;
    topic = topics ? topics.find((one) => one.id === topic)?.id ?? GENERAL : null;
  }

  async function sync() {
    turn += 1;
    const mine = turn;
    waiting = waiting ?? [];
    try {
      const found = await api.chats(person.id);
      if (mine !== turn) return;
      chats = found;
      if (!settled) chosen = undefined;
      settled = true;
      choose();
      const known = chats.some((chat) => chat.id === chosen);
      const { messages } = known && chosen !== undefined ? await api.history(person.id, chosen) : { messages: [] };
      if (mine !== turn) return;
      seen();
      view.load(messages.filter(here));
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      if (error.status === 404) view.vanished();
    }
    const missed = waiting ?? [];
    waiting = null;
    for (const event of missed) event();
    view.changed();
  }

  /** @param {number} id @param {(chat: Chat) => Partial<Chat>} how */
  function alter(id, how) {
    chats = chats.map((chat) => (chat.id === id ? { ...chat, ...how(chat) } : chat));
  }

  function seen() {
    if (chosen !== undefined) alter(chosen, () => ({ unread: 0 }));
    if (topic !== null) fresh.delete(topic);
  }

  /** Tells the sandbox, once for many messages, that what came is on screen. @param {number} last */
  function soonRead(last) {
    const chat = chosen;
    clearTimeout(reading);
    reading = setTimeout(() => chat !== undefined && close && void api.read(person.id, chat, last).catch(() => undefined), READ_MS);
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

  /** @param {Message} message of the chat on screen */
  function arrived(message) {
    if (here(message)) {
      view.upsert(message);
      soonRead(message.message_id);
    } else if (!message.out) {
      fresh.add(message.thread ?? GENERAL);
      view.changed();
    }
  }

  const handlers = {
    message: (/** @type {{chat: number, message: Message}} */ { chat, message }) => {
      alter(chat, ({ unread }) => ({ last_message: message, unread: chat === chosen || message.out ? 0 : unread + 1 }));
      inChat(chat, () => arrived(message));
      if (chat !== chosen) view.changed();
      view.news();
    },
    edited: (/** @type {{chat: number, message: Message}} */ { chat, message }) => {
      alter(chat, ({ last_message: last }) => (last?.message_id === message.message_id ? { last_message: message } : {}));
      inChat(chat, () => here(message) && view.upsert(message));
    },
    deleted: (/** @type {{chat: number, message_ids: number[]}} */ { chat, message_ids: ids }) => inChat(chat, () => view.remove(ids)),
    answer: (/** @type {import('./live.js').Events["answer"]} */ answer) => answer.chat === chosen && view.answer(answer),
    typing: (/** @type {{chat: number, action: string}} */ { chat, action }) => chat === chosen && view.typing(action),
    chat: (/** @type {{chat: Chat}} */ { chat }) => {
      const before = topic;
      chats = [...chats.filter((one) => one.id !== chat.id), chat];
      choose();
      if (chat.id === chosen) alter(chat.id, () => ({ unread: 0 }));
      if (topic === before || waiting) view.changed();
      else void sync();
    },
    gone: (/** @type {{chat: number}} */ { chat: id }) => {
      const left = chats.find((chat) => chat.id === id);
      chats = chats.filter((chat) => chat.id !== id);
      if (left) view.expelled(left);
      if (chosen === id) void sync();
      else view.changed();
    },
  };

  /** Shows what the document brought along; the events come later. @param {{chats: Chat[], messages: Message[]}} found */
  function begin(found) {
    chats = found.chats;
    if (!chats.length) return;
    settled = true;
    online = true;
    choose();
    view.load(found.messages.filter(here));
  }

  return {
    begin,
    chatId: () => chosen,
    /** Every chat, the latest spoken in first. */
    chats: () => everyChat().sort((a, b) => age(b) - age(a)),
    /** The chat on screen. */
    chat: chosenChat,
    /** @returns {number | null} the topic on screen */
    topic: () => topic,
    hasNews: (/** @type {number} */ id) => fresh.has(id),
    online: () => online,
    /** @returns {import('./types.js').Where} */
    where: () => ({ ...(chosen === undefined ? {} : { chat: chosen }), ...(topic === null || topic === GENERAL ? {} : { thread: topic }) }),
    /** @param {number} chat @param {number | null} [thread] a topic of it */
    show(chat, thread = null) {
      if (chat !== chosen) fresh.clear();
      chosen = chat;
      settled = true;
      topic = thread;
      return sync();
    },
    /** Asks for the list of chats anew, for what events do not tell. */
    async recount() {
      try {
        chats = await api.chats(person.id);
        seen();
        view.changed();
      } catch (error) {
        if (!(error instanceof api.Refused)) throw error;
      }
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
