/** What a message carries besides text: photos, albums, files, sounds, stickers, contacts, places. */

import { h, icon } from './dom.js';
import { initials, size } from './format.js';
import { invoiceCard } from './invoice.js';

/**
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').PhoneContext} PhoneContext
 */

const WIDEST = 320;
const TALLEST = 380;

/** How wide a photo is drawn: its own shape, inside a box that suits a phone. @param {Message} message */
export function photoWidth({ file }) {
  if (!file?.width || !file.height) return WIDEST;
  const scale = Math.min(WIDEST / file.width, TALLEST / file.height, 1.6);
  return Math.round(Math.max(200, file.width * scale));
}

/** @param {Message} message @param {PhoneContext} ctx */
export function photo(message, ctx) {
  const { file } = message;
  const image = h('img', {
    src: file?.url,
    alt: message.text ? '' : file?.name ?? '',
    width: file?.width,
    height: file?.height,
    decoding: 'async',
    draggable: 'false',
  });
  return h('button', { type: 'button', class: 'photo', 't-label': 'enlarge', onclick: () => ctx.enlarge(message) }, image);
}

/** @param {Message} message */
function video({ file }) {
  return h('video', { class: 'video', src: file?.url, controls: true, preload: 'metadata', playsinline: true, 't-label': 'video' });
}

/** @param {Message} message */
function voice({ file }) {
  return h('audio', { class: 'voice', src: file?.url, controls: true, preload: 'metadata', 't-label': 'voice' });
}

/** @param {Message} message */
function sticker({ file, text }) {
  if (file?.mime_type?.startsWith('video/')) {
    const moving = h('video', { class: 'sticker', src: file.url, autoplay: true, loop: true, playsinline: true, 't-label': 'sticker' });
    moving.muted = true;
    return moving;
  }
  if (file?.mime_type && !file.mime_type.startsWith('image/')) {
    return h('div', { class: 'sticker sticker-named', role: 'img', 't-label': 'sticker' }, text || '☺');
  }
  return h('img', { class: 'sticker', src: file?.url, alt: text || 'sticker', decoding: 'async' });
}

/** @param {Message} message */
export function fileCard({ file }) {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file?.name ?? '')?.[1];
  return h('a', { class: 'card', href: file?.url, download: file?.name ?? '' },
    h('span', { class: 'card-icon' }, ending ? h('span', { class: 'card-ending' }, ending) : icon('file')),
    h('span', { class: 'card-words' },
      h('span', { class: 'card-title' }, file?.name ?? '…'),
      h('span', { class: 'card-note' }, [size(file?.size ?? null)].filter(Boolean).join(' · '), ' ',
        h('span', { class: 'card-act', t: 'download' }))));
}

/** @param {Message} message */
function contact({ contact: card }) {
  if (!card) return null;
  const digits = card.phone_number.replace(/[^\d]/g, '');
  return h('a', { class: 'card', href: `tel:+${digits}` },
    h('span', { class: 'card-icon round' }, initials(card.first_name)),
    h('span', { class: 'card-words' },
      h('span', { class: 'card-title' }, card.first_name),
      h('span', { class: 'card-note' }, `+${digits}`)));
}

/** A little map drawn from nothing but the coordinates. @param {Message} message */
function location({ location: place }) {
  if (!place) return null;
  const { latitude, longitude } = place;
  const map = h('span', { class: 'map' }, icon('pin'));
  map.style.setProperty('--turn', `${Math.round((latitude * 1000 + longitude * 100) % 60)}deg`);
  return h('a', {
    class: 'place',
    href: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`,
    target: '_blank',
    rel: 'noopener noreferrer',
  }, map, h('span', { class: 'place-words' },
    h('span', { class: 'card-title', t: 'location' }),
    h('span', { class: 'card-note' }, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`)));
}

/**
 * The visual part of one message, or null for plain text.
 *
 * @param {Message} message @param {PhoneContext} ctx
 * @returns {HTMLElement | null}
 */
export function media(message, ctx) {
  switch (message.kind) {
    case 'photo': return photo(message, ctx);
    case 'video': return video(message);
    case 'voice': return voice(message);
    case 'sticker': return sticker(message);
    case 'contact': return contact(message);
    case 'location': return location(message);
    case 'invoice': return invoiceCard(message);
    default: return message.file ? fileCard(message) : null;
  }
}

/** How many of an album grid's six columns each picture takes, by the number of pictures. */
const SPANS = ['', '6', '33', '633', '3333', '33222', '222222', '3333222', '33222222', '222222222', '3333222222'];

/** @param {number} count @param {number} index */
export const albumSpan = (count, index) => Number(SPANS[Math.min(count, 10)]?.[index] ?? '2');
