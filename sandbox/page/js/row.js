/** One line of the conversation: a message, or an album of several, drawn from its data. */

import { avatar } from './avatar.js';
import { keyboardUnder } from './buttons.js';
import { h, icon } from './dom.js';
import { richText } from './entities.js';
import { clock } from './format.js';
import { t } from './lang.js';
import { albumSpan, fileCard, media, photo, photoWidth } from './media.js';
import { reactionsUnder } from './reactions.js';
import { serviceText } from './service.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 * @typedef {{key: string, id: number, node: HTMLElement, messages: Message[], media: Map<string, HTMLElement>}} Row
 */

const FRAMED = new Set(['photo', 'video', 'location']);
const BARE = new Set(['sticker']);
const FEW_EMOJI = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}])*\s?){1,3}$/u;

/** Which row a message belongs to: its album's, or its own. @param {Message} message */
export const rowKey = (message) => (message.media_group_id ? `g${message.media_group_id}` : `m${message.message_id}`);

/** What a message is called where there is no room to show it. @param {Message} message */
export function gist(message) {
  if (message.kind === 'service') return serviceText(message);
  if (message.invoice) return message.invoice.title;
  const named = /** @type {const} */ (['photo', 'document', 'voice', 'video', 'sticker', 'contact', 'location']);
  const kind = named.find((name) => name === message.kind);
  const name = message.kind === 'document' ? message.file?.name : null;
  return message.text || name || t(kind ?? 'message');
}

/** Time, the edited mark, and a tick on one's own. @param {Message} message */
function meta(message) {
  return h('span', { class: 'meta' },
    message.edit_date !== null && h('span', { class: 'edited', t: 'edited' }),
    h('time', { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
    message.out && icon('check'));
}

/** Whether several people (or a channel) speak here, so that each message says whose it is. @param {PhoneContext} ctx */
const isCrowd = (ctx) => (ctx.chat()?.type ?? 'private') !== 'private';

/** Whose words these are, and which bot helped. @param {Message} message @param {PhoneContext} ctx */
function origin(message, ctx) {
  const { sender, via } = message;
  const named = isCrowd(ctx) && !message.out;
  if (!named && !via) return null;
  return h('p', { class: via ? 'origin helped' : 'origin', 'data-name': Math.abs(sender.id) % 6 },
    named && h('span', { class: 'origin-name', dir: 'auto' }, sender.name), named && via && ' ',
    via && h('button', { type: 'button', class: 'origin-via', title: t('writeVia', { bot: via }), onclick: () => ctx.compose(`@${via} `) }, t('via', { bot: via })));
}

/** @param {Message} message @param {PhoneContext} ctx */
function quote(message, ctx) {
  if (message.reply_to === null) return null;
  const target = message.reply_to;
  const original = ctx.find(target);
  return h('button', { type: 'button', class: 'quote', onclick: () => ctx.reveal(target) },
    h('span', { class: 'quote-name', t: original ? null : 'gone' }, original?.sender.name),
    original && h('span', { class: 'quote-text' }, gist(original)));
}

/** @param {Row} row @param {Message} message @param {PhoneContext} ctx the picture is kept when only words changed */
function keptMedia(row, message, ctx) {
  if (message.invoice) return media(message, ctx);
  const key = `${message.message_id} ${message.kind} ${message.file?.url}`;
  const known = row.media.get(key);
  if (known) return known;
  const made = media(message, ctx);
  if (made) row.media.set(key, made);
  return made;
}

/** @param {Message} message @param {PhoneContext} ctx */
const words = (message, ctx) => h('div', { class: 'text', dir: 'auto' }, richText(message.text, message.entities, ctx));

/** @param {Row} row @param {PhoneContext} ctx */
function single(row, ctx) {
  const [message] = row.messages;
  const picture = keptMedia(row, message, ctx);
  const big = !picture && !message.entities.length && FEW_EMOJI.test(message.text);
  const bubble = h('div', { class: 'bubble' }, origin(message, ctx), quote(message, ctx), picture);
  if (message.text && !BARE.has(message.kind)) {
    const text = words(message, ctx);
    text.append(meta(message));
    bubble.append(text);
  } else {
    bubble.append(meta(message));
  }
  if (message.reactions.length) bubble.append(reactionsUnder(message, ctx));
  bubble.classList.toggle('framed', FRAMED.has(message.kind));
  bubble.classList.toggle('bare', BARE.has(message.kind) || big);
  bubble.classList.toggle('big', big);
  bubble.classList.toggle('wordless', !message.text);
  const stack = h('div', { class: 'stack' }, bubble);
  if (message.kind === 'photo') stack.style.setProperty('--wide', `${photoWidth(message)}px`);
  if (message.buttons.length) stack.append(keyboardUnder(message, ctx));
  return stack;
}

/** @param {Row} row @param {PhoneContext} ctx */
function album(row, ctx) {
  const files = row.messages.some((message) => message.kind === 'document');
  const grid = h('div', { class: files ? 'album files' : 'album' });
  row.messages.forEach((message, index) => {
    const picture = files ? fileCard(message) : message.kind === 'photo' ? photo(message, ctx) : keptMedia(row, message, ctx);
    if (picture) picture.dataset.span = String(albumSpan(row.messages.length, index));
    const cell = h('div', { class: 'cell', ...marks(message) }, picture);
    if (message.text) cell.append(words(message, ctx));
    grid.append(cell);
  });
  const last = row.messages[row.messages.length - 1];
  const lastText = grid.querySelector('.cell:last-child .text') ?? (grid.querySelectorAll('.text').length === 1 ? grid.querySelector('.text') : null);
  const bubble = h('div', { class: 'bubble framed' }, origin(row.messages[0], ctx), quote(row.messages[0], ctx), grid);
  (lastText ?? bubble).append(meta(last));
  const reacted = row.messages.find((message) => message.reactions.length);
  if (reacted) bubble.append(reactionsUnder(reacted, ctx));
  bubble.classList.toggle('wordless', !lastText);
  return h('div', { class: 'stack' }, bubble);
}

/** What makes a node a message to tests, to assistive technology and to the menus. @param {Message} message */
function marks(message) {
  return {
    'data-testid': 'message',
    'data-message-id': message.message_id,
    role: 'article',
    tabindex: -1,
    'aria-label': `${message.sender.name}, ${clock(message.date)}`,
  };
}

/** Draws the row anew from its messages. @param {Row} row @param {PhoneContext} ctx */
export function drawRow(row, ctx) {
  const [first] = row.messages;
  const isAlbum = first.media_group_id !== null;
  row.id = first.message_id;
  const crowd = isCrowd(ctx) && !first.out && first.kind !== 'service';
  row.node.className = `row ${first.kind === 'service' ? 'service' : first.out ? 'out' : 'in'} kind-${first.kind}${crowd ? ' crowd' : ''}`;
  if (isAlbum) {
    row.node.setAttribute('role', 'group');
    row.node.setAttribute('aria-label', t('album'));
  } else {
    for (const [name, value] of Object.entries(marks(first))) row.node.setAttribute(name, String(value));
  }
  if (first.kind === 'service') {
    row.node.replaceChildren(h('span', { class: 'pill' }, serviceText(first, first.service?.kind === 'paid' ? ctx.paidWith(first.message_id) : null)));
    return;
  }
  row.node.replaceChildren(isAlbum ? album(row, ctx) : single(row, ctx));
  if (crowd) row.node.prepend(avatar(first.sender.id, first.sender.name, 'beside'));
}
