/** Camera and microphone. Every failure of a browser becomes one of our reason codes here, and nowhere else. No DOM. */

const REASONS = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "in_use",
  TypeError: "unsupported",
};
const PICTURE = { facingMode: "user", width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30, max: 30 } };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** @returns {string} the reason code of the protocol for what a browser threw */
export function reason(error) {
  return (error && REASONS[error.name]) || "failed";
}

/** Leaving stops what is listed here, within its first 100 ms: see exit.js. */
function keep(track) {
  (window.rvrTracks = window.rvrTracks || []).push(track);
  return track;
}

/** Stop one track and forget it. */
export function stop(track) {
  if (!track) return;
  track.stop();
  window.rvrTracks = (window.rvrTracks || []).filter((other) => other !== track);
}

/** Stop everything that this page has opened. */
export function stopAll() {
  (window.rvrTracks || []).slice().forEach(stop);
}

async function ask(constraints) {
  const devices = navigator.mediaDevices;
  if (!devices || !devices.getUserMedia) throw new TypeError("unsupported");
  return (await devices.getUserMedia(constraints)).getTracks().map(keep);
}

async function one(constraints) {
  try {
    return { track: (await ask(constraints))[0], problem: null };
  } catch (error) {
    return { track: null, problem: reason(error) };
  }
}

/** @param {object} [choice] which camera, as constraints */
export function openCamera(choice) {
  return one({ video: Object.assign({}, PICTURE, choice) });
}

export function openMicrophone() {
  return one({ audio: SOUND });
}

/**
 * Both with one question to the person; each alone where together fails, so that one broken device never costs the other.
 * @returns {Promise<{camera: object, microphone: object}>} each `{track, problem}`
 */
export async function openBoth() {
  try {
    const tracks = await ask({ audio: SOUND, video: PICTURE });
    const of = (kind) => ({ track: tracks.find((track) => track.kind === kind) || null, problem: null });
    return { camera: of("video"), microphone: of("audio") };
  } catch (error) {
    return { microphone: await openMicrophone(), camera: await openCamera() };
  }
}

/** A telephone call takes the microphone away without an error: the track is there and muted. */
export function takenByPhone(track, time) {
  return new Promise((done) => setTimeout(() => done(track.readyState === "live" && track.muted), time));
}

export function audioContext() {
  const Kind = window.AudioContext || window.webkitAudioContext;
  return new Kind();
}
