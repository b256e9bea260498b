/** What service messages say, in the reader's language: the sandbox tells them in English, after the author's name. */

import { t } from './lang.js';

/** @typedef {import('./words.js').Word} Word */

/** @type {[RegExp, Word][]} */
const SAID = [
  [/^joined$/, 'serviceJoined'],
  [/^added (.+)$/s, 'serviceAdded'],
  [/^left$/, 'serviceLeft'],
  [/^removed (.+)$/s, 'serviceRemoved'],
  [/^created the topic “(.+)”$/s, 'serviceTopic'],
  [/^changed the name to “(.+)”$/s, 'serviceTitle'],
  [/^created the group$/, 'serviceGroup'],
  [/^changed the topic$/, 'serviceTopicEdited'],
  [/^closed the topic$/, 'serviceTopicClosed'],
  [/^reopened the topic$/, 'serviceTopicReopened'],
  [/^paid$/, 'servicePaid'],
  [/^gave the money back$/, 'serviceRefunded'],
  [/^pinned a message$/, 'servicePinned'],
];

/**
 * @param {import('./types.js').Message} message
 * @param {import('./types.js').Invoice | null} [invoice] the one whose receipt it is
 */
export function serviceText({ text, sender }, invoice = null) {
  if (invoice) return t('servicePaidFor', { name: sender.name, what: invoice.title });
  for (const [pattern, word] of SAID) {
    const found = pattern.exec(text);
    if (found) return t(word, { name: sender.name, who: found[1] ?? '' });
  }
  return `${sender.name} ${text}`.trim();
}
