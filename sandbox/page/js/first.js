/** What the document itself brings along: whom there is to see first, and what. */

import { byId } from './dom.js';

/**
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Message} Message
 * @typedef {{people: import('./types.js').Person[], bots: import('./types.js').Bot[],
 *   phones: Record<string, {chats: Chat[], messages: Message[]}>}} First `messages` are the latest of the first chat
 */

/** @type {First} */
export const first = JSON.parse(byId('first').textContent ?? '');

/** What one person's phone shows first; only once, since it grows old. @param {number} person */
export function firstSight(person) {
  const found = first.phones[person];
  delete first.phones[person];
  return found ?? null;
}
