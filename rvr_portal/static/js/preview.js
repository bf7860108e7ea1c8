/** Camera and microphone as she will send them, shown to nobody but her. */

import { audioContext, openBoth, openMicrophone, stop, stopAll, takenByPhone } from "./media.js";
import { within } from "./probes.js";

const ASKING = 9500;
const HEARING = 1500;
const OFTEN = 100;
const SILENCE = 0.0001; // any room is louder than this, even behind a noise filter; a dead microphone is not
const SKIPPED = { track: null, problem: "skipped" };
const TOO_LATE = { track: null, problem: "failed" };

/** `onHeard`: the microphone that was silent works after all. */
export function preview(root, onHeard) {
  const find = (id) => root.querySelector(`#${id}`);
  let hearing = null;
  let round = 0;

  function quiet() {
    round += 1;
    if (hearing) hearing.stop();
    hearing = null;
    find("preview").srcObject = null;
    stopAll();
  }

  /** What she asked for and nothing more: a person who wants to write is not asked for her camera. */
  function opened(wish) {
    if (wish === "text") return Promise.resolve({ camera: SKIPPED, microphone: SKIPPED });
    if (wish === "video") return openBoth();
    return openMicrophone().then((microphone) => ({ camera: SKIPPED, microphone }));
  }

  async function heard(track) {
    let silent = false;
    hearing = meter(track, (level) => {
      find("level").value = level;
      if (silent && level > SILENCE) onHeard();
      silent = silent && level <= SILENCE;
    });
    if (await takenByPhone(track, HEARING)) return "phone_call";
    silent = Boolean(hearing) && hearing.silent();
    return silent ? "silent" : "ok";
  }

  async function show({ camera, microphone }, got) {
    got([camera.track, microphone.track].filter(Boolean));
    find("preview-box").hidden = !camera.track;
    find("level-box").hidden = !microphone.track;
    if (camera.track) find("preview").srcObject = new MediaStream([camera.track]);
    const sound = microphone.track ? heard(microphone.track).catch(() => "failed") : microphone.problem;
    return { camera: camera.problem || "ok", microphone: await sound };
  }

  /** Codes, within eleven seconds; `got` has the tracks as soon as there are any to have. */
  async function open(wish, got) {
    quiet();
    const mine = round;
    const asked = opened(wish);
    const both = await within(asked, ASKING, null);
    if (both && mine === round) return show(both, got);
    // Allowed after we stopped waiting: nobody expects the camera to come on then.
    asked.then((late) => [late.camera, late.microphone].forEach((one) => stop(one.track)));
    return show({ camera: TOO_LATE, microphone: TOO_LATE }, got);
  }

  return { open, quiet };
}

/** Shows the level, 0 to 1, ten times a second; `silent`: nothing was heard so far, though it listened. */
function meter(track, show) {
  const audio = audioContext();
  const analyser = audio.createAnalyser();
  const wave = new Float32Array(analyser.fftSize);
  let peak = 0;
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(wave);
    const level = wave.reduce((loudest, value) => Math.max(loudest, Math.abs(value)), 0);
    peak = Math.max(peak, level);
    show(level);
  }, OFTEN);
  return {
    // A context that a browser does not start (no loudspeaker, another app has the sound) hears nobody.
    silent: () => audio.state === "running" && peak <= SILENCE,
    stop() {
      clearInterval(timer);
      audio.close();
    },
  };
}
