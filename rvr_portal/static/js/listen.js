/** No sound before a tap: her room may not be hers alone, and some browsers refuse it anyway. */

/**
 * @param {HTMLElement} button is there until it has been used; then its group has the focus, and the next Tab goes on from there
 * @param {() => void} onTap
 */
export function listening(button, onTap) {
  const group = button.parentElement;
  let on = button.hidden; // a page that does not show it has had its tap: the click that led here

  button.addEventListener("click", () => {
    on = true;
    button.hidden = true;
    group.tabIndex = -1;
    group.focus({ preventScroll: true });
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
