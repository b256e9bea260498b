/** The pinned message, in a bar below the head; pressing it goes there. */

import { h, icon } from './dom.js';
import { gist } from './row.js';

/** @param {import('./types.js').PhoneContext} ctx */
export function createPinned(ctx) {
  const text = h('span', { class: 'pinned-text', dir: 'auto' });
  /** @type {number | null} */
  let shown = null;
  const node = h('button', { type: 'button', class: 'pinned', hidden: true, 'data-testid': 'pinned', onclick: () => shown !== null && ctx.reveal(shown) },
    icon('bookmark'), h('span', { class: 'pinned-words' }, h('span', { class: 'pinned-name', t: 'pinned' }), text));

  return {
    node,
    /** Only what stands in the conversation on screen: another topic has its own. */
    draw() {
      const id = ctx.chat()?.pinned ?? null;
      const message = id === null ? undefined : ctx.find(id);
      shown = message ? id : null;
      node.hidden = !message;
      if (message) text.textContent = gist(message).replace(/\s+/g, ' ').slice(0, 120);
    },
  };
}
