/** Whole sentences from the page, each said once when it becomes true. Scripts hold no words. */

const LONG_ENOUGH = 1200;

/** `place` is a standing `role=status`; the children of `list` carry `data-say` and the sentence. */
export function speaker(place, list) {
  const waiting = [];
  let last = null;
  let busy = false;

  function next() {
    const item = waiting.shift();
    busy = Boolean(item);
    if (!item) return;
    place.textContent = item.textContent;
    setTimeout(next, LONG_ENOUGH);
  }

  return (name) => {
    const item = list.querySelector(`[data-say="${name}"]`);
    if (!item || name === last) return;
    last = name;
    waiting.push(item);
    if (!busy) next();
  };
}
