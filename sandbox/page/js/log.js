/** The conversation: rows in order of message id, grouped by day and sender, updated in place. */

import { nameDays, seat, unseat } from './days.js';
import { calm, h } from './dom.js';
import { dayKey } from './format.js';
import { onLanguage } from './lang.js';
import { drawRow, rowKey } from './row.js';
import { createScroll } from './scroll.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 * @typedef {import('./row.js').Row} Row
 */

const FIRST_SCREENFUL = 40;
const CHUNK = 120;
const TOGETHER_SECONDS = 300;
/** From here on, blocks of rows out of sight are not laid out at all. */
const LONG = 200;

/** @param {Row} above @param {Row} below whether two rows read as one breath of the same person */
function together(above, below) {
  const [a, b] = [above.messages[0], below.messages[0]];
  return a.sender.id === b.sender.id && a.kind !== 'service' && b.kind !== 'service'
    && b.date - a.date < TOGETHER_SECONDS && dayKey(a.date) === dayKey(b.date);
}

/** @param {PhoneContext} ctx */
export function createLog(ctx) {
  const inner = h('div', { class: 'log-inner' });
  const node = h('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: 0, 't-label': 'messages', 'data-testid': 'messages' }, inner);
  const scroll = createScroll(node, inner);
  /** @type {Row[]} */
  let rows = [];
  /** @type {Map<string, Row>} */
  const byKey = new Map();
  /** Every message of this chat, drawn or about to be. @type {Map<number, Message>} */
  const byId = new Map();
  /** @type {Map<number, Message>} */
  const drawn = new Map();
  /** Raised whenever another history is loaded, so that slow work for the former one stops. */
  let generation = 0;

  onLanguage(() => {
    for (const row of rows) drawRow(row, ctx);
    nameDays(inner);
    rows.forEach((_, index) => link(index));
  });

  /** @param {number} index marks whether the row joins its neighbours */
  function link(index) {
    const row = rows[index];
    if (!row) return;
    row.node.classList.toggle('joins-above', index > 0 && together(rows[index - 1], row));
    row.node.classList.toggle('joins-below', index < rows.length - 1 && together(row, rows[index + 1]));
  }

  /** The first row whose id is higher. @param {number} id */
  function place(id) {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle].id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {Message} message */
  function insert(message) {
    /** @type {Row} */
    const row = { key: rowKey(message), id: message.message_id, node: h('div'), messages: [message], media: new Map() };
    const index = place(row.id);
    rows.splice(index, 0, row);
    byKey.set(row.key, row);
    inner.classList.toggle('long', rows.length > LONG);
    drawRow(row, ctx);
    seat(inner, row.node, message.date, rows[index - 1]?.node, rows[index + 1]?.node);
    for (const near of [index - 1, index, index + 1]) link(near);
    return row;
  }

  /** @param {Row} row draws it again, keeping the focus on the same button */
  function redraw(row) {
    const buttons = () => [...row.node.querySelectorAll('button')];
    const focused = buttons().findIndex((button) => button === document.activeElement);
    const joined = ['joins-above', 'joins-below'].filter((name) => row.node.classList.contains(name));
    drawRow(row, ctx);
    row.node.classList.add(...joined);
    if (focused >= 0) (buttons()[focused] ?? row.node).focus({ preventScroll: true });
  }

  /** @param {Message} message @param {boolean} live whether it is happening now, before someone's eyes */
  function upsert(message, live) {
    const known = drawn.get(message.message_id);
    byId.set(message.message_id, message);
    drawn.set(message.message_id, message);
    if (known && JSON.stringify(known) === JSON.stringify(message)) return;
    if (message.invoice?.receipt !== undefined) restate(message.invoice.receipt);
    const row = byKey.get(rowKey(message));
    if (!row) {
      const made = insert(message);
      if (live) arrive(made, message);
      return;
    }
    const others = row.messages.filter((one) => one.message_id !== message.message_id);
    row.messages = [...others, message].sort((a, b) => a.message_id - b.message_id);
    redraw(row);
    if (live && known && !calm()) row.node.querySelector('.bubble')?.animate([{ opacity: 0.55 }, { opacity: 1 }], 220);
  }

  /** A receipt says what for as soon as its bill is known. @param {number} id */
  function restate(id) {
    const row = byKey.get(`m${id}`);
    if (row) redraw(row);
  }

  /** @param {Row} row @param {Message} message */
  function arrive(row, message) {
    scroll.arrived(message.out);
    if (calm()) return;
    // Seen from the first moment on: a tall photo fills the phone, and from nothing it would leave the phone empty.
    row.node.animate([{ opacity: 0.5, transform: 'translateY(12px) scale(.98)' }, { opacity: 1, transform: 'none' }], { duration: 200, easing: 'cubic-bezier(.2,.8,.3,1)' });
  }

  /** @param {Row} row @param {boolean} live */
  function drop(row, live) {
    const index = rows.indexOf(row);
    rows.splice(index, 1);
    byKey.delete(row.key);
    for (const near of [index - 1, index]) link(near);
    if (row.node.contains(document.activeElement)) node.focus({ preventScroll: true });
    const leave = () => unseat(row.node);
    if (!live || calm()) return leave();
    const height = row.node.offsetHeight;
    row.node.removeAttribute('data-testid');
    row.node.animate(
      [{ opacity: 1, height: `${height}px` }, { opacity: 0, height: `${height}px`, offset: 0.5 }, { opacity: 0, height: '0px', margin: 0 }],
      { duration: 240, easing: 'ease-out' },
    ).onfinish = leave;
  }

  /** @param {number[]} ids @param {boolean} live */
  function remove(ids, live) {
    for (const id of ids) {
      const message = byId.get(id);
      if (!message) continue;
      byId.delete(id);
      drawn.delete(id);
      const row = byKey.get(rowKey(message));
      if (!row) continue;
      row.messages = row.messages.filter((one) => one.message_id !== id);
      if (row.messages.length) redraw(row);
      else drop(row, live);
    }
    for (const row of rows) if (ids.includes(row.messages[0].reply_to ?? 0)) redraw(row);
  }

  /** @param {Message[]} messages oldest first: what is on screen becomes exactly this, newest drawn first */
  function load(messages) {
    const present = new Set(messages.map((message) => message.message_id));
    if (![...byId.keys()].some((id) => present.has(id))) reset();
    remove([...byId.keys()].filter((id) => !present.has(id)), false);
    for (const message of messages) byId.set(message.message_id, message);
    node.ariaBusy = 'true';
    generation += 1;
    const mine = generation;
    let left = messages.length;
    const work = (/** @type {number} */ count) => {
      if (mine !== generation) return;
      const from = Math.max(0, left - count);
      // A message may have been edited or deleted since this history was asked for.
      for (const { message_id: id } of messages.slice(from, left)) {
        const message = byId.get(id);
        if (message) upsert(message, false);
      }
      left = from;
      if (left > 0) (window.requestIdleCallback ?? setTimeout)(() => work(CHUNK));
      else node.ariaBusy = 'false';
    };
    work(FIRST_SCREENFUL);
  }

  function reset() {
    generation += 1;
    rows = [];
    for (const index of [byKey, byId, drawn]) index.clear();
    inner.replaceChildren();
    scroll.toBottom(false);
  }

  return {
    node,
    jump: scroll.button,
    load,
    upsert,
    remove,
    toBottom: scroll.toBottom,
    isEmpty: () => byId.size === 0,
    find: (/** @type {number} */ id) => byId.get(id),
    /** The bill a receipt belongs to. @param {number} receipt */
    paidWith(receipt) {
      for (const { invoice } of byId.values()) if (invoice?.receipt === receipt) return invoice;
      return null;
    },
    /** Scrolls to a message and points at it. @param {number} id */
    reveal(id) {
      const target = node.querySelector(`[data-message-id="${id}"]`);
      if (!target) return;
      const far = Math.abs(target.getBoundingClientRect().top - node.getBoundingClientRect().top) > 3 * node.clientHeight;
      const go = () => target.scrollIntoView({ block: 'center', behavior: far || calm() ? 'instant' : 'smooth' });
      go();
      // Far away nothing has its true height before it comes near.
      if (far) requestAnimationFrame(() => requestAnimationFrame(go));
      target.querySelector('.bubble')?.animate([{ filter: 'brightness(.85)' }, { filter: 'none' }], 1200);
    },
    /** @returns {HTMLElement | undefined} */
    newest: () => /** @type {HTMLElement | undefined} */ ([...node.querySelectorAll('[data-message-id]')].at(-1)),
    photosNear: (/** @type {Message} */ message) => (byKey.get(rowKey(message))?.messages ?? [message]).filter((one) => one.kind === 'photo'),
  };
}
