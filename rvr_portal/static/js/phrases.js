/** Ready sentences: says whether one went out. What was sent comes back by the log of the chat. */

import { speaker } from "./words.js";

/** @param {HTMLElement} root holds `[role=status]` and `#phrases-words` */
export function start(root) {
  const say = speaker(root.querySelector("[role=status]"), root.querySelector("#phrases-words"));
  root.addEventListener("htmx:finally:request", (event) => {
    const { response } = event.detail.ctx;
    const sent = response && response.status < 400;
    say(sent ? "sent" : "not_sent");
    if (sent) document.body.dispatchEvent(new CustomEvent("nudge"));
  });
}
