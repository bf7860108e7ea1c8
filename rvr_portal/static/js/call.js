/** The call, for both sides: wires the controls of the page to devices, pictures and the other page. */

import { admitted } from "./admission.js";
import { planned, reach } from "./held.js";
import { letters } from "./letters.js";
import { listening } from "./listen.js";
import { otherSide } from "./other.js";
import { ownDevices } from "./own.js";
import { quality } from "./quality.js";
import { stage } from "./stage.js";
import { stayAwake } from "./wake.js";
import { speaker } from "./words.js";

/** @param {HTMLElement} root see docs/protocol.md for its data attributes */
export function start(root) {
  const data = root.dataset;
  const find = (id) => root.querySelector(`#${id}`);
  const token = document.body.dataset.csrf;
  const say = speaker(find("call-status"), find("call-words"));
  let session = null;
  let over = false;

  const pictures = stage(root, { onRefused: refused });
  const tell = (standing) => document.dispatchEvent(new CustomEvent("standing", { detail: standing }));
  const send = (kind, track) => session.setTrack(kind, track);
  const own = ownDevices({ media: data.media, say, send, changed, tell });
  const listen = listening(find("listen"), () => {
    pictures.sound(true);
    session.hear();
    say("listening");
    changed();
  });

  function refused() {
    listen.ask();
    pictures.sound(false);
    changed();
  }

  const reading = letters(root, (words) => session && session.write(words));
  const line = quality({ url: data.figures, token, say, changed: thinned });
  const sleep = stayAwake();

  const state = () => ({ microphone: own.on.microphone, camera: own.on.camera, sound: listen.on(), thin: line.thin() });

  function thinned() {
    if (own.on.camera) say(line.thin() ? "picture_off" : "picture_on");
    changed();
  }

  function changed() {
    if (over) return;
    find("mute").setAttribute("aria-pressed", String(!own.on.microphone));
    find("camera").setAttribute("aria-pressed", String(!own.on.camera));
    pictures.showSelf(own.camera());
    session.setState(state());
    own.several().then((several) => {
      find("switch-camera").hidden = !(several && own.on.camera);
    });
  }

  function toggle(id, act) {
    find(id).addEventListener("click", (event) => act(event.currentTarget.getAttribute("aria-pressed") !== "true"));
  }

  async function open() {
    const plan = planned(root);
    if ("joinUrl" in data) await admitted(data.joinUrl, token, () => over);
    line.joined();
    if ("practice" in data) plan.line = (await import("./practice.js")).practiceLine(plan);
    // Only the officer's page may have a third person: hers need not carry the script for one.
    const guests = document.getElementById("guests");
    const bridge = guests && (await import("./bridge.js"));
    if (over) return;
    session = reach(plan);
    if (bridge) session = bridge.bridged(session, root, guests, plan);
    const wishes = { state: state(), onTrack: pictures.show, onOther: otherSide(pictures.picture, say), onText: reading };
    session.take(Object.assign(wishes, line.options));
  }

  async function begin() {
    say("connecting");
    await open();
    if (over) return;
    toggle("mute", own.mute);
    toggle("camera", own.hide);
    find("switch-camera").addEventListener("click", own.turn);
    root.querySelectorAll("button:disabled").forEach((button) => {
      button.disabled = false;
    });
    own.begin();
  }

  function finish(why) {
    if (over) return;
    over = true;
    own.end();
    line.end();
    sleep();
    if (session) session.end(why);
    pictures.clear();
  }

  find("hangup").form.addEventListener("submit", () => finish("hung_up"));
  root.addEventListener("leave", () => finish("left"));
  begin();
}
