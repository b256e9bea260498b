/** Times, sizes and initials as people write them. */

import { language, t } from './lang.js';

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} name @param {Intl.DateTimeFormatOptions} options */
function format(name, options) {
  const key = `${language()} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language() === 'id' ? 'id-ID' : 'en-GB', options);
  formats.set(key, made);
  return made;
}

/** @param {number} seconds unix time @returns {string} such as 14:03, in Indonesian 14.03 */
export const clock = (seconds) =>
  format('clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(seconds * 1000);

/** @param {number} seconds unix time @returns {string} with seconds, for the drawer */
export const clockSeconds = (seconds) =>
  format('seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(seconds * 1000);

/** @param {number} seconds unix time @returns {string} the local day as 2025-01-31 */
export function dayKey(seconds) {
  const date = new Date(seconds * 1000);
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** @param {number} seconds unix time @returns {string} Today, Yesterday, or the date */
export function dayName(seconds) {
  const key = dayKey(seconds);
  const now = Date.now() / 1000;
  if (key === dayKey(now)) return t('today');
  if (key === dayKey(now - 86400)) return t('yesterday');
  const sameYear = key.slice(0, 4) === dayKey(now).slice(0, 4);
  return sameYear
    ? format('day', { day: 'numeric', month: 'long' }).format(seconds * 1000)
    : format('year', { day: 'numeric', month: 'long', year: 'numeric' }).format(seconds * 1000);
}

/** @param {number | null} bytes @returns {string} such as 1.2 MB */
export function size(bytes) {
  if (bytes === null || bytes === undefined) return '';
  const units = ['B', 'KB', 'MB', 'GB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && amount < 10 ? 1 : 0;
  const number = new Intl.NumberFormat(language() === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: digits });
  return `${number.format(amount)} ${units[unit]}`;
}

/** @param {string} name @returns {string} one or two letters */
export function initials(name) {
  const letters = name.trim().split(/\s+/).map((word) => [...word][0] ?? '').filter(Boolean);
  const chosen = letters.length > 1 ? [letters[0], letters[letters.length - 1]] : letters;
  return chosen.join('').toUpperCase() || '?';
}

/** @param {import('./types.js').Person} person */
export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(' ');
