/** No sound before a tap: her room may not be hers alone, and some browsers refuse it anyway. */

/**
 * @param {HTMLElement} button is there until it has been used
 * @param {HTMLElement} next where the focus goes when the button has gone
 * @param {() => void} onTap
 */
export function listening(button, next, onTap) {
  let on = button.hidden; // a page that does not show it has had its tap: the click that led here

  button.addEventListener("click", () => {
    on = true;
    button.hidden = true;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    onTap();
  });

  return {
    on: () => on,
    /** The browser wants a tap after all. */
    ask() {
      on = false;
      button.hidden = false;
    },
  };
}
