/** Where a person writes: text, files, replies, commands and the bot's own keyboard. */

import * as api from './api.js';
import { createCommands } from './commands.js';
import { h, icon, iconButton } from './dom.js';
import { createKeys } from './keys.js';
import { t } from './lang.js';
import { gist } from './row.js';
import { createTray } from './tray.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @param {import('./types.js').PhoneContext} ctx
 * @param {(error: unknown) => void} complain
 * @param {() => void} lookBack moves the focus to the newest message
 */
export function createComposer(ctx, complain, lookBack) {
  /** @type {Message | null} */
  let replying = null;
  const input = h('textarea', { class: 'input', rows: 1, enterkeyhint: 'send', 't-label': 'writeMessage', 't-placeholder': 'writeMessage', 'data-testid': 'composer', oninput: changed, onkeydown: onKey, onpaste: onPaste });
  const files = h('input', { type: 'file', multiple: true, class: 'sr', tabindex: -1, 't-label': 'attach', 'data-testid': 'file', onchange: onFiles });
  const send = h('button', { class: 'send', disabled: true, 't-label': 'send', 't-title': 'send', 'data-testid': 'send' }, icon('send'));
  const commands = createCommands(ctx, (done) => {
    if (done && input.value.startsWith('/')) input.value = '';
    changed();
    commands.hide();
    input.focus();
  });
  const keys = createKeys(ctx, complain);
  const tray = createTray(changed);
  const replyName = h('span', { class: 'quote-name' });
  const replyText = h('span', { class: 'quote-text' });
  const replyBar = h('div', { class: 'reply-bar', hidden: true }, icon('reply'), h('div', { class: 'quote' }, replyName, replyText), iconButton('close', 'cancel', { onclick: () => reply(null) }));
  const form = h('form', { class: 'composer', onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    void submit();
  } }, commands.button, h('div', { class: 'field' }, iconButton('attach', 'attach', { onclick: () => files.click() }), files, input, keys.button), send);
  const node = h('div', { class: 'dock' }, commands.node, replyBar, tray.node, form, keys.node);

  function grow() {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  }

  function changed() {
    send.disabled = !input.value.trim() && tray.isEmpty();
    commands.typed(input.value);
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
      void submit();
    } else if (event.key === 'Escape') {
      if (replying) reply(null);
      commands.hide();
    } else if (event.key === 'ArrowUp' || (event.key === 'ArrowDown' && !commands.node.hidden)) {
      if (commands.enter()) event.preventDefault();
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

  /** @param {Message | null} message */
  function reply(message) {
    replying = message;
    replyBar.hidden = !message;
    if (!message) return;
    replyName.textContent = t('replyingTo', { name: message.sender.name });
    replyText.textContent = gist(message);
    input.focus();
  }

  async function submit() {
    const text = input.value;
    if (send.disabled) return;
    const chat = ctx.chatId();
    const replyTo = replying?.message_id;
    const forms = tray.forms(text.trim(), chat, replyTo);
    input.value = '';
    send.disabled = true;
    try {
      for (const one of forms) await api.sendFiles(ctx.person.id, one);
      if (!forms.length) await api.send(ctx.person.id, { text, ...(chat === undefined ? {} : { chat }), ...(replyTo === undefined ? {} : { reply_to: replyTo }) });
      tray.clear();
      reply(null);
    } catch (error) {
      input.value = input.value || text;
      complain(error);
    }
    changed();
  }

  return {
    node,
    reply,
    addFiles: tray.add,
    focus: () => input.focus(),
    /** The chat's commands or keyboard may have changed. */
    refresh() {
      keys.set(ctx.chat()?.keyboard ?? null);
      placeholder();
    },
  };
}
