/** Staying at the newest message while at the bottom, and a way back when not. */

import { calm, h, icon } from './dom.js';

const NEAR = 48;

/**
 * @param {HTMLElement} box scrolls
 * @param {HTMLElement} content grows
 */
export function createScroll(box, content) {
  let stuck = true;
  let last = 0;
  let height = 0;
  let news = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  const count = h('span', { class: 'jump-count', hidden: true });
  const button = h('button', { type: 'button', class: 'jump', hidden: true, 't-label': 'newest', 't-title': 'newest', 'data-testid': 'newest', onclick: () => toBottom(true) }, icon('down'), count);

  function show() {
    button.hidden = stuck;
    count.hidden = news === 0;
    count.textContent = String(news);
  }

  /** @param {boolean} smooth */
  function toBottom(smooth) {
    stuck = true;
    news = 0;
    box.scrollTo({ top: box.scrollHeight, behavior: smooth && !calm() ? 'smooth' : 'instant' });
    // Whatever moved the view until now was no hand.
    last = box.scrollTop;
    height = box.scrollHeight;
    show();
  }

  box.addEventListener('scroll', () => {
    const gap = box.scrollHeight - box.scrollTop - box.clientHeight;
    // Only a hand moves the view up: growth of the content never does, and shrinking moves it by no more than it shrank.
    const shrank = Math.max(0, height - box.scrollHeight);
    if (gap < NEAR) stuck = true;
    else if (box.scrollTop < last - shrank - 1) stuck = false;
    if (Math.abs(box.scrollTop - last) > 1) {
      box.classList.add('moving');
      clearTimeout(resting);
      resting = setTimeout(() => box.classList.remove('moving'), 1200);
    }
    last = box.scrollTop;
    height = box.scrollHeight;
    if (stuck) news = 0;
    show();
  }, { passive: true });

  const observer = new ResizeObserver(() => {
    if (stuck) box.scrollTop = box.scrollHeight;
  });
  observer.observe(content);
  observer.observe(box);

  return {
    button,
    toBottom,
    /** A new message came. @param {boolean} own one's own always brings the view down */
    arrived(own) {
      // Growth is followed by the observer, once a frame however many messages came.
      if (own || stuck) {
        if (!stuck) toBottom(false);
        return;
      }
      news += 1;
      show();
    },
  };
}
