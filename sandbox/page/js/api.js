/** Asking the sandbox, as a person would use their phone. Shapes: docs/sandbox.md. */

/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').Bot} Bot
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').Call} Call
 * @typedef {import('./types.js').TapResult} TapResult
 * @typedef {import('./types.js').Where} Where
 */

/** The sandbox said no; `message` is its own sentence, `status` the HTTP code (0: no answer at all). */
export class Refused extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {"GET" | "POST" | "DELETE"} method
 * @param {string} path
 * @param {unknown} [body] JSON, or FormData as it is
 * @returns {Promise<any>}
 */
async function ask(method, path, body) {
  const form = body instanceof FormData;
  /** @type {Response} */
  let response;
  try {
    response = await fetch(`/sim/${path}`, {
      method,
      headers: body === undefined || form ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? null : form ? body : JSON.stringify(body),
    });
  } catch {
    throw new Refused('', 0);
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(answer?.error ?? `${response.status} ${response.statusText}`, response.status);
  return answer;
}

/** @returns {Promise<Person[]>} */
export const people = async () => (await ask('GET', 'people')).people;

/** @returns {Promise<Bot[]>} */
export const bots = async () => (await ask('GET', 'bots')).bots;

/** @param {Partial<Person>} person @returns {Promise<Person>} */
export const addPerson = (person) => ask('POST', 'people', person);

/** @param {number} person @returns {Promise<Chat[]>} */
export const chats = async (person) => (await ask('GET', `people/${person}/chats`)).chats;

/** @param {number} person @param {number} chat @returns {Promise<{chat: Chat, messages: Message[]}>} */
export const history = (person, chat) => ask('GET', `people/${person}/chats/${chat}`);

/** Says that everything up to this message was seen. @param {number} person @param {number} chat @param {number} last */
export const read = (person, chat, last) => ask('GET', `people/${person}/chats/${chat}?after=${last}`);

/** @param {number} person @param {Where & {text: string, reply_to?: number}} message */
export const send = (person, message) => ask('POST', `people/${person}/messages`, message);

/** @param {number} person @param {Where & {message_id: number, text: string}} edit */
export const edit = (person, edit) => ask('POST', `people/${person}/edits`, edit);

/** @param {number} person @param {Record<string, unknown>} tap @returns {Promise<TapResult>} */
export const tap = (person, tap) => ask('POST', `people/${person}/taps`, tap);

/** @param {number} person @param {string} url */
export const openLink = (person, url) => ask('POST', `people/${person}/links`, { url });

/** @param {number} person @param {FormData} form */
export const sendFiles = (person, form) => ask('POST', `people/${person}/files`, form);

/** @param {number} person @param {Where & {latitude: number, longitude: number}} place */
export const sendLocation = (person, place) => ask('POST', `people/${person}/locations`, place);

/** @param {number} person @param {boolean} blocked @param {number | undefined} chat */
export const setBlocked = (person, blocked, chat) => ask('POST', `people/${person}/${blocked ? 'block' : 'unblock'}`, { chat });

/** @param {number} person @param {number} message @param {number | undefined} chat */
export const erase = (person, message, chat) => ask('POST', `people/${person}/deletions`, { message_id: message, chat });

/** @param {number} person @param {number} message @param {number | undefined} chat @param {string} emoji empty: none any more */
export const react = (person, message, chat, emoji) => ask('POST', `people/${person}/reactions`, { message_id: message, chat, emoji });

/** @param {number} person @param {Record<string, unknown>} payment @returns {Promise<import('./types.js').Payment>} */
export const pay = (person, payment) => ask('POST', `people/${person}/payments`, payment);

/** @param {number} person @param {{bot: number, query: string, offset?: string, chat?: number}} query @returns {Promise<import('./types.js').Offers>} */
export const inline = (person, query) => ask('POST', `people/${person}/inline`, query);

/** @param {number} person @param {string} result @param {Where & {bot: number}} where */
export const choose = (person, result, where) => ask('POST', `people/${person}/inline/${encodeURIComponent(result)}`, where);

/** @param {{title: string, username?: string, forum?: boolean, members: number[], admins?: number[]}} group @returns {Promise<{chat: number}>} */
export const openGroup = (group) => ask('POST', 'groups', group);

/** @param {{title: string, username?: string, admins: number[], members?: number[]}} channel @returns {Promise<{chat: number}>} */
export const openChannel = (channel) => ask('POST', 'channels', channel);

/** @param {number} person @param {number} chat @param {string} name @returns {Promise<{thread: number}>} */
export const beginTopic = (person, chat, name) => ask('POST', `people/${person}/topics`, { chat, name });

/** @param {number} person @param {{chat: number | string, member?: number, role: "member" | "administrator" | "left" | "kicked"}} change a public name is a chat too @returns {Promise<{chat: number}>} */
export const setMember = (person, change) => ask('POST', `people/${person}/members`, change);

/** @param {number} person @param {number} chat @returns {Promise<import('./types.js').Member[]>} */
export const members = async (person, chat) => (await ask('GET', `people/${person}/chats/${chat}/members`)).members;

/** What an invoice link asks for. @param {number} person @param {string} slug @returns {Promise<import('./types.js').Invoice>} */
export const invoice = (person, slug) => ask('GET', `people/${person}/invoices/${encodeURIComponent(slug)}`);

/** In which ways the goods can be sent. @param {number} person @param {Record<string, unknown>} where @returns {Promise<{options?: import('./types.js').Way[], refused?: string}>} */
export const shipping = (person, where) => ask('POST', `people/${person}/shipping`, where);

/** @param {number} since @returns {Promise<{calls: Call[], next: number}>} */
export const calls = (since) => ask('GET', `calls?since=${since}`);
