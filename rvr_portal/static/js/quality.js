/** What the call is like: counts it, and knows when the line takes the picture away. No DOM. */

import { figures } from "./figures.js";
import { strain } from "./strain.js";

/**
 * @param {{url: string|undefined, token: string, say: (name: string) => void, changed: () => void}} options
 *   `changed`: `thin` is another now
 */
export function quality(options) {
  const count = figures({ url: options.url, token: options.token });
  const phone = strain();
  let thin = false;
  let shown = 0;
  let cut = 0; // when the connection broke; 0 while it stands

  function watched(state) {
    if (state === "reconnecting") cut = performance.now();
    if (state !== "connected") return;
    count.connected();
    if (cut) count.recovery(performance.now() - cut);
    cut = 0;
  }

  function sampled(measured) {
    // A counter of the browser's, looked at once a second, is enough: these figures are about seconds.
    if (measured.frames > shown) count.frame();
    if (measured.samples > 0) count.sound();
    shown = measured.frames;
    count.sample(measured);
    if (thin === (measured.level === 0)) return;
    thin = !thin;
    options.changed();
  }

  return {
    /** Whether the line has no room for this side's picture now. */
    thin: () => thin,
    joined: count.joined,
    /** For session.js. */
    options: {
      top: phone.top,
      onSample: sampled,
      say(name) {
        watched(name);
        options.say(name);
      },
    },
    end() {
      phone.end();
      count.end();
    },
  };
}
