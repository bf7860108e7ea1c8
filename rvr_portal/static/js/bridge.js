/**
 * The officer's page as the bridge between her and a guest: each has one connection, to this page. It mixes the sound
 * and forwards the pictures, so that her phone sends once and no server sees or hears anything.
 */

import { subscribe } from "./live.js";
import { mixer } from "./mix.js";
import { join } from "./session.js";
import { channel } from "./signal.js";
import { third } from "./third.js";

/** What comes from the guest, or all but that: the page's one stream carries both. */
function only(line, guests) {
  const hears = (listener) => (envelope) => (envelope.from === "guest") === guests && listener(envelope);
  return Object.assign({}, line, { subscribe: (listener) => line.subscribe(hears(listener)) });
}

/**
 * `join` of session.js for a page that may have a guest: what its caller sends goes through here.
 * @param {HTMLElement} root names `data-guest-signals` and holds `video#third`
 * @param {HTMLElement} list says by `data-guest` which role is in the call; it changes by itself
 * @param {string} token
 * @returns {(options: object) => object}
 */
export const bridged = (root, list, token) => (options) => {
  const own = { audio: null, video: null }; // what this page's own devices give
  const hers = { audio: null, video: null };
  const sent = { audio: null, video: null };
  let state = options.state;
  let told = ""; // of it, to her
  let seen = false; // her picture is there
  let guest = null;
  let mix = null;

  /** To her, and only where something changes; a line that she left closed stays closed. */
  function give(kind, added) {
    const open = own[kind] || options.directions[kind] !== "inactive";
    const track = (open && added) || own[kind];
    if (sent[kind] === track) return Promise.resolve();
    sent[kind] = track;
    return session.setTrack(kind, track);
  }

  function route() {
    if (guest) {
      mix.voice("officer", own.audio);
      mix.voice("her", hers.audio);
      mix.voice("guest", guest.sound());
      guest.give(mix.track("guest") || own.audio, seen ? hers.video : null);
    }
    const given = Promise.all([give("audio", guest && mix.track("her")), give("video", guest && guest.signs())]);
    tell();
    return given;
  }

  function tell() {
    const now = Object.assign({}, state, { camera: state.camera || Boolean(guest && guest.signs()) });
    if (told === JSON.stringify(now)) return;
    told = JSON.stringify(now);
    session.setState(now);
  }

  function enter(role) {
    mix = mixer(() => guest && route(), () => options.say("guest_silent"));
    const line = only(channel(root.dataset.guestSignals, token, subscribe), true);
    const place = root.querySelector("#third");
    guest = third({ role, line, place, ice: options.ice, changed: () => guest && route(), say: options.say });
    route();
  }

  function leave(why) {
    const [gone, unused] = [guest, mix];
    guest = mix = null;
    gone.end(why);
    route().then(unused.end);
  }

  /** The server decides who is in the call; its list is the one place that says so. */
  function look() {
    const there = list.querySelector("[data-guest]");
    const role = there ? there.dataset.guest : null;
    if (guest && guest.role !== role) leave("left");
    if (role && !guest) enter(role);
  }

  const session = join(Object.assign({}, options, {
    line: only(options.line, false),
    onTrack(track) {
      hers[track.kind] = track;
      options.onTrack(track);
      route();
    },
    onOther(now) {
      seen = now.camera && !now.thin;
      options.onOther(now);
      route();
    },
  }));
  const watching = new MutationObserver(look);
  watching.observe(list, { attributes: true, childList: true, subtree: true });
  look();

  return Object.assign({}, session, {
    setTrack(kind, track) {
      own[kind] = track;
      return route();
    },
    setState(now) {
      state = now;
      tell();
    },
    end(why) {
      watching.disconnect();
      if (guest) leave(why);
      session.end(why);
    },
  });
};
