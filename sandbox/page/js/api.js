/** Asking the sandbox, as a person would use their phone. Shapes: docs/sandbox.md. */

/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').Bot} Bot
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').Call} Call
 * @typedef {import('./types.js').TapResult} TapResult
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

/** @param {number} person @param {{text: string, chat?: number, reply_to?: number}} message */
export const send = (person, message) => ask('POST', `people/${person}/messages`, message);

/** @param {number} person @param {Record<string, unknown>} tap @returns {Promise<TapResult>} */
export const tap = (person, tap) => ask('POST', `people/${person}/taps`, tap);

/** @param {number} person @param {string} url */
export const openLink = (person, url) => ask('POST', `people/${person}/links`, { url });

/** @param {number} person @param {FormData} form */
export const sendFiles = (person, form) => ask('POST', `people/${person}/files`, form);

/** @param {number} person @param {{latitude: number, longitude: number, chat?: number}} place */
export const sendLocation = (person, place) => ask('POST', `people/${person}/locations`, place);

/** @param {number} person @param {boolean} blocked @param {number | undefined} chat */
export const setBlocked = (person, blocked, chat) => ask('POST', `people/${person}/${blocked ? 'block' : 'unblock'}`, { chat });

/** @param {number} person @param {number} message @param {number | undefined} chat */
export const erase = (person, message, chat) => ask('POST', `people/${person}/deletions`, { message_id: message, chat });

/** @param {number} since @returns {Promise<{calls: Call[], next: number}>} */
export const calls = (since) => ask('GET', `calls?since=${since}`);
