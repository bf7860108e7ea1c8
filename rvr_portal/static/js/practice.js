/** Practice: the other side lives in this page and sends back what it gets, over a real connection. No DOM, no server. */

import { join } from "./session.js";

/** Two ends of a line that never leaves the page. */
function pair() {
  const ends = [new Set(), new Set()];
  return ends.map((mine, index) => {
    const say = (envelope) => {
      // As text, as over the real line: nothing may be shared by reference.
      const copy = JSON.stringify(envelope);
      setTimeout(() => ends[1 - index].forEach((listener) => listener(JSON.parse(copy))));
      return Promise.resolve();
    };
    return {
      send: say,
      renew: () => null,
      last: say,
      subscribe(listener) {
        mine.add(listener);
        return () => mine.delete(listener);
      },
    };
  });
}

/**
 * @param {{ice: object, polite: boolean}} options of the person who practises
 * @returns {object} her end of the line
 */
export function practiceLine(options) {
  const [hers, ours] = pair();
  const echo = join({
    line: ours,
    ice: options.ice,
    polite: !options.polite,
    directions: { audio: "sendrecv", video: "sendrecv" },
  });
  echo.take({
    state: { microphone: true, camera: true, sound: true },
    onTrack: (track) => echo.setTrack(track.kind, track),
    onOther: (state) => echo.setState(state),
  });
  return hers;
}
