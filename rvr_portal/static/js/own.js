/** What this side sends: opens and closes microphone and camera as the person wishes, and never fails a call for them. No DOM. */

import { cameras, nextCamera } from "./cameras.js";
import { openBoth, openCamera, openMicrophone, stop, stopAll, takenByPhone } from "./media.js";

const PHONE_AFTER = 800;

/**
 * @param {{media: string, send: (kind: string, track: MediaStreamTrack|null) => void, changed: () => void,
 *   say: (name: string) => void, tell: (standing: string) => void}} options `media` is what the person chose: video,
 *   sound or text; `tell`: what the other side's page should know of this phone
 */
export function ownDevices(options) {
  const on = { microphone: options.media !== "text", camera: options.media === "video" };
  const tracks = { microphone: null, camera: null };
  const lines = { microphone: "audio", camera: "video" };
  let ended = false;

  function take(kind, opened) {
    if (ended) return stop(opened.track);
    const track = opened.track;
    tracks[kind] = track;
    on[kind] = Boolean(track);
    options.send(lines[kind], track);
    if (opened.problem === "denied") options.tell("refused");
    if (!track) return options.say(`no_${kind}`);
    track.addEventListener("ended", () => lose(kind, track));
    if (kind === "microphone") listenForPhone(track);
    else borrowed(track);
  }

  /** Pulled out, or taken by the system: another one if there is one, else the call goes on with what is left. */
  async function lose(kind, track) {
    if (tracks[kind] !== track) return;
    tracks[kind] = null;
    stop(track);
    take(kind, await (kind === "camera" ? openCamera() : openMicrophone()));
    options.changed();
  }

  /** A camera that another app has taken is still there, and sends black. */
  function borrowed(track) {
    track.addEventListener("mute", () => options.say("camera_taken"));
    track.addEventListener("unmute", () => options.say("camera_on"));
  }

  function phoned() {
    options.say("phone_call");
    options.tell("phone_call");
  }

  function listenForPhone(track) {
    track.addEventListener("mute", phoned);
    track.addEventListener("unmute", () => options.tell("here"));
    takenByPhone(track, PHONE_AFTER).then((taken) => taken && phoned());
  }

  async function begin() {
    if (on.camera) {
      const both = await openBoth();
      take("microphone", both.microphone);
      take("camera", both.camera);
    } else if (on.microphone) {
      take("microphone", await openMicrophone());
    }
    if (options.media !== "video" || !on.microphone) tellLess();
    options.changed();
  }

  function tellLess() {
    if (!on.microphone && !on.camera) options.say("text_only");
    else if (!on.camera) options.say("sound_only");
  }

  /** Muting keeps the microphone open, so that speaking again costs no question and no wait. */
  async function mute(off) {
    const track = tracks.microphone;
    if (track) {
      track.enabled = !off;
      on.microphone = !off;
    } else if (!off) {
      take("microphone", await openMicrophone());
    }
    if (off || tracks.microphone) options.say(off ? "muted" : "unmuted");
    options.changed();
  }

  /** Off means off: the camera is let go, and its light goes out. */
  async function hide(off) {
    if (off) {
      stop(tracks.camera);
      tracks.camera = null;
      on.camera = false;
      options.send("video", null);
    } else {
      take("camera", await openCamera());
    }
    if (off || tracks.camera) options.say(off ? "camera_off" : "camera_on");
    options.changed();
  }

  async function turn() {
    const before = tracks.camera;
    if (!before) return;
    const choice = nextCamera(before.getSettings(), await cameras());
    tracks.camera = null;
    stop(before); // a phone opens one camera at a time
    const opened = await openCamera(choice);
    take("camera", opened.track ? opened : await openCamera());
    options.changed();
  }

  return {
    begin,
    mute,
    hide,
    turn,
    on,
    camera: () => tracks.camera,
    several: async () => (await cameras()).length > 1,
    end() {
      ended = true;
      stopAll();
    },
  };
}
