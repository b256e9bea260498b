/** A bill as it stands in the conversation. */

import { h, icon } from './dom.js';
import { t } from './lang.js';
import { money, spokenMoney, STARS } from './money.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').Button} Button
 */

/** @param {number} amount @param {string} currency stars are drawn, and named to those who listen */
export function price(amount, currency) {
  if (currency !== STARS) return h('span', { class: 'price' }, money(amount, currency));
  return h('span', { class: 'price' },
    h('span', { 'aria-hidden': 'true' }, String(amount)), icon('star'), h('span', { class: 'sr' }, spokenMoney(amount, currency)));
}

/** What is sold, if the bill shows it. @param {import('./types.js').Invoice} invoice */
export function invoicePhoto({ photo }) {
  if (!photo) return null;
  /** @type {HTMLImageElement} */
  const image = h('img', { class: 'invoice-photo', src: photo, alt: '', decoding: 'async', onerror: () => image.remove() });
  return image;
}

/** @param {Message} message */
export function invoiceCard({ invoice }) {
  if (!invoice) return null;
  return h('div', { class: 'invoice' }, invoicePhoto(invoice),
    h('strong', { class: 'invoice-title' }, invoice.title),
    h('p', { class: 'invoice-about' }, invoice.description),
    h('p', { class: 'invoice-sum' }, price(invoice.total_amount, invoice.currency),
      invoice.receipt !== undefined && h('span', { class: 'stamp', t: 'paid' }),
      h('span', { class: 'invoice-test', t: 'test' })));
}

/** What the button that pays says: its own words, unless they are those every bot gets. @param {Message} message @param {Button} button */
export function payWord({ invoice }, button) {
  if (!invoice) return button.text;
  if (invoice.receipt !== undefined) return t('receipt');
  const usual = `Pay ${invoice.total_amount} ${invoice.currency === STARS ? '⭐️' : invoice.currency}`;
  return button.text === usual ? h('span', {}, h('span', { t: 'payNow' }), ' ', price(invoice.total_amount, invoice.currency)) : button.text;
}
