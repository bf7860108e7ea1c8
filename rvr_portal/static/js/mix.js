/** Three voices in two mixes: what she hears, and what the guest hears. Nobody hears themselves. No DOM. */

import { audioContext } from "./media.js";

const HEARD_BY = { officer: ["her", "guest"], her: ["guest"], guest: ["her"] };

/**
 * @param {() => void} changed the mix began, or ceased, to run: a browser may want a tap first
 * @returns {{voice: Function, track: Function, end: () => void}} a remote track must also play in an element of the
 *   page, or Chromium gives silence here
 */
export function mixer(changed) {
  const audio = audioContext();
  const mixes = { her: audio.createMediaStreamDestination(), guest: audio.createMediaStreamDestination() };
  const voices = {};
  const begin = () => audio.resume().catch(() => null);

  audio.addEventListener("statechange", changed);
  document.addEventListener("pointerdown", begin);
  begin();

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
      document.removeEventListener("pointerdown", begin);
      audio.close();
    },
  };
}
