/** The sheet that pays an invoice: what it is for, what must be filled in, and what the bot says to it. */

import * as api from './api.js';
import { h, icon } from './dom.js';
import { fullName } from './format.js';
import { price } from './invoice.js';
import { t } from './lang.js';
import { money, unitsIn } from './money.js';
import { field, given, openSheet } from './sheet.js';

/**
 * @typedef {import('./types.js').Invoice} Invoice
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').Payment} Payment
 */

/** Where everybody lives who does not say otherwise; the sandbox thinks the same. */
const ADDRESS = [
  ['street_line1', 'street', 'Jalan Medan Merdeka 1'], ['city', 'city', 'Jakarta Pusat'], ['state', 'state', 'DKI Jakarta'],
  ['post_code', 'postCode', '10110'], ['country_code', 'country', 'ID'],
];

/** @param {string | Node} label @param {Node} sum @param {string} [kind] */
const line = (label, sum, kind = '') => h('div', { class: `bill-line ${kind}` }, h('dt', { dir: 'auto' }, label), h('dd', {}, sum));

/** @param {Invoice} invoice @param {number} [total] @returns {HTMLElement} its lines and their sum */
function bill({ prices, total_amount: sum, currency, is_flexible: ships }, total) {
  const lines = prices.length > 1 ? prices.map(({ label, amount }) => line(label, price(amount, currency))) : [];
  const note = ships && total === undefined && h('small', { t: 'shippingLater' });
  return h('dl', { class: 'bill' }, ...lines, line(h('span', {}, h('span', { t: 'total' }), ' ', note), price(total ?? sum, currency), 'sum'));
}

/** @param {Invoice} invoice */
function tips({ tips: offered, max_tip: most, currency }) {
  if (!most) return null;
  const choice = (/** @type {number} */ amount, /** @type {string} */ word) =>
    h('label', { class: 'tip' }, h('input', { type: 'radio', name: 'tip', value: amount, checked: amount === 0 }), h('span', {}, word));
  return h('fieldset', { class: 'tips' }, h('legend', { t: 'tip' }),
    h('div', { class: 'tips-row' }, choice(0, t('noTip')), ...offered.map((amount) => choice(amount, money(amount, currency)))),
    field('otherTip', { name: 'other_tip', type: 'number', min: 0, max: most / unitsIn(currency), step: 'any', inputmode: 'decimal', 't-placeholder': 'optional' }));
}

/** @param {Invoice} invoice @param {Person} person @returns {(HTMLElement | null)[]} filled in as the sandbox would */
function details(invoice, person) {
  const ships = invoice.need_shipping_address || invoice.is_flexible;
  return [
    invoice.need_name ? field('fullName', { name: 'name', required: true, value: fullName(person) }) : null,
    invoice.need_phone_number ? field('phoneNumber', { name: 'phone', type: 'tel', required: true, value: person.phone ?? `62812${String(person.id).padStart(7, '0')}` }) : null,
    invoice.need_email ? field('email', { name: 'email', type: 'email', required: true, value: `${person.id}@example.com` }) : null,
    ships ? h('fieldset', { class: 'address' }, h('legend', { t: 'shipTo' }), ...ADDRESS.map(([name, word, usual]) =>
      field(/** @type {import('./words.js').Word} */ (word), { name, value: usual, required: true }))) : null,
    invoice.is_flexible ? field('shippingWay', { name: 'shipping_option', 't-placeholder': 'shippingHint' }) : null,
  ];
}

/** @param {HTMLFormElement} form @param {Invoice} invoice what was filled in, as the sandbox wants it */
function answers(form, invoice) {
  const other = Number(given(form, 'other_tip'));
  const chosen = /** @type {RadioNodeList | null} */ (form.elements.namedItem('tip'));
  const facts = Object.fromEntries(['name', 'phone', 'email', 'shipping_option'].map((name) => [name, given(form, name) || undefined]));
  const ships = invoice.need_shipping_address || invoice.is_flexible;
  return {
    ...facts,
    tip: other ? Math.round(other * unitsIn(invoice.currency)) : Number(chosen?.value || 0),
    ...(ships ? { address: Object.fromEntries(ADDRESS.map(([name]) => [name, given(form, name)])) } : {}),
  };
}

/** @param {string} currency @param {number} total */
const thanks = (currency, total) => h('p', { class: 'thanks', role: 'status', 'data-testid': 'paid' },
  icon('check'), h('span', {}, h('span', { t: 'paid' }), ' ', currency ? price(total, currency) : ''));

/**
 * Pays, and shows the receipt in the sheet.
 *
 * @param {Person} person @param {Record<string, unknown>} payment
 * @param {(payment: Payment) => Node[]} receipt
 * @param {(...parts: Node[]) => void} fill
 * @returns {Promise<string | null>} what is wrong
 */
async function settle(person, payment, receipt, fill) {
  try {
    const answer = await api.pay(person.id, payment);
    if (!answer.paid) return `${t('refused')}: ${answer.refused ?? ''}`;
    fill(...receipt(answer));
    return null;
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    return error.message || t('unreachable');
  }
}

/** @param {Person} person @param {import('./types.js').Message} message @param {number | undefined} chat */
export function openInvoice(person, message, chat) {
  const { invoice } = message;
  if (!invoice) return;
  const about = h('p', { class: 'hint', dir: 'auto' }, invoice.description);
  if (invoice.receipt !== undefined) {
    openSheet({ title: invoice.title, testid: 'receipt', word: 'ok', confirm: async () => null, parts: [about, bill(invoice), thanks('', 0)] });
    return;
  }
  openSheet({
    title: invoice.title,
    testid: 'pay',
    word: 'payNow',
    parts: [about, bill(invoice), tips(invoice), ...details(invoice, person), h('p', { class: 'hint', t: 'test' })],
    confirm: (form, fill) => settle(person, { message_id: message.message_id, chat, ...answers(form, invoice) },
      ({ total_amount: total }) => [bill(invoice, total), thanks(invoice.currency, total ?? invoice.total_amount)], fill),
  });
}

/** Pays what an invoice link asks for; the sandbox tells its price only afterwards. @param {Person} person @param {string} slug */
export function openInvoiceLink(person, slug) {
  openSheet({
    title: t('invoice'),
    testid: 'pay',
    word: 'payNow',
    parts: [h('p', { class: 'hint', t: 'noInvoice' }), h('p', { class: 'hint', t: 'test' })],
    confirm: (_form, fill) => settle(person, { slug }, () => [thanks('', 0)], fill),
  });
}

/** The slug in an invoice link such as https://t.me/$abc, or null. @param {string} address */
export const invoiceSlug = (address) => /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:\$|invoice\/)([\w-]+)$/i.exec(address)?.[1] ?? null;
