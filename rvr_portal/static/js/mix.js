/** Three voices in two mixes: what she hears, and what the guest hears. Nobody hears themselves. No DOM. */

import { audioContext } from "./media.js";

const HEARD_BY = { officer: ["her", "guest"], her: ["guest"], guest: ["her"] };

const SOON = 1000;

/**
 * @param {() => void} changed the mix began, or ceased, to run
 * @param {() => void} silent it does not run: after a reload a browser wants a tap first
 * @returns {{voice: Function, track: Function, end: () => void}} a remote track must also play in an element of the
 *   page, or Chromium gives silence here
 */
export function mixer(changed, silent) {
  const audio = audioContext();
  const mixes = { her: audio.createMediaStreamDestination(), guest: audio.createMediaStreamDestination() };
  const voices = {};
  const begin = () => audio.resume().catch(() => null);

  audio.addEventListener("statechange", changed);
  const taps = ["pointerdown", "keydown"];
  taps.forEach((tap) => document.addEventListener(tap, begin));
  begin();
  const timer = setTimeout(() => audio.state !== "running" && silent(), SOON);

  return {
    /** This person's track from now on, or none. */
    voice(who, track) {
      const old = voices[who];
      if (old && old.track === track) return;
      if (old) old.source.disconnect();
      voices[who] = null;
      if (!track) return;
      const source = audio.createMediaStreamSource(new MediaStream([track]));
      HEARD_BY[who].forEach((to) => source.connect(mixes[to]));
      voices[who] = { track, source };
    },
    /** The mix for this person; none while the browser does not run it. */
    track: (to) => (audio.state === "running" ? mixes[to].stream.getAudioTracks()[0] : null),
    end() {
      audio.removeEventListener("statechange", changed);
      taps.forEach((tap) => document.removeEventListener(tap, begin));
      clearTimeout(timer);
      audio.close();
    },
  };
}
