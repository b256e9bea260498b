/** What service messages say, in the reader's language: the sandbox tells what happened, and to whom. */

import { t } from './lang.js';
import { money } from './money.js';

/** @type {Record<string, import('./words.js').Word>} */
const WORDS = {
  joined: 'serviceJoined', added: 'serviceAdded', left: 'serviceLeft', removed: 'serviceRemoved',
  topic_created: 'serviceTopic', renamed: 'serviceTitle', group_created: 'serviceGroup',
  topic_edited: 'serviceTopicEdited', topic_closed: 'serviceTopicClosed', topic_reopened: 'serviceTopicReopened',
  paid: 'servicePaid', refunded: 'serviceRefunded', pinned: 'servicePinned',
};

/**
 * @param {import('./types.js').Message} message
 * @param {import('./types.js').Invoice | null} [invoice] the one whose receipt it is
 */
export function serviceText({ text, sender, service }, invoice = null) {
  if (!service || !WORDS[service.kind]) return `${sender.name} ${text}`.trim();
  const sum = service.currency ? money(service.amount ?? 0, service.currency) : '';
  const word = service.kind === 'paid' && invoice ? 'servicePaidFor' : WORDS[service.kind];
  return t(word, { name: sender.name, who: service.names.join(', '), what: invoice?.title ?? '', sum });
}
