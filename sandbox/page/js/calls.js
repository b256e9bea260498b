/** The drawer: every Bot API call as it happens, and what the lint thinks of it. */

import { byId, h } from './dom.js';
import { allCalls, catchUp, forgetCalls, onCalls } from './feed.js';
import { clockSeconds } from './format.js';
import { onLanguage, t } from './lang.js';

/** @typedef {import('./types.js').Call} Call */

const DRAWN = 300;
const POLLING = /^getupdates$/i;

/** A line that tells the call from its neighbours without opening it. @param {Call} call */
function hint({ params }) {
  const first = ['text', 'caption', 'action', 'callback_query_id', 'message_id', 'chat_id'].find((name) => params[name] !== undefined && params[name] !== '');
  return first ? String(params[first]).replace(/\s+/g, ' ').slice(0, 80) : '';
}

/** @param {unknown} value @returns {unknown} JSON inside strings opened up, so that keyboards can be read */
function opened(value) {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value; // a text that merely begins like JSON
  }
}

/** @param {Call} call */
function details(call) {
  const params = Object.fromEntries(Object.entries(call.params).map(([name, value]) => [name, opened(value)]));
  return [
    h('h3', { t: 'parameters' }), h('pre', { tabindex: 0 }, JSON.stringify(params, null, 2)),
    h('h3', { t: 'result' }), h('pre', { tabindex: 0 }, call.ok ? JSON.stringify(call.result ?? true, null, 2) : `${call.status} ${call.description ?? ''}`),
  ];
}

/** @param {Call} call */
function draw(call) {
  const body = h('div', { class: 'call-body' });
  const problems = call.problems.map(({ field, rule }) => h('p', { class: 'call-problem' }, field ? h('code', {}, field) : null, field ? ' ' : '', rule));
  const node = h('details', { class: `call ${call.ok ? 'ok' : 'err'} ${problems.length ? 'flawed' : ''}`, 'data-testid': 'call', 'data-method': call.method, 'data-ok': String(call.ok) },
    h('summary', {},
      h('span', { class: 'call-line' },
        h('span', { class: 'call-method' }, call.method),
        h('span', { class: 'call-state' }, call.ok ? 'ok' : `err ${call.status}`),
        h('span', { class: 'call-ms' }, `${call.ms.toFixed(call.ms < 10 ? 1 : 0)} ms`)),
      h('span', { class: 'call-line soft' }, h('span', { class: 'call-hint' }, call.ok ? hint(call) : call.description), h('time', {}, clockSeconds(call.at))),
      ...problems),
    body);
  node.addEventListener('toggle', () => node.open && !body.childElementCount && body.append(...details(call)));
  return node;
}

export function createCalls() {
  const drawer = byId('calls');
  const toggle = byId('calls-toggle');
  const badge = byId('problems');
  const list = byId('calls-list');
  const polling = /** @type {HTMLInputElement} */ (byId('calls-polling'));
  const tabs = /** @type {const} */ (['all', 'problems']);
  let onlyProblems = false;
  let problems = 0;
  /** @type {Call[]} */
  let pending = [];

  /** @param {Call} call */
  const wanted = (call) => (onlyProblems ? call.problems.length > 0 : polling.checked || !POLLING.test(call.method) || !call.ok);
  const isOpen = () => !drawer.hidden;

  function count() {
    badge.textContent = String(problems);
    badge.classList.toggle('some', problems > 0);
    badge.setAttribute('aria-label', `${t('problems')}: ${problems}`);
  }

  /** @param {Call[]} calls oldest first */
  function prepend(calls) {
    const nodes = calls.filter(wanted).slice(-DRAWN).reverse().map(draw);
    if (nodes.length) list.querySelector('.calls-none')?.remove();
    list.prepend(...nodes);
    while (list.childElementCount > DRAWN) list.lastElementChild?.remove();
    if (!list.childElementCount) list.append(h('p', { class: 'calls-none', t: onlyProblems ? 'noProblems' : 'noCalls' }));
  }

  function redraw() {
    list.replaceChildren();
    if (isOpen()) prepend(allCalls());
  }

  /** @param {boolean} open */
  function set(open) {
    drawer.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
    document.body.classList.toggle('with-calls', open);
    redraw();
  }

  onCalls((fresh) => {
    problems += fresh.reduce((sum, call) => sum + call.problems.length, 0);
    count();
    if (!pending.length) {
      requestAnimationFrame(() => {
        if (isOpen()) prepend(pending);
        pending = [];
      });
    }
    pending.push(...fresh);
  });

  for (const tab of tabs) {
    byId(`calls-${tab}`).addEventListener('click', () => {
      onlyProblems = tab === 'problems';
      for (const other of tabs) byId(`calls-${other}`).setAttribute('aria-pressed', String(other === tab));
      redraw();
    });
  }
  polling.addEventListener('change', redraw);
  toggle.addEventListener('click', () => set(!isOpen()));
  byId('calls-close').addEventListener('click', () => {
    set(false);
    toggle.focus();
  });
  byId('calls-clear').addEventListener('click', () => {
    forgetCalls();
    problems = 0;
    count();
    redraw();
  });
  drawer.addEventListener('keydown', (event) => event.key === 'Escape' && byId('calls-close').click());
  onLanguage(() => {
    count();
    redraw();
  });
  count();
  void catchUp();
}
