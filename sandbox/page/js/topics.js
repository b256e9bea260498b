/** The topics of a forum, in a row below its name. */

import { h, icon, iconButton } from './dom.js';
import { topicSheet } from './places.js';

/** @typedef {ReturnType<typeof import('./conversation.js').createConversation>} Conversation */

/** @param {import('./types.js').PhoneContext} ctx @param {Conversation} conversation */
export function createTopics(ctx, conversation) {
  const list = h('div', { class: 'topics-list' });
  const add = iconButton('plus', 'newTopic', { 'data-testid': 'new-topic', onclick: () => {
    const chat = ctx.chatId();
    if (chat !== undefined) topicSheet(ctx.person, chat, (topic) => void conversation.show(chat, topic).then(ctx.focus));
  } });
  const node = h('div', { class: 'topics', role: 'group', hidden: true, 't-label': 'topics', 'data-testid': 'topics' }, list, add);
  let drawn = '';

  /** @param {import('./types.js').Topic} topic */
  function chip(topic) {
    const on = topic.id === conversation.topic();
    return h('button', {
      type: 'button', class: on ? 'topic on' : 'topic', 'aria-pressed': String(on), 'data-testid': 'topic', 'data-topic': topic.id,
      onclick: () => void conversation.show(ctx.chatId() ?? 0, topic.id),
    },
    topic.closed && icon('lock'), h('span', { dir: 'auto' }, topic.name), topic.closed && h('span', { class: 'sr', t: 'closedTopic' }),
    conversation.hasNews(topic.id) && h('span', { class: 'chip-news', role: 'img', 't-label': 'fresh' }));
  }

  return {
    node,
    draw() {
      const topics = ctx.chat()?.topics ?? null;
      node.hidden = !topics;
      const now = JSON.stringify([ctx.chatId(), conversation.topic(), topics?.map((one) => [one, conversation.hasNews(one.id)])]);
      if (now === drawn) return;
      drawn = now;
      const held = list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.topic : null;
      list.replaceChildren(...(topics ?? []).map(chip));
      if (held) /** @type {HTMLElement | null} */ (list.querySelector(`[data-topic="${held}"]`))?.focus();
      const on = /** @type {HTMLElement | null} */ (list.querySelector('.on'));
      if (on) list.scrollLeft = on.offsetLeft - (list.clientWidth - on.offsetWidth) / 2;
    },
  };
}
