/** The check before the call: never longer than 15 seconds, never in the way of going on. */

import { modern } from "./live.js";
import { preview } from "./preview.js";
import { battery, browser, connection, within } from "./probes.js";
import { speaker } from "./words.js";

const PROBING = 9500;
const MEASURING = 12000;
const GRACE = 500;
const REPORTING = 2500;

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
  let path = null;
  // Asked for at once: on a slow line fetching it would take the time that it needs to measure.
  const measuring = root.dataset.ice ? import("./loop.js").catch(() => null) : null;

  function fill(values) {
    Object.keys(values).forEach((name) => {
      form.elements[name].value = values[name];
    });
  }

  /** Of the way through the relay the report tells only what could be measured. */
  function add(values) {
    Object.keys(values).forEach((name) => {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value: values[name] });
      field.dataset.path = "";
      form.append(field);
    });
  }

  /** The server turns codes into an answer; without one in time the page gives its own. */
  async function report() {
    if (!modern) return form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    const arrived = await new Promise((done) => {
      setTimeout(() => done(false), REPORTING);
      form.addEventListener("htmx:finally:request", (event) => {
        const response = event.detail.ctx.response;
        done(Boolean(response) && response.status < 400);
      }, { once: true });
      form.dispatchEvent(new CustomEvent("report"));
    });
    if (!arrived) {
      result.textContent = "";
      result.appendChild(document.createElement("p")).textContent = find("checks-words").dataset.unsent;
    }
    const answer = result.querySelector("[data-media]");
    const option = answer && root.querySelector(`[name=media][value=${answer.dataset.media}]`);
    if (option && !chosen) option.checked = true;
    say("done");
  }

  /** The way through the relay, with what she allowed; nothing where there is no relay, or nothing to send. */
  async function measured(wish, tracks, until) {
    const module = wish === "text" ? null : await measuring;
    if (!module || !root.isConnected) return {};
    path = module.loop({ ice: JSON.parse(root.dataset.ice), tracks, until });
    return path.result;
  }

  async function check() {
    if (busy) return;
    busy = true;
    say("checking");
    const until = performance.now() + MEASURING;
    form.querySelectorAll("[data-path]").forEach((field) => field.remove());
    fill({ browser: browser(navigator.userAgent) });
    const probes = [connection(root.dataset.ping).then(fill), battery().then((power) => fill({ battery: power }))];
    const wish = (root.querySelector("[name=media]:checked") || {}).value || "video";
    let devices = null;
    const tracks = new Promise((got) => {
      devices = own.open(wish, got).then(fill);
    });
    const way = within(measured(wish, tracks, until).catch(() => ({})), MEASURING + GRACE, {}).then(add);
    await Promise.all([within(Promise.all(probes), PROBING), devices, way]);
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
  root.addEventListener("leave", () => {
    own.quiet();
    if (path) path.stop();
  });
  find("checks-begin").hidden = false;
}
