/** The bot's commands: a list above the composer, opened by its button or by typing a slash. */

import { h, iconButton } from './dom.js';
import { walk } from './menu.js';

/**
 * @param {import('./types.js').PhoneContext} ctx
 * @param {(done: boolean) => void} leave gives the focus back to the composer; done: what was typed was only a search
 */
export function createCommands(ctx, leave) {
  const node = h('div', { class: 'commands', role: 'menu', hidden: true, 't-label': 'commands', 'data-testid': 'commands', onkeydown: onKey });
  const button = iconButton('slash', 'commands', { 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'data-testid': 'commands-toggle', onclick: toggle });

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Escape') {
      hide();
      leave(false);
    }
    walk(event, node);
  }

  function hide() {
    node.hidden = true;
    button.ariaExpanded = 'false';
  }

  /** @param {string} prefix only commands that begin so */
  function show(prefix) {
    const all = ctx.chat()?.commands ?? [];
    const fitting = all.filter(({ command }) => command.startsWith(prefix));
    node.replaceChildren(...fitting.map(({ command, description }) => h('button', {
      type: 'button',
      role: 'menuitem',
      class: 'command-item',
      onclick: () => {
        hide();
        leave(true);
        void ctx.send(`/${command}`);
      },
    }, h('span', { class: 'command-name' }, `/${command}`), h('span', { class: 'command-about' }, description))));
    if (!all.length) node.append(h('p', { class: 'command-none', role: 'menuitem', 'aria-disabled': 'true', t: 'noCommands' }));
    node.hidden = all.length > 0 && fitting.length === 0;
    button.ariaExpanded = String(!node.hidden);
    return !node.hidden;
  }

  function toggle() {
    if (!node.hidden) return hide();
    if (show('')) node.querySelector('button')?.focus();
  }

  document.addEventListener('pointerdown', (event) => {
    const target = /** @type {Node} */ (event.target);
    if (!node.contains(target) && !button.contains(target)) hide();
  });

  return {
    node,
    button,
    hide,
    /** What is being typed: a slash and the beginning of a command opens the list. @param {string} text */
    typed(text) {
      const slash = /^\/([\w@]*)$/.exec(text);
      if (slash && ctx.chat()?.commands.length) show(slash[1]);
      else hide();
    },
    /** Moves the focus into the list if it is open. */
    enter() {
      if (node.hidden) return false;
      /** @type {HTMLElement | null} */ (node.lastElementChild)?.focus();
      return true;
    },
  };
}
