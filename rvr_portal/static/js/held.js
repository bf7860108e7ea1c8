/** The connection that is made while she waits: joining then costs no more than the pictures. Before that nothing of hers is sent. */

import * as live from "./live.js";
import { join } from "./session.js";
import { channel } from "./signal.js";

let held = null;

/** What a page says of its call, for session.js. @param {HTMLElement} root see docs/protocol.md for its data attributes */
export function planned(root) {
  const { signals, media, ice, level } = root.dataset;
  const token = document.body.dataset.csrf;
  return {
    key: signals + media,
    token,
    line: channel(signals, token, live),
    ice: JSON.parse(ice),
    polite: "polite" in root.dataset,
    level: level === undefined ? undefined : Number(level),
    signing: "signing" in root.dataset,
    directions: { audio: media === "text" ? "inactive" : "sendrecv", video: media === "video" ? "sendrecv" : "inactive" },
  };
}

function release() {
  if (held) held.session.end("left");
  held = null;
}

/** The session of this plan: the one that is held, if it is of the same kind. */
export function reach(plan) {
  const ready = held && held.key === plan.key ? held.session : null;
  if (ready) held = null;
  else release();
  return ready || join(plan);
}

/** @param {HTMLElement} root as for a call; where a call follows, its page takes the connection over */
export function start(root) {
  const plan = planned(root);
  held = { key: plan.key, session: reach(plan) };
  import("./call.js");
  root.addEventListener("leave", () => {
    const next = document.querySelector("[data-module=call], [data-module=held]");
    if (root.isConnected || !next) release();
  });
}
