/** Files dragged onto a phone. */

/** @param {HTMLElement} root the phone @param {(files: Iterable<File>) => void} take */
export function acceptFiles(root, take) {
  let depth = 0;
  const mark = (/** @type {number} */ change) => {
    depth = change === 0 ? 0 : depth + change;
    root.classList.toggle('dropping', depth > 0);
  };
  const carries = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
  root.addEventListener('dragenter', (event) => carries(event) && mark(1));
  root.addEventListener('dragleave', (event) => carries(event) && mark(-1));
  root.addEventListener('dragover', (event) => carries(event) && event.preventDefault());
  root.addEventListener('drop', (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(0);
    take(event.dataTransfer?.files ?? []);
  });
}
