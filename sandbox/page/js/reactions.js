/** The emoji that stand below a message, and the few one can give from its menu. */

import { h } from './dom.js';
import { t } from './lang.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 */

export const OFFERED = ['👍', '❤', '🔥', '🎉', '😁', '🙏', '😢', '👎'];

/** The heart, as every other emoji, in colour. @param {string} emoji */
export const coloured = (emoji) => (emoji === '❤' ? '❤\uFE0F' : emoji);

/** @param {Message} message @param {PhoneContext} ctx */
export function reactionsUnder(message, ctx) {
  return h('div', { class: 'reactions' }, ...message.reactions.map(({ emoji, count, mine }) => h('button', {
    type: 'button',
    class: mine ? 'reaction mine' : 'reaction',
    'data-testid': 'reaction',
    'aria-pressed': String(Boolean(mine)),
    'aria-label': t(mine ? 'reacted' : 'reactedOthers', { emoji: coloured(emoji), n: count }),
    onclick: () => ctx.react(message, emoji),
  }, h('span', { class: 'reaction-emoji' }, coloured(emoji)), h('span', { class: 'reaction-count' }, String(count)))));
}
