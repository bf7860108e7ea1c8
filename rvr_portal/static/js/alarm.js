/** Alerts at the console: one alarm for all of them, which sounds until each has been seen, and stands in the title of the tab. */

const AGAIN = 4000;
const TONES = [880, 660, 880];
const EACH = 0.25;

const standing = new Set();
let title = "";
let context = null;
let timer = null;

function sound() {
  TONES.forEach((frequency, index) => {
    const tone = new OscillatorNode(context, { type: "square", frequency });
    const begin = context.currentTime + index * EACH;
    const loudness = new GainNode(context, { gain: 0.2 });
    tone.connect(loudness).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + EACH * 0.9);
  });
}

/** A tab in which nobody has clicked may not sound: then the alerts say so. */
function ring() {
  const may = context.state === "running";
  standing.forEach((root) => {
    root.querySelector(".alarm-sound").hidden = may;
  });
  if (may) sound();
  else context.resume().catch(() => null);
}

function begin(mute) {
  title = document.title;
  document.title = `ALERT – ${title}`;
  if (mute) return;
  context = new AudioContext();
  timer = setInterval(ring, AGAIN);
}

function end() {
  document.title = title;
  clearInterval(timer);
  if (context) context.close();
  context = timer = null;
}

/** @param {HTMLElement} root carries `data-mute` where she would hear it as well */
export function start(root) {
  if (!standing.size) begin("mute" in root.dataset);
  standing.add(root);
  if (context) ring();
  root.addEventListener("leave", () => {
    standing.delete(root);
    if (!standing.size) end();
  });
}
