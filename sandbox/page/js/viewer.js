/** A photo over everything, with its neighbours of the same album. */

import { h, iconButton } from './dom.js';

/** @typedef {import('./types.js').Message} Message */

/** @param {Message} message @param {Message[]} album */
export function enlarge(message, album) {
  let at = Math.max(0, album.findIndex((one) => one.message_id === message.message_id));
  const image = h('img', { class: 'viewer-image' });
  const caption = h('p', { class: 'viewer-caption' });
  const save = h('a', { class: 'icon-link', t: 'download' });
  const many = album.length > 1;
  const dialog = h('dialog', { class: 'viewer', 't-label': 'photo', 'data-testid': 'viewer', onkeydown: onKey, onclick: (/** @type {MouseEvent} */ event) => event.target === dialog && dialog.close() },
    h('div', { class: 'viewer-bar' }, save, iconButton('close', 'close', { onclick: () => dialog.close() })),
    many && iconButton('left', 'previous', { class: 'icon-button viewer-previous', onclick: () => step(-1) }),
    image,
    many && iconButton('right', 'next', { class: 'icon-button viewer-next', onclick: () => step(1) }),
    caption);

  function show() {
    const { file, text } = album[at];
    image.src = file?.url ?? '';
    image.alt = text || file?.name || '';
    save.href = image.src;
    save.download = file?.name ?? '';
    caption.textContent = text;
    caption.hidden = !text;
  }

  /** @param {number} by */
  function step(by) {
    at = (at + by + album.length) % album.length;
    show();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (many && event.key === 'ArrowLeft') step(-1);
    if (many && event.key === 'ArrowRight') step(1);
  }

  show();
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
