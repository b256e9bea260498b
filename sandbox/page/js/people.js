/** The row of people at the top, and the dialog that adds one. */

import * as api from './api.js';
import { avatar } from './avatar.js';
import { byId, h, icon } from './dom.js';
import { fullName } from './format.js';
import { t } from './lang.js';
import { refreshWorld, world } from './world.js';

/**
 * @typedef {object} Shown which phones are on the page
 * @property {() => number[]} ids
 * @property {() => number | undefined} active the only one to be seen in a narrow window
 * @property {() => boolean} narrow
 * @property {(id: number) => boolean} hasNews
 * @property {(id: number) => void} press
 */

const NAMES = [['Ayu', 'Lestari'], ['Bima', 'Pratama'], ['Citra', 'Wulandari'], ['Dimas', 'Saputra'], ['Eka', 'Rahma'],
  ['Farah', 'Nabila'], ['Gilang', 'Ramadhan'], ['Hana', 'Sato'], ['Indra', 'Wijaya'], ['Joko', 'Susilo'],
  ['Kate', 'Miller'], ['Leo', 'Santoso'], ['Maya', 'Putri'], ['Nico', 'Brown'], ['Oka', 'Mahendra'], ['Putu', 'Dewi']];

/** @param {HTMLElement} box @param {Shown} shown draws one chip a person: tabs when narrow, switches when wide */
export function drawChips(box, shown) {
  const narrow = shown.narrow();
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.chip;
  box.setAttribute('role', narrow ? 'tablist' : 'group');
  box.replaceChildren(...world.people.map((person) => {
    const on = narrow ? shown.active() === person.id : shown.ids().includes(person.id);
    const state = narrow ? { role: 'tab', 'aria-selected': String(on) } : { 'aria-pressed': String(on) };
    return h('button', { type: 'button', class: on ? 'chip on' : 'chip', 'data-chip': person.id, 'data-testid': `person-${person.id}`, title: fullName(person), onclick: () => shown.press(person.id), ...state },
      avatar(person.id, fullName(person), 'small'),
      h('span', { class: 'chip-name' }, person.first_name),
      shown.hasNews(person.id) && h('span', { class: 'chip-news', role: 'img', 't-label': 'newest' }));
  }));
  if (focused) /** @type {HTMLElement | null} */ (box.querySelector(`[data-chip="${focused}"]`))?.focus();
}

/** @param {HTMLElement} box arrows move along the chips */
export function walkChips(box) {
  box.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const chips = /** @type {HTMLElement[]} */ ([...box.children]);
    const at = chips.indexOf(/** @type {HTMLElement} */ (event.target));
    if (step && at >= 0) chips.at((at + step) % chips.length)?.focus();
  });
}

/** @param {(id: number) => void} added */
export function createPersonDialog(added) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('person-dialog'));
  const form = /** @type {HTMLFormElement} */ (byId('person-form'));
  const complaint = byId('person-error');
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

  async function submit() {
    const given = (/** @type {string} */ name) => field(name).value.trim() || undefined;
    try {
      const person = await api.addPerson({
        first_name: given('first_name') ?? '', last_name: given('last_name'), username: given('username')?.replace(/^@/, ''),
        language_code: given('language_code'), phone: given('phone'),
      });
      await refreshWorld();
      dialog.close();
      added(person.id);
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      complaint.textContent = error.message || t('unreachable');
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  byId('person-cancel').addEventListener('click', () => dialog.close());

  return () => {
    const taken = new Set(world.people.map((person) => person.first_name));
    const [first, last] = NAMES.find(([name]) => !taken.has(name)) ?? ['', ''];
    form.reset();
    complaint.textContent = '';
    field('first_name').value = first;
    field('last_name').value = last;
    field('language_code').value = document.documentElement.lang;
    dialog.showModal();
    field('first_name').select();
  };
}

/** @param {() => void} add @returns {HTMLElement} what is seen when there is no phone to show */
export function emptyStage(add) {
  const nobody = world.people.length === 0;
  return h('div', { class: 'empty' },
    h('div', { class: 'empty-art', 'aria-hidden': 'true' }, h('span'), h('span'), h('span')),
    h('strong', { t: nobody ? 'nobody' : 'people' }),
    h('span', { t: nobody ? 'nobodyHint' : 'nobodyShown' }),
    nobody && h('button', { type: 'button', class: 'solid', onclick: add }, icon('plus'), h('span', { t: 'addPerson' })));
}
