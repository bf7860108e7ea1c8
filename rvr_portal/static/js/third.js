/** A guest at the officer's page: their connection, their sound and their picture. */

import { join } from "./session.js";

// Who only puts words into another language needs no picture, and is seen by nobody.
const SEES_HER = { interpreter: false, signer: true, supporter: true };

/**
 * @param {{place: HTMLVideoElement, role: string, line: object, ice: object, changed: () => void,
 *   say: (name: string) => void}} options `place` plays what comes
 */
export function third(options) {
  const { place, role } = options;
  const sees = SEES_HER[role];
  const tracks = {};
  const given = { audio: null, video: null };
  let shows = false;

  const session = join({
    line: options.line,
    ice: options.ice,
    polite: false,
    directions: { audio: "sendrecv", video: sees ? "sendrecv" : "inactive" },
    signing: role === "signer",
    from: "guest",
  });
  session.take({
    state: { microphone: true, camera: false, sound: true },
    onTrack(track) {
      tracks[track.kind] = track;
      place.srcObject = new MediaStream(Object.values(tracks));
      place.play().catch(() => null);
      options.changed();
    },
    onOther(state) {
      shows = state.camera && !state.thin;
      place.hidden = !shows;
      options.changed();
    },
    say: (name) => options.say(`guest_${name}`),
  });

  function give(kind, track) {
    if (given[kind] !== track) session.setTrack(kind, track);
    given[kind] = track;
  }

  return {
    role,
    sound: () => tracks.audio,
    /** What she sees instead of the officer: the picture of somebody who signs. */
    signs: () => (role === "signer" && shows && tracks.video) || null,
    /** @param {MediaStreamTrack|null} sound @param {MediaStreamTrack|null} picture hers, if it is on */
    give(sound, picture) {
      const before = given.video;
      give("audio", sound);
      give("video", sees ? picture : null);
      if (before !== given.video) session.setState({ microphone: true, camera: Boolean(given.video), sound: true });
    },
    end(why) {
      session.end(why);
      place.srcObject = null;
      place.hidden = true;
    },
  };
}
