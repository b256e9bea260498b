/** What a conversation shows before anything was said in it, and the button that starts one. */

import { avatar } from './avatar.js';
import { h } from './dom.js';
import { t } from './lang.js';

/** @param {() => void} begin what Start does */
export function createWelcome(begin) {
  const word = h('span', { t: 'start' });
  const start = h('button', { type: 'button', class: 'start solid', hidden: true, 'data-testid': 'start', onclick: begin }, word);
  const readers = h('p', { class: 'readers', hidden: true, t: 'readersOnly' });
  const card = h('div', { class: 'welcome', hidden: true });

  /** @param {import('./types.js').Chat | null} chat */
  function greet(chat) {
    card.replaceChildren(h('div', { class: 'welcome-card' },
      avatar(chat?.id ?? 0, chat?.title ?? '·', 'huge'),
      h('strong', { t: chat ? null : 'noBot' }, chat?.title),
      h('span', { t: !chat ? 'noBotHint' : chat.type === 'private' ? 'startHint' : 'noMessages' }),
      chat ? null : h('code', {}, location.origin)));
  }

  return {
    card,
    /** What stands where one would write. */
    foot: [start, readers],
    /**
     * @param {import('./types.js').Chat | null} chat @param {boolean} empty nothing was said yet
     * @returns {boolean} whether one can write now
     */
    draw(chat, empty) {
      const waits = chat?.type === 'private' && (empty || chat.blocked);
      start.hidden = !waits;
      word.dataset.t = chat?.blocked ? 'restart' : 'start';
      word.textContent = t(chat?.blocked ? 'restart' : 'start');
      readers.hidden = !chat || chat.can_speak;
      card.hidden = !empty;
      if (empty) greet(chat);
      return Boolean(chat?.can_speak) && !waits;
    },
  };
}
