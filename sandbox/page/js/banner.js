/** The bar above the composer: which message one replies to, or changes. */

import { h, icon, iconButton } from './dom.js';
import { t } from './lang.js';
import { gist } from './row.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {"reply" | "edit"} Purpose
 */

/** @param {() => void} cancel */
export function createBanner(cancel) {
  /** @type {Message | null} */
  let about = null;
  /** @type {Purpose} */
  let purpose = 'reply';
  const sign = h('span', { class: 'banner-sign' });
  const name = h('span', { class: 'quote-name' });
  const text = h('span', { class: 'quote-text' });
  const node = h('div', { class: 'reply-bar', hidden: true, role: 'status' }, sign, h('div', { class: 'quote' }, name, text), iconButton('close', 'cancel', { onclick: cancel }));

  return {
    node,
    /** @returns {Message | null} */
    replied: () => (purpose === 'reply' ? about : null),
    /** @returns {Message | null} */
    edited: () => (purpose === 'edit' ? about : null),
    isOpen: () => about !== null,
    hide() {
      about = null;
      node.hidden = true;
    },
    /** @param {Purpose} what @param {Message} message */
    show(what, message) {
      purpose = what;
      about = message;
      sign.replaceChildren(icon(what));
      name.textContent = what === 'edit' ? t('editing') : t('replyingTo', { name: message.sender.name });
      text.textContent = gist(message);
      node.hidden = false;
    },
  };
}
