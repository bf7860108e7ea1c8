/** Written lines: htmx carries them; this keeps each line single, and what was typed when the network fails. */

import { randomName } from "./session.js";
import { speaker } from "./words.js";

/** @param {HTMLElement} root holds `#chat-log`, `#chat-form` and `#chat-words` */
export function start(root) {
  const log = root.querySelector("#chat-log");
  const form = root.querySelector("#chat-form");
  const after = root.querySelector("[name=after]");
  const input = form.querySelector("#chat");
  const name = form.querySelector("[name=client_id]");
  const say = speaker(root.querySelector("#chat-status"), root.querySelector("#chat-words"));
  let tried = null; // the text that went out under the present name

  const number = (line) => Number(line.dataset.number);

  /** A second request may have left before the first came back: its lines must not be read out twice. */
  function single(event) {
    if (event.target !== log) return;
    event.detail.tasks.forEach((task) => {
      task.fragment.querySelectorAll("[data-number]").forEach((line) => {
        if (number(line) <= Number(after.value)) line.remove();
      });
    });
  }

  function appended() {
    const line = log.querySelector("[data-number]:last-child");
    if (!line || number(line) <= Number(after.value)) return;
    after.value = line.dataset.number;
    log.scrollTop = log.scrollHeight;
  }

  /** The same text is the same line, however often it is sent; another text is another line. */
  function sending(event) {
    if (event.target !== form) return;
    if (tried !== null && tried !== input.value) name.value = randomName(24);
    tried = input.value;
    event.detail.ctx.request.body.set("client_id", name.value);
  }

  function answered(event) {
    if (event.target !== form) return;
    const response = event.detail.ctx.response;
    if (!response || response.status >= 400) return say("not_sent");
    if (input.value === tried) {
      input.value = "";
      input.dispatchEvent(new Event("input"));
    }
    tried = null;
    name.value = randomName(24);
    say("sent");
    document.body.dispatchEvent(new CustomEvent("nudge"));
  }

  log.addEventListener("htmx:before:swap", single);
  log.addEventListener("htmx:after:swap", appended);
  form.addEventListener("htmx:config:request", sending);
  form.addEventListener("htmx:finally:request", answered);
}
