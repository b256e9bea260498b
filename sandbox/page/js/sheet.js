/** Dialogs made on the spot: a heading, something to fill in, and two buttons. */

import { h } from './dom.js';

let made = 0;

/**
 * A labelled field.
 *
 * @param {import('./words.js').Word} word
 * @param {Record<string, import('./dom.js').Value>} props of the input; `name` is what it is called in the form
 */
export const field = (word, props) => h('label', {}, h('span', { t: word }), h('input', { autocomplete: 'off', ...props }));

/** What a form's field holds, without spaces around. @param {HTMLFormElement} form @param {string} name */
export const given = (form, name) => {
  const node = form.elements.namedItem(name);
  return node instanceof HTMLInputElement ? node.value.trim() : '';
};

/**
 * Opens a modal sheet. `confirm` gets the form and gives what is wrong, or null to close, or nothing ('') to stay open;
 * the sheet may fill itself anew through `fill`.
 *
 * @param {object} facts
 * @param {string} facts.title
 * @param {string} facts.testid
 * @param {import('./dom.js').Child[]} facts.parts
 * @param {import('./words.js').Word} facts.word on the button that confirms
 * @param {(form: HTMLFormElement, fill: (...parts: Node[]) => void) => Promise<string | null>} facts.confirm
 * @param {boolean} [facts.only] there is nothing to cancel
 * @param {() => void} [facts.done] follows once the sheet is confirmed and gone, and the focus free again
 */
export function openSheet({ title, testid, parts, word, confirm, done, only = false }) {
  made += 1;
  const heading = `sheet-${made}`;
  const complaint = h('p', { class: 'complaint', role: 'alert' });
  const solid = h('button', { class: 'solid', t: word, 'data-testid': `${testid}-confirm` });
  const form = h('form', { onsubmit: submit },
    h('h2', { id: heading, dir: 'auto' }, title), ...parts, complaint,
    h('div', { class: 'sheet-end' }, !only && h('button', { type: 'button', class: 'quiet', t: 'cancel', onclick: () => dialog.close() }), solid));
  /** @type {HTMLDialogElement} */
  const dialog = h('dialog', { class: 'sheet', 'aria-labelledby': heading, 'data-testid': `${testid}-sheet` }, form);

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (solid.ariaBusy === 'true') return;
    solid.ariaBusy = 'true';
    complaint.textContent = '';
    let filled = false;
    const wrong = await confirm(form, (...fresh) => {
      filled = true;
      const close = h('button', { type: 'button', class: 'solid', t: 'ok', onclick: () => dialog.close() });
      form.replaceChildren(h('h2', { id: heading, dir: 'auto' }, title), ...fresh, h('div', { class: 'sheet-end' }, close));
      close.focus();
    });
    solid.ariaBusy = 'false';
    complaint.textContent = wrong ?? '';
    if (wrong !== null || filled) return;
    dialog.close();
    done?.();
  }

  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
