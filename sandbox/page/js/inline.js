/** Inline mode: what a bot offers to whoever types behind its name, as a list above the composer. */

import * as api from './api.js';
import { h, icon } from './dom.js';
import { t } from './lang.js';
import { walk } from './menu.js';
import { world } from './world.js';

/**
 * @typedef {import('./types.js').Bot} Bot
 * @typedef {import('./types.js').Offers} Offers
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 */

const PAUSE_MS = 250;
const SIGNS = /** @type {Record<string, keyof typeof import('./icons.js').PATHS>} */ ({ photo: 'image', location: 'pin', contact: 'user', document: 'file' });

/** The bot asked by a text and what it is asked, or null. @param {string} text */
function queryIn(text) {
  const found = /^@(\w+)\s(.*)$/s.exec(text);
  const bot = found && world.bots.find((one) => one.username?.toLowerCase() === found[1].toLowerCase());
  return bot ? { bot, query: found[2].trim() } : null;
}

/**
 * @param {PhoneContext} ctx
 * @param {(sent: boolean) => void} leave gives the focus back to the composer; sent: a result was chosen
 */
export function createInline(ctx, leave) {
  const status = h('p', { class: 'inline-status', role: 'status' });
  const list = h('div', { class: 'inline-list', role: 'menu', 'data-testid': 'inline-results', onkeydown: onKey });
  const node = h('div', { class: 'commands inline', hidden: true, 'data-testid': 'inline' }, list, status);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  let turn = 0;
  let asked = '';

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Escape') {
      hide();
      leave(false);
    }
    walk(event, list);
  }

  function hide() {
    clearTimeout(pause);
    turn += 1;
    asked = '';
    node.hidden = true;
  }

  /** @param {Bot} bot @param {string} query @param {string} [offset] */
  async function ask(bot, query, offset = '') {
    turn += 1;
    const mine = turn;
    list.ariaBusy = 'true';
    try {
      const { chat } = ctx.where();
      const offers = await api.inline(ctx.person.id, { bot: bot.id, query, offset, ...(chat === undefined ? {} : { chat }) });
      if (mine === turn) show(bot, query, offers);
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      if (mine === turn) say(error.message || t('unreachable'));
    }
    if (mine === turn) list.ariaBusy = 'false';
  }

  /** @param {string} text */
  function say(text) {
    list.replaceChildren();
    status.textContent = text;
    node.hidden = false;
  }

  /** @param {Bot} bot @param {string} query @param {Offers} offers */
  function show(bot, query, { results, button, next_offset: next }) {
    if (!results) return say(t('noAnswer'));
    if (!results.length && !button) return say(t('inlineNothing', { bot: bot.username ?? '' }));
    const top = button?.start && item('out', button.text, null, () => ctx.open(`https://t.me/${bot.username}?start=${button.start}`));
    const more = next && item('down', t('inlineMore'), null, () => void ask(bot, query, next).then(() => enter()));
    list.setAttribute('aria-label', t('inlineResults', { bot: bot.username ?? '' }));
    list.replaceChildren(...[top, ...results.map((one) => item(SIGNS[one.type] ?? 'send', one.title ?? t('message'), one.description, () => void choose(bot, one.id), one.thumbnail)), more].filter((one) => one instanceof Node));
    status.textContent = t('inlineCount', { n: results.length });
    node.hidden = false;
  }

  /** @param {keyof typeof import('./icons.js').PATHS} sign @param {string} title @param {string | null} about @param {() => void} act @param {string | null} [thumbnail] */
  function item(sign, title, about, act, thumbnail = null) {
    const picture = thumbnail && h('img', { src: thumbnail, alt: '', decoding: 'async', onerror: () => picture && picture.replaceWith(icon(sign)) });
    return h('button', { type: 'button', role: 'menuitem', class: 'inline-item', 'data-testid': 'inline-result', onclick: act },
      h('span', { class: 'inline-sign' }, picture || icon(sign)),
      h('span', { class: 'inline-words' }, h('span', { class: 'inline-title', dir: 'auto' }, title), about && h('span', { class: 'inline-about', dir: 'auto' }, about)));
  }

  /** @param {Bot} bot @param {string} result */
  async function choose(bot, result) {
    hide();
    leave(true);
    try {
      await api.choose(ctx.person.id, result, { ...ctx.where(), bot: bot.id });
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      ctx.toast(error.message || t('unreachable'), 'bad');
    }
  }

  /** Moves the focus into the list, to its first result. */
  function enter() {
    const first = list.querySelector('button');
    if (node.hidden || !first) return false;
    first.focus();
    return true;
  }

  return {
    node,
    hide,
    enter,
    /** What is being typed: a bot's name and a space ask it, after a pause. @param {string} text */
    typed(text) {
      const found = queryIn(text);
      if (!found) return hide();
      const now = `${found.bot.id} ${found.query}`;
      if (now === asked) return;
      asked = now;
      clearTimeout(pause);
      pause = setTimeout(() => void ask(found.bot, found.query), PAUSE_MS);
    },
  };
}
