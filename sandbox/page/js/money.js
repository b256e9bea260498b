/** Amounts of money as people write them; Stars as stars. */

import { language, t } from './lang.js';

/** Telegram's own currency. */
export const STARS = 'XTR';

/**
 * How many decimals the Bot API counts in, where it is not two. Browsers would say how many people write, which is
 * none for rupiah: https://core.telegram.org/bots/payments#supported-currencies
 */
const DECIMALS = /** @type {Record<string, number>} */ ({
  [STARS]: 0, CLP: 0, ISK: 0, JPY: 0, KRW: 0, PYG: 0, UGX: 0, VND: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, OMR: 3, TND: 3,
});

/** @param {string} currency */
const decimals = (currency) => DECIMALS[currency] ?? 2;

/** How many of a currency's smallest units make one of it. @param {string} currency */
export const unitsIn = (currency) => 10 ** decimals(currency);

/**
 * @param {number} amount in the currency's smallest units, as the Bot API counts
 * @param {string} currency such as IDR, or XTR for Stars
 * @returns {string} such as Rp120.000, $1.50 or 50 ⭐
 */
export function money(amount, currency) {
  const locale = language() === 'id' ? 'id-ID' : 'en-GB';
  if (currency === STARS) return `${new Intl.NumberFormat(locale).format(amount)} ⭐`;
  const digits = amount % unitsIn(currency) === 0 ? 0 : decimals(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(amount / unitsIn(currency));
}

/** The same for a voice: stars have a name there. @param {number} amount @param {string} currency */
export const spokenMoney = (amount, currency) =>
  (currency === STARS ? t(amount === 1 ? 'star' : 'stars', { n: amount }) : money(amount, currency));
