/** One person's stream of events, opened again by itself whenever it breaks. */

import { deafen, hear } from './feed.js';

/**
 * @typedef {import('./types.js').Chat} Chat
 * @typedef {import('./types.js').Message} Message
 * @typedef {object} Events
 * @property {{chat: number, message: Message}} message
 * @property {{chat: number, message: Message}} edited
 * @property {{chat: number, message_ids: number[]}} deleted
 * @property {{chat: number, message_id: number, text: string | null, show_alert: boolean, url: string | null}} answer
 * @property {{chat: Chat}} chat
 * @property {{chat: number, action: string}} typing
 * @property {{chat: number}} gone the person is no longer in that group or channel
 */

const NAMES = /** @type {const} */ (['message', 'edited', 'deleted', 'answer', 'chat', 'typing', 'gone']);

const AGAIN_MS = 700;

/**
 * `onOpen` runs after every connection, the first and later ones: what happened meanwhile must be asked for anew.
 *
 * @param {number} person
 * @param {{[K in keyof Events]: (data: Events[K]) => void}} handlers
 * @param {() => void} onOpen
 * @param {() => void} onLost
 * @returns {() => void} closes it for good
 */
export function listen(person, handlers, onOpen, onLost) {
  /** @type {EventSource} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;

  function connect() {
    source = new EventSource(`/sim/people/${person}/events`);
    source.onopen = onOpen;
    source.onerror = () => {
      onLost();
      deafen(person);
      // By itself a browser waits several seconds, and gives up when refused.
      source.close();
      again = setTimeout(connect, AGAIN_MS);
    };
    source.addEventListener('call', (event) => hear(person, event.data));
    for (const name of NAMES) {
      source.addEventListener(name, (event) => handlers[name](JSON.parse(/** @type {MessageEvent} */ (event).data)));
    }
  }

  connect();
  return () => {
    deafen(person);
    clearTimeout(again);
    source.close();
  };
}
