/** The page: which phones are shown, and the bar above them. */

import { createCalls } from './calls.js';
import { byId } from './dom.js';
import { catchUp, onCalls } from './feed.js';
import { keep, language, onLanguage, setLanguage, translate } from './lang.js';
import { createLinkDialog } from './links.js';
import { createPersonDialog, drawChips, emptyStage, walkChips } from './people.js';
import { createPhone } from './phone.js';
import { onWorld, refreshWorld, watchWorld, world } from './world.js';

/** @typedef {import('./phone.js').Phone} Phone */

// Browsers open at most six connections to one address. Each phone's stream of events holds one for good, so a
// few must stay free for everything else.
const MOST_PHONES = 4;
const AT_FIRST = 3;
const UNSEEN_MS = 20_000;

const stage = byId('stage');
const chips = byId('people');
const narrow = matchMedia('(max-width: 719px)');
const asked = new URLSearchParams(location.search).get('people');

/** @type {Map<number, Phone>} */
const phones = new Map();
/** The phones on the page, in order; null until someone has chosen. @type {number[] | null} */
let chosen = asked === null ? null : asked.split(',').map(Number).filter(Number.isInteger).slice(0, MOST_PHONES);
/** @type {number | undefined} */
let active;
/** @type {Set<number>} */
const news = new Set();

/** @returns {number[]} */
function shown() {
  const there = world.people.map((person) => person.id);
  return chosen ? chosen.filter((id) => there.includes(id)) : there.slice(0, AT_FIRST);
}

/** @param {number} id */
function phone(id) {
  const known = phones.get(id);
  if (known) return known;
  const person = world.people.find((one) => one.id === id);
  if (!person) return null;
  const made = createPhone(person, {
    hide,
    news: (from) => {
      if (!narrow.matches || from === active || news.has(from)) return;
      news.add(from);
      draw();
    },
    vanished: (gone) => {
      forget(gone);
      void refreshWorld().then(draw);
    },
    pass: (url, from) => openLink(url, from),
  });
  phones.set(id, made);
  return made;
}

/** @param {number} id */
function forget(id) {
  phones.get(id)?.sleep();
  phones.get(id)?.node.remove();
  phones.delete(id);
}

/** Puts the chosen phones on the stage, in order, and lets the others sleep. */
function draw() {
  const ids = shown();
  if (active === undefined || !ids.includes(active)) active = ids[0];
  if (active !== undefined) news.delete(active);
  for (const node of [...stage.children]) {
    if (!ids.includes(Number(/** @type {HTMLElement} */ (node).dataset.person))) node.remove();
  }
  for (const [id, one] of phones) if (!ids.includes(id)) one.sleep();
  ids.forEach((id, index) => {
    const one = phone(id);
    if (!one) return;
    if (stage.children[index] !== one.node) {
      const isNew = !one.node.isConnected;
      stage.insertBefore(one.node, stage.children[index] ?? null);
      if (isNew) one.wake();
    }
    const isActive = id === active;
    if (isActive && !one.node.classList.contains('active')) requestAnimationFrame(one.toBottom);
    one.node.classList.toggle('active', isActive);
  });
  if (!ids.length) stage.replaceChildren(emptyStage(addPerson));
  drawChips(chips, { ids: shown, active: () => active, narrow: () => narrow.matches, hasNews: (id) => news.has(id), press });
}

/** Lets go of the streams of a page nobody has looked at for a while, so that another one has connections. */
function rest() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(soon);
    if (document.visibilityState === 'hidden') soon = setTimeout(() => phones.forEach((one) => one.sleep()), UNSEEN_MS);
    else for (const id of shown()) phones.get(id)?.wake();
  });
}

/** @param {number[]} ids @param {number} [front] */
function choose(ids, front) {
  chosen = ids;
  active = front ?? active;
  const address = new URL(location.href);
  address.searchParams.set('people', ids.join(','));
  history.replaceState(null, '', decodeURIComponent(address.href));
  draw();
}

/** @param {number} id */
function show(id) {
  const ids = shown();
  // With too many phones, the one longest on the page makes room.
  if (!ids.includes(id)) ids.push(id);
  const spare = ids.find((one) => one !== id);
  choose(ids.length > MOST_PHONES ? ids.filter((one) => one !== spare) : ids, id);
}

/** @param {number} id */
function hide(id) {
  choose(shown().filter((one) => one !== id));
}

/** @param {number} id */
function press(id) {
  if (!narrow.matches && shown().includes(id)) hide(id);
  else show(id);
}

function setTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const next = dark ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  keep('theme', next);
}

const addPerson = createPersonDialog((id) => {
  show(id);
  phones.get(id)?.focus();
});
const openLink = createLinkDialog(() => world.people, (id, url) => {
  show(id);
  phones.get(id)?.open(url);
});

translate(document.documentElement);
onLanguage(() => phones.forEach((one) => one.refresh()));
onWorld(() => {
  for (const [id, { person }] of phones) {
    // Gone, or renamed: a phone is made for one person as they are.
    if (!world.people.some((one) => JSON.stringify(one) === JSON.stringify(person))) forget(id);
  }
  phones.forEach((one) => one.refresh());
  draw();
});
onCalls((fresh) => {
  const stranger = fresh.some(({ bot }) => bot !== null && !world.bots.some((one) => one.id === bot));
  if (stranger) void refreshWorld();
});
narrow.addEventListener('change', draw);
walkChips(chips);
byId('add-person').addEventListener('click', addPerson);
byId('open-link').addEventListener('click', () => openLink());
byId('theme').addEventListener('click', setTheme);
byId('language').addEventListener('click', () => setLanguage(language() === 'id' ? 'en' : 'id'));
createCalls();
watchWorld();
rest();
// With no phone there is no stream to hear calls from.
setInterval(() => !shown().length && void catchUp(), 2000);
draw();
