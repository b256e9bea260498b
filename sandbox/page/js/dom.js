/** Building nodes. Text always becomes text nodes; nothing here parses HTML. */

import { translate } from './lang.js';
import { PATHS } from './icons.js';

/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Value */
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element. Props: `on<event>` functions listen, `true` sets a bare attribute, `false`/`null` none;
 * `t`, `t-label`, `t-title`, `t-placeholder` name a word of the page's own language.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, Value>} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  let worded = false;
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') {
      node.addEventListener(name.slice(2), value);
    } else if (name === 't' || name.startsWith('t-')) {
      node.setAttribute(`data-${name}`, String(value));
      worded = true;
    } else {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) node.append(child);
  if (worded) translate(node);
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A line icon that takes the colour of the text around it. @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/**
 * A round button with an icon and a spoken label.
 *
 * @param {keyof typeof PATHS} name
 * @param {import('./words.js').Word} label
 * @param {Record<string, Value>} [props]
 */
export function iconButton(name, label, props = {}) {
  return h('button', { type: 'button', class: 'icon-button', 't-label': label, 't-title': label, ...props }, icon(name));
}

/** The element with this id, which the page is known to have. @param {string} id */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`the page has no #${id}`);
  return node;
}

/** Whether the person asked for less motion. */
export const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
