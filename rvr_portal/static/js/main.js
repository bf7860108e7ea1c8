/** Wakes what the page needs, and tells a screen reader when the step has changed. */

import { follow, modern } from "./live.js";

const SPOKEN = 300; // a screen reader that has just followed the focus misses what is said at once
const woken = new Set();
let taps = 0;
let missed = false;

async function wake() {
  for (const root of document.querySelectorAll("[data-module]")) {
    if (woken.has(root)) continue;
    woken.add(root);
    const { start } = await import(`./${root.dataset.module}.js`);
    if (!root.isConnected) continue;
    start(root);
    root.dataset.awake = "";
  }
}

/** Modules clean up on `leave`: their part of the page is gone, or the page itself. */
function leave(gone) {
  woken.forEach((root) => {
    if (!gone(root)) return;
    woken.delete(root);
    root.dispatchEvent(new Event("leave"));
  });
}

function step() {
  const now = document.querySelector("#main [data-step]");
  if (!now || now.dataset.step === document.body.dataset.step) return;
  document.body.dataset.step = now.dataset.step;
  // Nothing more will happen to a page that has ended: it stops listening.
  if (now.dataset.step === "ended") document.getElementById("main").removeAttribute("data-events");
  const heading = now.querySelector("h1");
  const voice = document.getElementById("announce");
  if (!heading || !voice) return;
  heading.tabIndex = -1;
  heading.focus();
  setTimeout(() => {
    voice.textContent = heading.textContent;
  }, SPOKEN);
}

function swapped() {
  leave((root) => !root.isConnected);
  step();
  follow();
  wake();
}

/**
 * A nudge that her own tap caused comes before the tap's answer: asked at once, the same step would travel twice.
 */
function look() {
  const main = document.getElementById("main");
  if (!main) return;
  if (!modern) return void glance().catch(() => null);
  missed = taps > 0;
  if (!missed) main.dispatchEvent(new Event("look"));
}

/** What `look` does in a browser that is too old for htmx: another step is another page. */
async function glance() {
  const seen = document.getElementById("seen");
  const answer = await fetch(`?seen=${seen ? seen.value : ""}`, { headers: { "HX-Request": "true" } });
  if (answer.status === 200) location.replace(location.pathname);
}

/** A look that waited behind another asks from a step that may be gone, and would bring the new one a second time. */
function current(event) {
  const asked = new URLSearchParams(event.detail.ctx.request.action.split("?")[1]).get("seen");
  const seen = document.getElementById("seen");
  if (event.target.id !== "main" || !seen || asked === seen.value) return;
  event.preventDefault();
  look();
}

function tapped(event, by) {
  if (event.detail.ctx.request.method.toUpperCase() !== "POST") return;
  taps += by;
  if (missed) look();
}

/** Only a voice of the phone itself: another would send the page to somebody else. */
function offerVoice() {
  const part = document.getElementById("aloud");
  const language = document.documentElement.lang.slice(0, 2);
  if (part) part.hidden = !speechSynthesis.getVoices().some((it) => it.localService && it.lang.slice(0, 2) === language);
}

if (window.speechSynthesis) {
  speechSynthesis.addEventListener("voiceschanged", offerVoice);
  offerVoice();
  document.addEventListener("click", async (event) => {
    if (event.target.closest("#aloud button")) (await import("./aloud.js")).toggle(event.target);
  });
}

// hx-csp asks for it; htmx itself does without.
if (!Document.parseHTMLUnsafe) Document.parseHTMLUnsafe = (html) => new DOMParser().parseFromString(html, "text/html");

document.addEventListener("htmx:after:swap", swapped);
document.addEventListener("htmx:before:request", (event) => tapped(event, 1));
document.addEventListener("htmx:before:request", current);
document.addEventListener("htmx:finally:request", (event) => tapped(event, -1));
document.body.addEventListener("nudge", look);
addEventListener("pagehide", () => leave(() => true));
follow();
wake();
