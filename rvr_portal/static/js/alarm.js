/** An alert at the console: it sounds until somebody has seen it, and stands in the title of the tab. */

const AGAIN = 4000;
const TONES = [880, 660, 880];
const EACH = 0.25;

function sound(context) {
  TONES.forEach((frequency, index) => {
    const tone = new OscillatorNode(context, { type: "square", frequency });
    const begin = context.currentTime + index * EACH;
    const loudness = new GainNode(context, { gain: 0.2 });
    tone.connect(loudness).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + EACH * 0.9);
  });
}

/** @param {HTMLElement} root carries `data-mute` where she would hear it as well */
export function start(root) {
  const title = document.title;
  const hint = root.querySelector(".alarm-sound");
  const context = "mute" in root.dataset ? null : new AudioContext();

  function ring() {
    hint.hidden = context.state === "running";
    if (hint.hidden) sound(context);
    else context.resume().catch(() => null);
  }

  document.title = `ALERT – ${title}`;
  const timer = context && setInterval(ring, AGAIN);
  if (context) ring();
  root.addEventListener("leave", () => {
    clearInterval(timer);
    if (context) context.close();
    document.title = title;
  });
}
