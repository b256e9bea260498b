/** Files waiting above the composer: chosen, pasted or dropped. */

import { h, icon } from './dom.js';
import { size } from './format.js';

const MOST_TOGETHER = 10;

/** @param {File} file @param {boolean} asFiles how the file is sent */
function manner(file, asFiles) {
  if (asFiles) return 'document';
  if (/^image\/(jpeg|png|webp)$/.test(file.type)) return 'photo';
  if (file.type.startsWith('video/')) return 'video';
  return file.type === 'audio/ogg' ? 'voice' : 'document';
}

/** @param {() => void} onChange */
export function createTray(onChange) {
  /** @type {{file: File, url: string}[]} */
  let waiting = [];
  const list = h('div', { class: 'tray-list' });
  const asFiles = h('input', { type: 'checkbox' });
  const choice = h('label', { class: 'check' }, asFiles, h('span', { t: 'asFiles' }));
  const node = h('div', { class: 'tray', hidden: true, 'data-testid': 'tray' }, list, choice);

  /** @param {{file: File, url: string}} item */
  function thumb(item) {
    const picture = item.file.type.startsWith('image/')
      ? h('img', { src: item.url, alt: item.file.name })
      : h('span', { class: 'tray-file' }, icon('file'), h('span', { class: 'tray-name' }, item.file.name), h('span', {}, size(item.file.size)));
    const remove = h('button', { type: 'button', class: 'tray-remove', 't-label': 'remove', onclick: () => drop(item) }, icon('close'));
    return h('div', { class: 'tray-item' }, picture, remove);
  }

  function draw() {
    list.replaceChildren(...waiting.map(thumb));
    node.hidden = waiting.length === 0;
    choice.hidden = !waiting.some(({ file }) => manner(file, false) !== 'document');
    onChange();
  }

  /** @param {{file: File, url: string}} item */
  function drop(item) {
    URL.revokeObjectURL(item.url);
    waiting = waiting.filter((one) => one !== item);
    draw();
  }

  return {
    node,
    isEmpty: () => waiting.length === 0,
    /** @param {Iterable<File>} files */
    add(files) {
      for (const file of files) waiting.push({ file, url: URL.createObjectURL(file) });
      draw();
    },
    clear() {
      for (const { url } of waiting) URL.revokeObjectURL(url);
      waiting = [];
      asFiles.checked = false;
      draw();
    },
    /**
     * What to send, one form per message or album, files of one kind together in the order they were chosen.
     * The caption belongs to the first.
     *
     * @param {string} caption @param {import('./types.js').Where} where @param {number | undefined} replyTo
     */
    forms(caption, where, replyTo) {
      /** @type {{as: string, files: File[]}[]} */
      const groups = [];
      for (const { file } of waiting) {
        const as = manner(file, asFiles.checked);
        const open = groups.find((group) => group.as === as && group.files.length < MOST_TOGETHER);
        if (open && as !== 'voice') open.files.push(file);
        else groups.push({ as, files: [file] });
      }
      return groups.map(({ as, files }, index) => {
        const form = new FormData();
        form.set('as', as);
        if (caption && index === 0) form.set('caption', caption);
        for (const [name, id] of Object.entries(where)) form.set(name, String(id));
        if (replyTo !== undefined) form.set('reply_to', String(replyTo));
        for (const file of files) form.append('file', file, file.name);
        return form;
      });
    },
  };
}
