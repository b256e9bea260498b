/** The sheet that pays an invoice: what it is for, what must be filled in, and what the bot says to it. */

import * as api from './api.js';
import { h, icon } from './dom.js';
import { fullName } from './format.js';
import { invoicePhoto, price } from './invoice.js';
import { t } from './lang.js';
import { money, unitsIn } from './money.js';
import { field, given, openSheet } from './sheet.js';

/**
 * @typedef {import('./types.js').Invoice} Invoice
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').Way} Way
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
  ];
}

/** The way of shipping chosen, if any was offered. @param {HTMLFormElement} form @returns {string | undefined} */
const wayIn = (form) => new FormData(form).get('shipping_option')?.toString();

/** @param {HTMLFormElement} form @param {Invoice} invoice what was filled in, as the sandbox wants it */
function answers(form, invoice) {
  const other = Number(given(form, 'other_tip'));
  const chosen = /** @type {RadioNodeList | null} */ (form.elements.namedItem('tip'));
  const facts = Object.fromEntries(['name', 'phone', 'email'].map((name) => [name, given(form, name) || undefined]));
  const ships = invoice.need_shipping_address || invoice.is_flexible;
  return {
    ...facts,
    tip: other ? Math.round(other * unitsIn(invoice.currency)) : Number(chosen?.value || 0),
    shipping_option: wayIn(form),
    ...(ships ? { address: Object.fromEntries(ADDRESS.map(([name]) => [name, given(form, name)])) } : {}),
  };
}

/** @param {string} currency @param {number} total */
const thanks = (currency, total) => h('p', { class: 'thanks', role: 'status', 'data-testid': 'paid' },
  icon('check'), h('span', {}, h('span', { t: 'paid' }), ' ', price(total, currency)));

/**
 * @template T
 * @param {Promise<T & {refused?: string}>} asked
 * @param {(answer: T) => string | null} accepted
 * @returns {Promise<string | null>} what is wrong
 */
async function settled(asked, accepted) {
  try {
    const answer = await asked;
    return answer.refused === undefined ? accepted(answer) : `${t('refused')}: ${answer.refused}`;
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    return error.message || t('unreachable');
  }
}

/** The sum of a way's prices. @param {Way} way */
const cost = ({ prices }) => prices.reduce((sum, { amount }) => sum + amount, 0);

/** @param {Way[]} ways @param {string} currency the first one is chosen until another is */
const wayChoice = (ways, currency) => h('fieldset', { class: 'ways', 'data-testid': 'ways' }, h('legend', { t: 'shippingWay' }),
  ...ways.map((way, index) => h('label', { class: 'option' },
    h('input', { type: 'radio', name: 'shipping_option', value: way.id, checked: index === 0 }),
    h('span', { class: 'option-words', dir: 'auto' }, way.title), h('span', { class: 'option-price' }, price(cost(way), currency)))));

/**
 * The sheet that pays: where to, then which way if the bill asks for it, then the money.
 *
 * @param {Person} person @param {Invoice} invoice @param {{message_id?: number, chat?: number, slug?: string}} which
 */
function openBill(person, invoice, which) {
  const ways = h('div', { 'aria-live': 'polite' });
  const sum = h('div', {}, bill(invoice));
  /** The ways offered for the address as it is now. @type {Way[] | null} */
  let offered = null;

  function drawSum() {
    const form = sum.closest('form');
    const way = form && offered?.find(({ id }) => id === wayIn(form));
    sum.replaceChildren(bill(way ? { ...invoice, prices: [...invoice.prices, ...way.prices] } : invoice, way ? invoice.total_amount + cost(way) : undefined));
  }

  /** @param {Way[] | null} found none: the address changed, so the bot must be asked again */
  function offer(found) {
    offered = found;
    ways.replaceChildren(...(found ? [wayChoice(found, invoice.currency)] : []));
    drawSum();
    const button = ways.closest('form')?.querySelector('.solid');
    if (button instanceof HTMLElement) {
      button.dataset.t = found ? 'payNow' : 'shippingAsk';
      button.textContent = t(found ? 'payNow' : 'shippingAsk');
    }
    /** @type {HTMLElement | null} */ (ways.querySelector('input'))?.focus();
  }

  const dialog = openSheet({
    title: invoice.title,
    testid: 'pay',
    word: invoice.is_flexible ? 'shippingAsk' : 'payNow',
    parts: [invoicePhoto(invoice), about(invoice), sum, tips(invoice), ...details(invoice, person), ways, h('p', { class: 'hint', t: 'test' })],
    confirm: (form, fill) => (invoice.is_flexible && !offered
      ? settled(api.shipping(person.id, { ...which, ...answers(form, invoice) }), ({ options }) => {
        offer(options ?? []);
        return '';
      })
      : settled(api.pay(person.id, { ...which, ...answers(form, invoice) }), ({ total_amount: total }) => {
        fill(bill(invoice, total), thanks(invoice.currency, total ?? invoice.total_amount));
        return null;
      })),
  });
  dialog.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLElement && target.closest('.address') && offered) offer(null);
    else if (target instanceof HTMLElement && target.closest('.ways')) drawSum();
  });
}

/** @param {Invoice} invoice */
const about = (invoice) => h('p', { class: 'hint', dir: 'auto' }, invoice.description);

/** @param {Person} person @param {import('./types.js').Message} message @param {number | undefined} chat */
export function openInvoice(person, message, chat) {
  const { invoice } = message;
  if (!invoice) return;
  if (invoice.receipt === undefined) return openBill(person, invoice, { message_id: message.message_id, chat });
  const paid = invoice.paid ?? invoice.total_amount;
  openSheet({ title: invoice.title, testid: 'receipt', word: 'ok', only: true, confirm: async () => null,
    parts: [invoicePhoto(invoice), about(invoice), bill(invoice, paid), thanks(invoice.currency, paid)] });
}

/** Asks what an invoice link is for, and opens the same sheet; fails when there is no such invoice. @param {Person} person @param {string} slug */
export async function openInvoiceLink(person, slug) {
  openBill(person, await api.invoice(person.id, slug), { slug });
}

/** The slug in an invoice link such as https://t.me/$abc, or null. @param {string} address */
export const invoiceSlug = (address) => /^(?:https?:\/\/)?(?:t|telegram)\.me\/(?:\$|invoice\/)([\w-]+)$/i.exec(address)?.[1] ?? null;
