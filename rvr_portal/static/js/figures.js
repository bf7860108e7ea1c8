/** Counts what one page's call was like and reports it: docs/protocol.md, "Figures". No DOM. */

import { randomName } from "./session.js";
import { channel, post } from "./signal.js";

const FIRST = 10;
const EVERY = 60;
const AGAIN = 5; // seconds between reports at least, however much changes
const ROUGH = 0.1; // this share of the sound made up is hard to follow, and below
const SMOOTH = 0.05; // this it is over

const whole = (number) => Math.max(Math.round(number || 0), 0);

/** @param {{url: string|undefined, token: string}} options without `url`, as in practice, nothing is sent */
export function figures({ url, token }) {
  const told = { peer: randomName(20), seconds: 0, step_downs: 0, step_ups: 0, recoveries: 0, longest_gap_ms: 0 };
  Object.assign(told, { join_ms: null, first_frame_ms: null, first_sound_ms: null, level: null, relay: "none" });
  const sums = { loss: 0, concealed: 0, freeze: 0, rtt: 0 };
  let began = null;
  let lately = 0; // concealed sound of the last seconds, the newest weighing most
  let rough = false;
  let sent = 0;
  let due = FIRST;
  let over = !url;

  const mark = (name) => () => {
    if (began !== null && told[name] === null) told[name] = whole(performance.now() - began);
  };
  const soon = () => {
    due = Math.min(due, sent + AGAIN);
  };

  function report() {
    const now = Object.assign({ concealed_now_percent: whole(lately * 100) }, told);
    Object.keys(sums).forEach((name) => {
      const mean = sums[name] / (told.seconds || 1);
      now[name === "rtt" ? "rtt_ms" : `${name}_percent`] = whole(mean * (name === "rtt" ? 1000 : 100));
    });
    return now;
  }

  /** 0: no picture, 1: the smallest. */
  function level(to) {
    if (told.level !== null && to !== told.level) {
      told[to < told.level ? "step_downs" : "step_ups"] += 1;
      soon();
    }
    told.level = to;
  }

  return {
    joined() {
      if (began === null) began = performance.now();
    },
    connected: mark("join_ms"),
    frame: mark("first_frame_ms"),
    sound: mark("first_sound_ms"),
    recovery(gap) {
      told.recoveries += 1;
      told.longest_gap_ms = Math.max(told.longest_gap_ms, whole(gap));
    },
    /** @param {object} measured the last second: rtt (s), loss, concealed, freeze (0 to 1), level, relay */
    sample(measured) {
      told.seconds += 1;
      Object.keys(sums).forEach((name) => {
        sums[name] += measured[name] || 0;
      });
      told.relay = measured.relay || "none";
      lately += ((measured.concealed || 0) - lately) * 0.2;
      if (rough ? lately < SMOOTH : lately >= ROUGH) {
        rough = !rough;
        soon();
      }
      if (typeof measured.level === "number") level(measured.level);
      if (over || told.seconds < due) return;
      sent = told.seconds;
      due = sent + EVERY;
      post(url, token, report()).catch(() => null); // the next one says it all again
    },
    report,
    /** The last word; it outlives the page. */
    end() {
      if (!over && began !== null) channel(url, token).last(report());
      over = true;
    },
  };
}
