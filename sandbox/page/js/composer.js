/** Where a person writes: text, files, replies, changes, commands, inline queries and the bot's own keyboard. */

import * as api from './api.js';
import { createBanner } from './banner.js';
import { createCommands } from './commands.js';
import { h, icon, iconButton } from './dom.js';
import { createInline } from './inline.js';
import { createKeys } from './keys.js';
import { t } from './lang.js';
import { createTray } from './tray.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @param {import('./types.js').PhoneContext} ctx
 * @param {(error: unknown) => void} complain
 * @param {() => void} lookBack moves the focus to the newest message
 */
export function createComposer(ctx, complain, lookBack) {
  /** What was being written in each chat and topic when it was left. @type {Map<string, string>} */
  const drafts = new Map();
  let place = '{}';
  /** What was being written before a change of an older message began. */
  let before = '';
  const input = h('textarea', { class: 'input', rows: 1, enterkeyhint: 'send', 't-label': 'writeMessage', 't-placeholder': 'writeMessage', 'data-testid': 'composer', oninput: changed, onkeydown: onKey, onpaste: onPaste });
  const files = h('input', { type: 'file', multiple: true, class: 'sr', tabindex: -1, 'aria-hidden': 'true', 'data-testid': 'file', onchange: onFiles });
  const send = h('button', { class: 'send', disabled: true, 't-label': 'send', 't-title': 'send', 'data-testid': 'send' }, icon('send'));
  const commands = createCommands(ctx, (done) => {
    if (done && input.value.startsWith('/')) input.value = '';
    changed();
    commands.hide();
    input.focus();
  });
  const inline = createInline(ctx, (sent) => {
    if (sent) input.value = '';
    grow();
    input.focus();
  });
  const keys = createKeys(ctx, complain, () => input.focus());
  const tray = createTray(changed);
  const banner = createBanner(leave);
  const form = h('form', { class: 'composer', onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void submit();
  } }, commands.button, h('div', { class: 'field' }, iconButton('attach', 'attach', { onclick: () => files.click() }), files, input, keys.button), send);
  const node = h('div', { class: 'dock' }, commands.node, inline.node, banner.node, tray.node, form, keys.node);

  function grow() {
    input.style.height = 'auto';
    // Nothing can be measured before the phone is on the page.
    if (input.scrollHeight) input.style.height = `${input.scrollHeight}px`;
    send.disabled = !input.value.trim() && tray.isEmpty();
  }

  function changed() {
    commands.typed(input.value);
    inline.typed(banner.edited() ? '' : input.value);
    placeholder();
    grow();
  }

  function placeholder() {
    const own = ctx.chat()?.keyboard?.placeholder;
    if (own && tray.isEmpty()) {
      input.removeAttribute('data-t-placeholder');
      input.placeholder = own;
    } else {
      const word = tray.isEmpty() ? 'writeMessage' : 'caption';
      input.setAttribute('data-t-placeholder', word);
      input.placeholder = t(word);
    }
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      if (!inline.enter()) void submit();
    } else if (event.key === 'Escape') {
      if (banner.isOpen()) leave();
      commands.hide();
      inline.hide();
    } else if (event.key === 'ArrowUp' || (event.key === 'ArrowDown' && !commands.node.hidden)) {
      if (commands.enter() || inline.enter()) event.preventDefault();
      else if (!input.value) lookBack();
    }
  }

  function onFiles() {
    tray.add(files.files ?? []);
    files.value = '';
    input.focus();
  }

  /** @param {ClipboardEvent} event */
  function onPaste(event) {
    const pasted = event.clipboardData?.files;
    if (!pasted?.length) return;
    event.preventDefault();
    tray.add(pasted);
  }

  /** @param {string} text */
  function compose(text) {
    input.value = text;
    changed();
    input.focus();
  }

  /** Ends replying or changing; what was being written before a change comes back. */
  function leave() {
    const wasChange = banner.edited() !== null;
    banner.hide();
    if (wasChange) compose(before);
    else input.focus();
  }

  /** @param {Message} message */
  function reply(message) {
    if (banner.edited()) leave();
    banner.show('reply', message);
    input.focus();
  }

  /** @param {Message} message */
  function edit(message) {
    if (!banner.edited()) before = input.value;
    banner.show('edit', message);
    compose(message.text);
  }

  /** @param {string} text */
  async function say(text) {
    const changing = banner.edited();
    if (changing) return api.edit(ctx.person.id, { chat: ctx.chatId(), message_id: changing.message_id, text });
    const replyTo = banner.replied()?.message_id;
    const forms = tray.forms(text.trim(), ctx.where(), replyTo);
    for (const one of forms) await api.sendFiles(ctx.person.id, one);
    if (!forms.length) await api.send(ctx.person.id, { text, ...ctx.where(), ...(replyTo === undefined ? {} : { reply_to: replyTo }) });
  }

  async function submit() {
    const text = input.value;
    if (send.disabled) return;
    input.value = '';
    inline.hide();
    send.disabled = true;
    try {
      await say(text);
      tray.clear();
      if (banner.isOpen()) leave();
    } catch (error) {
      input.value = input.value || text;
      complain(error);
    }
    changed();
  }

  /** Another chat came on screen: each keeps its own unfinished words. */
  function move() {
    const now = JSON.stringify(ctx.where());
    if (now === place) return;
    drafts.set(place, banner.edited() ? before : input.value);
    banner.hide();
    place = now;
    input.value = drafts.get(now) ?? '';
    commands.hide();
    inline.hide();
    grow();
  }

  return {
    node,
    reply,
    edit,
    compose,
    addFiles: tray.add,
    focus: () => input.focus(),
    /** The chat, its commands or its keyboard may have changed. */
    refresh() {
      move();
      keys.set(ctx.chat()?.keyboard ?? null);
      placeholder();
    },
  };
}
