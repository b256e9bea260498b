/** Message text from its entities, through DOM nodes. Offsets are UTF-16 units: exactly JavaScript's own. */

import { h, icon } from './dom.js';
import { t } from './lang.js';

/**
 * @typedef {import('./types.js').Entity} Entity
 * @typedef {Pick<import('./types.js').PhoneContext, "send" | "open" | "copy">} Taps
 */

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

/** The address of a link that may be followed, or null. @param {string} address */
export function safeUrl(address) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return /^(https?|tg):/i.test(whole) && URL.canParse(whole) ? whole : null;
}

/** @param {string} url @param {Taps} taps */
function link(url, taps) {
  const address = safeUrl(url);
  if (!address) return h('span', {});
  return h('a', {
    href: address,
    target: '_blank',
    rel: 'noopener noreferrer',
    onclick: (/** @type {MouseEvent} */ event) => {
      event.preventDefault();
      taps.open(address);
    },
  });
}

/** A node that behaves as a button although it flows inside text. @param {string} name @param {() => void} act */
function pressable(name, act) {
  return h('span', {
    class: name,
    role: 'button',
    tabindex: 0,
    onclick: act,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
  });
}

/** @returns {HTMLElement} */
function spoiler() {
  const node = pressable('spoiler', () => {
    node.classList.add('shown');
    node.removeAttribute('role');
    node.removeAttribute('aria-label');
    node.removeAttribute('tabindex');
  });
  node.setAttribute('aria-label', t('spoiler'));
  return node;
}

/** @param {string} text @param {Entity} entity @param {Taps} taps */
function pre(text, entity, taps) {
  const copy = h('button', { type: 'button', class: 'pre-copy', 't-label': 'copy', onclick: () => taps.copy(text) }, icon('copy'));
  const code = h('code', {});
  const node = h('pre', { class: 'pre' }, h('span', { class: 'pre-head' }, entity.language ?? '', copy), code);
  return { node, inner: code };
}

/** @returns {HTMLElement} a quote that shows three lines until pressed */
function longQuote() {
  const turn = () => node.setAttribute('aria-expanded', String(!node.classList.toggle('folded')));
  const node = h('blockquote', {
    class: 'folded', role: 'button', tabindex: 0, 'aria-expanded': 'false', onclick: turn,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.target !== node || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      turn();
    },
  });
  return node;
}

/**
 * The node for one entity, and where its text goes.
 *
 * @param {Entity} entity
 * @param {string} text what the entity covers
 * @param {Taps} taps
 * @returns {{node: HTMLElement, inner: HTMLElement}}
 */
function element(entity, text, taps) {
  const simple = (/** @type {HTMLElement} */ node) => ({ node, inner: node });
  switch (entity.type) {
    case 'bold': return simple(h('strong'));
    case 'italic': return simple(h('em'));
    case 'underline': return simple(h('u'));
    case 'strikethrough': return simple(h('s'));
    case 'spoiler': return simple(spoiler());
    case 'blockquote': return simple(h('blockquote'));
    case 'expandable_blockquote': return simple(longQuote());
    case 'code': {
      const code = h('code', { class: 'code' });
      const node = pressable('tap', () => taps.copy(text));
      node.append(code);
      return { node, inner: code };
    }
    case 'pre': return pre(text, entity, taps);
    case 'text_link': return simple(link(entity.url ?? '', taps));
    case 'url': return simple(link(text, taps));
    case 'email': return simple(h('a', { href: `mailto:${text}` }));
    case 'phone_number': return simple(h('a', { href: `tel:${text.replace(/[^+\d]/g, '')}` }));
    case 'bot_command': return simple(pressable('command', () => void taps.send(text)));
    case 'mention': return simple(link(`https://t.me/${text.slice(1)}`, taps));
    case 'hashtag':
    case 'cashtag': return simple(h('span', { class: 'tag' }));
    default: return simple(h('span'));
  }
}

/**
 * Appends `text[from, to)` to `parent`, each entity wrapping what it covers. Entities that overlap without
 * nesting are cut at the border, so every character keeps all of its styles.
 *
 * @param {Node} parent @param {string} text @param {number} from @param {number} to
 * @param {Entity[]} entities sorted, outer first @param {Taps} taps
 */
function fill(parent, text, from, to, entities, taps) {
  let at = from;
  const waiting = [...entities];
  while (waiting.length) {
    const entity = /** @type {Entity} */ (waiting.shift());
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    if (start > at) parent.appendChild(document.createTextNode(text.slice(at, start)));
    /** @type {Entity[]} */
    const inside = [];
    for (let i = 0; i < waiting.length && waiting[i].offset < end; ) {
      const other = waiting[i];
      const rest = other.offset + other.length - end;
      inside.push(rest > 0 ? { ...other, length: other.length - rest } : other);
      if (rest > 0) waiting[i++] = { ...other, offset: end, length: rest };
      else waiting.splice(i, 1);
    }
    const { node, inner } = element(entity, text.slice(start, end), taps);
    fill(inner, text, start, end, inside, taps);
    parent.appendChild(node);
    at = end;
    // The line break that ends a block is drawn by the block itself.
    if (BLOCKS.has(entity.type) && text[at] === '\n') at += 1;
  }
  if (at < to) parent.appendChild(document.createTextNode(text.slice(at, to)));
}

/**
 * A message's text as nodes, ready to append.
 *
 * @param {string} text @param {Entity[]} entities @param {Taps} taps
 */
export function richText(text, entities, taps) {
  const fragment = document.createDocumentFragment();
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, text, 0, text.length, sorted, taps);
  return fragment;
}
