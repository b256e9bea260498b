/** Short notices inside a phone, read aloud and gone by themselves. */

import { h } from './dom.js';

/** A place for one phone's toasts. */
export function createToasts() {
  const node = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving;

  /** @param {string} text @param {"plain" | "bad"} [tone] */
  function show(text, tone = 'plain') {
    clearTimeout(leaving);
    const toast = h('div', { class: `toast ${tone}`, 'data-testid': 'toast' }, text);
    node.replaceChildren(toast);
    leaving = setTimeout(() => toast.remove(), 3000 + Math.min(text.length * 35, 5000));
  }

  return { node, show };
}
