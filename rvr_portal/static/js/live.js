/**
 * The page's one event stream. It rings (`nudge` on the body, the live parts look again) and hands over signals.
 * While it is broken the page rings by itself, so that the same requests become polling.
 */

const POLL = 8000;
const LATE = 400;

/** Else htmx is not there, or starts and swaps nothing: then a step is a page, and door.js takes every form. */
export const modern = window.htmx && CSS.supports("selector(:not(svg title))");

const listeners = new Set();
let root = null;
let source = null;
let last = "0";
let timer = null;

/** Hear the other side's signals. @returns {() => void} stop hearing */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * A stream may hang on a way that is gone, and look as if it were open.
 * @param {boolean} found there is a way again: a stream that does not come by it either is begun once more
 */
export function renew(found) {
  if (found) setTimeout(() => source && source.readyState === EventSource.CONNECTING && open(), LATE);
  else if (root) open();
}

function nudge() {
  document.body.dispatchEvent(new CustomEvent("nudge"));
}

/** Follow the part of the page that names a stream with `data-events`, or none. */
export function follow() {
  const found = document.querySelector("[data-events]");
  const same = found === root || (found && root && found.dataset.events === root.dataset.events);
  root = found;
  if (same) return;
  last = (root && root.dataset.after) || "0";
  if (root) open();
  else close();
}

function open() {
  close();
  const url = new URL(root.dataset.events, location.href);
  url.searchParams.set("after", last);
  source = new EventSource(url);
  source.addEventListener("nudge", nudge);
  source.addEventListener("signal", hand);
  // What happened between the page's making and the stream's beginning would be missed without this.
  source.onopen = () => {
    clearInterval(timer);
    timer = null;
    nudge();
  };
  source.onerror = () => {
    if (!timer) timer = setInterval(retry, POLL);
  };
}

function close() {
  clearInterval(timer);
  timer = null;
  if (source) source.close();
  source = null;
}

function retry() {
  nudge();
  // The browser comes back by itself after a cut, but not after an answer that it did not like.
  if (source && source.readyState === EventSource.CLOSED) {
    const again = timer;
    timer = null;
    open();
    timer = again;
  }
}

function hand(event) {
  if (Number(event.lastEventId) <= Number(last)) return;
  last = event.lastEventId;
  const envelope = JSON.parse(event.data);
  listeners.forEach((listener) => listener(envelope));
}

/** A phone that slept, or changed its network, may hold a stream that is dead without knowing it. */
function wake() {
  if (!root || document.visibilityState !== "visible") return;
  nudge();
  open();
}

document.addEventListener("visibilitychange", wake);
addEventListener("online", wake);
if (navigator.connection && navigator.connection.addEventListener) navigator.connection.addEventListener("change", wake);
addEventListener("pagehide", close);
