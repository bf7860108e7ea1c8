/** Wakes what the page needs, and tells a screen reader when the step has changed. */

import { follow } from "./live.js";

const SPOKEN = 300; // a screen reader that has just followed the focus misses what is said at once
const woken = new Set();

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

/** Some links must leave no entry in the browser's history. */
function replace(event) {
  const link = event.target.closest("a[data-replace]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.replace(link.href);
}

document.addEventListener("htmx:after:swap", swapped);
document.addEventListener("click", replace);
addEventListener("pagehide", () => leave(() => true));
follow();
wake();
