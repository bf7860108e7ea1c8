/** Whole sentences from the page, each said once when it becomes true. Scripts hold no words. */

const LONG_ENOUGH = 1200;

/** `place` is a standing `role=status`; `list` has each sentence in a `data-` attribute of its name. */
export function speaker(place, list) {
  const waiting = [];
  let last = null;
  let shown;

  function next() {
    shown = waiting.shift();
    if (!shown) return;
    place.textContent = shown;
    setTimeout(next, LONG_ENOUGH);
  }

  return (name) => {
    const sentence = list.dataset[name];
    if (!sentence || name === last) return;
    last = name;
    waiting.push(sentence);
    if (!shown) next();
  };
}
