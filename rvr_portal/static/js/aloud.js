/** Reads the step aloud by a voice of the phone itself, when she asks for it and until anything changes. */

const PARTS = "h1,h2,h3,p,li,legend,label,summary,button,a.button";
let button = null;
let label = "";

const shown = (element) => element.getClientRects().length > 0;

/** What is to be seen of the step, in its order, each text once. */
function texts() {
  return Array.from(document.getElementById("main").querySelectorAll(PARTS))
    .filter((it) => shown(it) && !it.querySelector(PARTS))
    .map((it) => it.textContent.trim())
    .filter(Boolean);
}

function voice() {
  const code = document.documentElement.lang;
  const local = speechSynthesis.getVoices().filter((it) => it.localService);
  return local.find((it) => it.lang === code) || local.find((it) => it.lang.slice(0, 2) === code.slice(0, 2));
}

function stop() {
  speechSynthesis.cancel();
  if (button) button.textContent = label;
  button = null;
}

/** @param {HTMLElement} pressed starts, or stops what is being read */
export function toggle(pressed) {
  const chosen = voice();
  if (button || !chosen) return stop();
  button = pressed;
  label = pressed.textContent;
  button.textContent = button.dataset.stop;
  const all = texts();
  all.forEach((text, at) => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = chosen;
    spoken.lang = chosen.lang;
    if (at === all.length - 1) spoken.onend = stop;
    speechSynthesis.speak(spoken);
  });
  return undefined;
}

// Another step, another face over the page, another app: nobody listens to what was before.
document.addEventListener("htmx:after:swap", stop);
document.addEventListener("face", stop);
document.addEventListener("visibilitychange", stop);
addEventListener("pagehide", stop);
