/** The check before the call: never longer than 15 seconds, never in the way of going on. */

import { preview } from "./preview.js";
import { battery, browser, connection, within } from "./probes.js";
import { speaker } from "./words.js";

const PROBING = 9500;
const REPORTING = 3000;

export function start(root) {
  const find = (id) => root.querySelector(`#${id}`);
  const form = find("report");
  const say = speaker(find("checks-status"), find("checks-words"));
  const result = find("checks-result");
  const own = preview(root, () => {
    fill({ microphone: "ok" });
    if (!busy) report();
  });
  let busy = false;
  let chosen = false;

  function fill(values) {
    Object.keys(values).forEach((name) => {
      form.elements[name].value = values[name];
    });
  }

  /** The server turns codes into an answer; without one in time the page gives its own. */
  async function report() {
    const arrived = await new Promise((done) => {
      setTimeout(() => done(false), REPORTING);
      form.addEventListener("htmx:finally:request", (event) => {
        const response = event.detail.ctx.response;
        done(Boolean(response) && response.status < 400);
      }, { once: true });
      form.dispatchEvent(new CustomEvent("report"));
    });
    if (!arrived) result.replaceChildren(find("checks-unsent").content.cloneNode(true));
    const answer = result.querySelector("[data-media]");
    const option = answer && root.querySelector(`[name=media][value=${answer.dataset.media}]`);
    if (option && !chosen) option.checked = true;
    say("done");
  }

  async function check() {
    if (busy) return;
    busy = true;
    say("checking");
    const wish = root.querySelector("[name=media]:checked");
    fill({ browser: browser(navigator.userAgent) });
    const probes = [connection(root.dataset.ping).then(fill), battery().then((power) => fill({ battery: power }))];
    const devices = own.open(wish ? wish.value : "video").then(fill);
    await Promise.all([within(Promise.all(probes), PROBING), devices]);
    await report();
    busy = false;
  }

  function heard(event) {
    const button = event.target.closest("[data-sound]");
    if (!button) return;
    fill({ sound: button.dataset.sound });
    say(button.dataset.sound);
    if (form.elements.browser.value && !busy) report();
  }

  find("check-now").addEventListener("click", check);
  find("test-sound").addEventListener("click", async () => {
    const { tone } = await import("./sound.js"); // few people play it: the others need not wait for it
    tone();
    find("sound-answers").hidden = false;
  });
  find("sound-answers").addEventListener("click", heard);
  root.addEventListener("change", (event) => {
    if (event.target.name === "media") chosen = true;
  });
  root.addEventListener("leave", own.quiet);
  find("checks-begin").hidden = false;
}
