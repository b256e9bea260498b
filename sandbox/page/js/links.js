/** Links: which ones open a conversation with a bot, and opening any of them as anyone. */

import { byId, h } from './dom.js';
import { fullName } from './format.js';

/**
 * The bot a link leads to, and the link in the form the sandbox understands (null when it carries no payload and
 * merely opens the chat); null for every other link.
 *
 * @param {string} address @param {import('./types.js').Bot[]} bots
 * @returns {{bot: import('./types.js').Bot | undefined, url: string | null} | null}
 */
export function deepLink(address, bots) {
  const whole = /^[a-z]+:/i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  const web = /^(www\.)?(t|telegram)\.me$/.test(url.hostname);
  const name = url.protocol === 'tg:' ? url.searchParams.get('domain') : web ? url.pathname.split('/')[1] : null;
  const bot = bots.find((one) => one.username?.toLowerCase() === name?.toLowerCase());
  const payload = url.searchParams.get('start');
  if (!name || (!bot && !payload)) return null;
  return { bot, url: payload ? `https://t.me/${name}?start=${encodeURIComponent(payload)}` : null };
}

/** The public name a link such as https://t.me/name may stand for, or null. @param {string} address */
export const publicName = (address) => /^(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\/([a-z]\w{3,31})$/i.exec(address)?.[1] ?? null;

/** The link inside a "share this" link, or null. @param {string} address */
export function sharedLink(address) {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const shares = /^(www\.)?(t|telegram)\.me$/.test(url.hostname) && /^\/share(\/url)?$/.test(url.pathname);
  return shares || (url.protocol === 'tg:' && url.host === 'msg_url') ? url.searchParams.get('url') : null;
}

/**
 * The dialog that opens a link as any person.
 *
 * @param {() => import('./types.js').Person[]} people
 * @param {(person: number, url: string) => void} open
 */
export function createLinkDialog(people, open) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('link-dialog'));
  const form = /** @type {HTMLFormElement} */ (byId('link-form'));
  const url = /** @type {HTMLInputElement} */ (byId('link-url'));
  const who = /** @type {HTMLSelectElement} */ (byId('link-person'));
  form.addEventListener('submit', () => open(Number(who.value), url.value.trim()));
  byId('link-cancel').addEventListener('click', () => dialog.close());

  /** @param {string} [address] @param {number} [person] not this one first: they already have the link */
  return (address = '', person) => {
    who.replaceChildren(...people().map((one) => h('option', { value: one.id }, fullName(one))));
    const other = people().find((one) => one.id !== person);
    if (other) who.value = String(other.id);
    url.value = address;
    dialog.showModal();
    (address ? who : url).focus();
  };
}
