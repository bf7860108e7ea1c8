/** Real-time text: the other side reads while somebody writes, where who writes wants that. Sent lines go by the server. */

// As long as T.140, the standard for such text, lets letters wait for others.
const EVERY = 300;

/**
 * @param {HTMLElement} root holds `#chat`, `#chat-letters` (wanted or not) and `#chat-typed` (what the other side writes)
 * @param {(text: string) => void} write tells the other side what stands in the line now
 * @returns {(text: string) => void} show what the other side writes now
 */
export function letters(root, write) {
  const input = root.querySelector("#chat");
  const wanted = root.querySelector("#chat-letters");
  const typed = root.querySelector("#chat-typed");
  let timer = null;

  if (!wanted) return () => undefined;

  function tell() {
    timer = null;
    write(wanted.checked ? input.value : "");
  }

  function soon() {
    timer = timer || setTimeout(tell, EVERY);
  }

  wanted.closest("label").hidden = false;
  wanted.addEventListener("change", soon);
  input.addEventListener("input", soon);
  return (text) => {
    typed.querySelector("span").textContent = text;
    typed.hidden = !text;
  };
}
