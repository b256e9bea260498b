/** Indonesian and English, switched in place: nodes remember which word they show. */

import { en, id } from './words.js';

/** @typedef {import('./words.js').Word} Word */

/** Which data attribute fills which attribute of the node; the empty one fills its text. */
const PLACES = /** @type {const} */ ({
  'data-t': '',
  'data-t-label': 'aria-label',
  'data-t-title': 'title',
  'data-t-placeholder': 'placeholder',
});

/** @returns {"id" | "en"} */
export const language = () => (document.documentElement.lang === 'id' ? 'id' : 'en');

/**
 * One word or sentence in the reader's language, `{name}` filled in.
 *
 * @param {Word} word
 * @param {Record<string, string | number>} [facts]
 */
export function t(word, facts = {}) {
  const text = (language() === 'id' ? id : en)[word];
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}

/** @param {Element} node */
function translateNode(node) {
  for (const [mark, target] of Object.entries(PLACES)) {
    const word = /** @type {Word | null} */ (node.getAttribute(mark));
    if (!word) continue;
    if (target) node.setAttribute(target, t(word));
    else node.textContent = t(word);
  }
}

/** Fills every marked node at or under `root`. @param {Element} root */
export function translate(root) {
  translateNode(root);
  for (const node of root.querySelectorAll(Object.keys(PLACES).map((mark) => `[${mark}]`).join())) {
    translateNode(node);
  }
}

/** @type {Set<() => void>} */
const listeners = new Set();

/** Calls back after each change of language, for what marks cannot express (dates). @param {() => void} listener */
export function onLanguage(listener) {
  listeners.add(listener);
}

/** @param {"id" | "en"} chosen */
export function setLanguage(chosen) {
  document.documentElement.lang = chosen;
  keep('lang', chosen);
  translate(document.documentElement);
  for (const listener of listeners) listener();
}

/** Remembers a choice for the next visit, over what the address asked for. @param {string} name @param {string} value */
export function keep(name, value) {
  const address = new URL(location.href);
  if (address.searchParams.has(name)) {
    address.searchParams.set(name, value);
    history.replaceState(null, '', decodeURIComponent(address.href));
  }
  try {
    localStorage.setItem(`sandbox.${name}`, value);
  } catch {
    // storage may be forbidden; the choice then lasts as long as the page
  }
}
