/** A bot's alert: a modal dialog laid over the phone it belongs to. */

import { h } from './dom.js';

/** @param {string} text @param {HTMLElement} phone */
export function showAlert(text, phone) {
  const words = h('p', { class: 'alert-text' }, text);
  const dialog = h('dialog', { class: 'alert', role: 'alertdialog', 'data-testid': 'alert', 'aria-label': text },
    words,
    h('form', { method: 'dialog' }, h('button', { class: 'solid', autofocus: true, t: 'ok' })));
  const box = phone.getBoundingClientRect();
  dialog.style.setProperty('--x', `${Math.round(box.left + box.width / 2)}px`);
  dialog.style.setProperty('--y', `${Math.round(box.top + box.height / 2)}px`);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}
