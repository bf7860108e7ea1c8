/** Keeps what one connection sends within what its line can bear. No DOM. */

import { begin, next } from "./ladder.js";
import { meter } from "./meter.js";

const EVERY = 1000;

/**
 * @param {RTCPeerConnection} pc
 * @param {{level: number, top: () => number|undefined, idle: () => boolean, send: (level: number) => void,
 *   onSample: (measured: object) => void}} options `level`: where to begin; `top`: the highest allowed now; `idle`:
 *   nobody sends yet, and an idle line proves nothing; `send`: send the picture of this level from now on; `onSample`: each second, what meter.js measures and the level
 * @returns {{fresh: () => void, stop: () => void}} `fresh`: the line is a new one, what was known of the old is void
 */
export function pace(pc, options) {
  const measure = meter(pc);
  let state = begin(options.level);

  async function look() {
    if (options.idle()) return;
    if (pc.iceConnectionState !== "connected" && pc.iceConnectionState !== "completed") return;
    const seen = await measure();
    const before = state.level;
    state = next(state, Object.assign({}, seen, { loss: seen.lossOut }), options.top());
    if (state.level !== before) options.send(state.level);
    options.onSample(Object.assign(seen, { level: state.level }));
  }

  const timer = setInterval(() => look().catch(() => null), EVERY);
  return {
    fresh() {
      state = begin(state.level);
    },
    stop: () => clearInterval(timer),
  };
}
