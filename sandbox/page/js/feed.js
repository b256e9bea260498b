/** Every Bot API call, each once, however many phones hear of it. */

import * as api from './api.js';

/** @typedef {import('./types.js').Call} Call */

const KEPT = 1000;

/** By number and time: after a reset the numbers begin again. @type {Map<string, Call>} */
const known = new Map();
/** @type {Set<(fresh: Call[]) => void>} */
const listeners = new Set();
let next = 0;

/** @param {(fresh: Call[]) => void} listener */
export const onCalls = (listener) => listeners.add(listener);

/** Oldest first. */
export const allCalls = () => [...known.values()].sort((a, b) => a.at - b.at || a.n - b.n);

export function forgetCalls() {
  known.clear();
}

/** @param {Call[]} calls */
export function addCalls(calls) {
  const name = (/** @type {Call} */ call) => `${call.n} ${call.at}`;
  const fresh = calls.filter((call) => !known.has(name(call)));
  for (const call of fresh) {
    known.set(name(call), call);
    next = call.n + 1;
  }
  while (known.size > KEPT) known.delete(/** @type {string} */ (known.keys().next().value));
  if (fresh.length) for (const listener of listeners) listener(fresh);
}

/** The phone through which this page hears calls: each phone is told of every call, once is enough. @type {number | undefined} */
let ear;

/** @param {number} person @param {string} data a call as JSON */
export function hear(person, data) {
  if (ear === undefined) {
    ear = person;
    void catchUp();
  }
  if (ear === person) addCalls([JSON.parse(data)]);
}

/** @param {number} person whose stream has ended */
export function deafen(person) {
  if (ear === person) ear = undefined;
}

/** Fetches what was missed: at the start, and while no phone is there to hear. */
export async function catchUp() {
  try {
    let news = await api.calls(next);
    // A lower number than before: the sandbox was reset meanwhile.
    if (news.next < next) news = await api.calls(0);
    next = news.next;
    addCalls(news.calls);
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
  }
}
