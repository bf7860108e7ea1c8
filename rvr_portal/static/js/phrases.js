/** Ready sentences: says whether one went out. What was sent comes back by the log of the chat. */

/** @param {HTMLElement} root holds `[role=status]` and `#phrases-words`, as words.js has them */
export function start(root) {
  const place = root.querySelector("[role=status]");
  root.addEventListener("htmx:finally:request", (event) => {
    const { response } = event.detail.ctx;
    const name = response && response.status < 400 ? "sent" : "not_sent";
    place.textContent = root.querySelector("#phrases-words").dataset[name];
    if (name === "sent") document.body.dispatchEvent(new CustomEvent("nudge"));
  });
}
