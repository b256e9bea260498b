/** Inline keyboards under messages, and what a tap on them does. */

import * as api from './api.js';
import { h, icon } from './dom.js';
import { payWord } from './invoice.js';
import { t } from './lang.js';
import { showAlert } from './alert.js';
import { world } from './world.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').Button} Button
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 */

const SIGNS = /** @type {const} */ ({ url: 'out', copy: 'copy', pay: 'card', inline: 'search' });

/** @param {Message} message @param {PhoneContext} ctx */
export function keyboardUnder(message, ctx) {
  const rows = message.buttons.map((buttons, row) =>
    h('div', { class: 'buttons-row' }, ...buttons.map((button, column) => {
      /** @type {HTMLElement} */
      const node = h('button', {
        type: 'button',
        class: 'button',
        'data-testid': 'button',
        'data-kind': button.kind,
        title: button.kind === 'url' ? button.url : null,
        onclick: () => ctx.tap(message, row, column, node),
      }, h('span', { class: 'button-text' }, button.kind === 'pay' ? payWord(message, button) : button.text),
      button.kind in SIGNS && icon(SIGNS[/** @type {keyof typeof SIGNS} */ (button.kind)]));
      return node;
    })));
  return h('div', { class: 'buttons' }, ...rows);
}

/** Begins to ask the bot a button belongs to, here or in a chat to be chosen. @param {PhoneContext} ctx @param {Message} message @param {Button} button */
function beginInline(ctx, message, button) {
  const bot = world.bots.find((one) => (message.via ? one.username === message.via : one.id === message.sender.id)) ?? world.bots[0];
  if (!bot) return;
  if (button.here) ctx.compose(`@${bot.username} ${button.query ?? ''}`);
  else ctx.elsewhere(bot, button.query ?? '');
}

/**
 * Tapping, for one phone: asks the bot, shows its answer once, whichever way the answer arrives first.
 *
 * @param {PhoneContext} ctx
 */
export function createTaps(ctx) {
  /** Messages whose answer this page itself is waiting for, or has just shown. @type {Map<number, number>} */
  const own = new Map();

  /** @param {import('./types.js').Answer} answer */
  function show(answer) {
    if (answer.text && answer.show_alert) showAlert(answer.text, ctx.root);
    else if (answer.text) ctx.toast(answer.text);
    if (answer.url) ctx.open(answer.url);
  }

  /** @param {Message} message @param {Button} button @param {number} row @param {number} column */
  async function ask(message, button, row, column) {
    const where = button.data === undefined ? { row, column } : { data: button.data };
    const { answer, open, copied } = await api.tap(ctx.person.id, { message_id: message.message_id, chat: ctx.chatId(), ...where });
    if (open) ctx.open(open);
    else if (copied !== undefined) ctx.copy(copied);
    else if (answer) show(answer);
    else ctx.toast(t('noAnswer'), 'bad');
  }

  return {
    /** @param {Message} message @param {number} row @param {number} column @param {HTMLElement} node */
    async tap(message, row, column, node) {
      const button = message.buttons[row][column];
      if (node.ariaBusy === 'true') return;
      if (button.kind === 'url' && button.url) return ctx.open(button.url);
      if (button.kind === 'copy' && button.copy !== undefined) return ctx.copy(button.copy);
      if (button.kind === 'pay') return ctx.pay(message);
      if (button.kind === 'inline') return beginInline(ctx, message, button);
      own.set(message.message_id, Infinity);
      node.ariaBusy = 'true';
      try {
        await ask(message, button, row, column);
      } catch (error) {
        const refused = error instanceof api.Refused ? error : null;
        if (!refused) throw error;
        ctx.toast(refused.status === 404 ? t('buttonGone') : refused.message || t('unreachable'), 'bad');
      } finally {
        node.ariaBusy = 'false';
        own.set(message.message_id, Date.now() + 2000);
      }
    },

    /** An answer that came by the stream: shown only if someone else tapped for this person. @param {{message_id: number} & import('./types.js').Answer} answer */
    heard(answer) {
      if ((own.get(answer.message_id) ?? 0) > Date.now()) return;
      show(answer);
    },
  };
}
