/** Everyone there is: the people and the bots, asked for again now and then. */

import * as api from './api.js';
import { first } from './first.js';

/** @type {{people: import('./types.js').Person[], bots: import('./types.js').Bot[]}} */
export const world = { people: first.people, bots: first.bots };

/** @type {Set<() => void>} */
const listeners = new Set();

/** Calls back whenever people or bots have changed. @param {() => void} listener */
export function onWorld(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks who is there. Quiet when the sandbox does not answer: the next round asks again. */
export async function refreshWorld() {
  const before = JSON.stringify(world);
  try {
    [world.people, world.bots] = await Promise.all([api.people(), api.bots()]);
  } catch (error) {
    if (error instanceof api.Refused) return;
    throw error;
  }
  if (JSON.stringify(world) !== before) for (const listener of listeners) listener();
}

/** Asks again every few seconds while someone is looking. */
export function watchWorld() {
  setInterval(() => document.visibilityState === 'visible' && void refreshWorld(), 4000);
  addEventListener('focus', () => void refreshWorld());
}
