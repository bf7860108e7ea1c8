/**
 * The officer's page as the bridge between her and a guest: each has one connection, to this page. It mixes the sound
 * and forwards the pictures, so that her phone sends once and no server sees or hears anything.
 */

import * as live from "./live.js";
import { mixer } from "./mix.js";
import { channel } from "./signal.js";
import { third } from "./third.js";

/**
 * Her session, from session.js, on a page that may have a guest: what its caller sends goes through here.
 * @param {object} session
 * @param {HTMLElement} root names `data-guest-signals` and holds `video#third`
 * @param {HTMLElement} list says by `data-guest` which role is in the call; it changes by itself
 * @param {{ice: object, directions: object, token: string}} options of the session
 * @returns {object} the same, for its caller
 */
export function bridged(session, root, list, options) {
  const own = { audio: null, video: null }; // what this page's own devices give
  const hers = { audio: null, video: null };
  const sent = { audio: null, video: null };
  let wishes = null; // the caller's, as `take` of session.js has them
  let state = null;
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
    mix = mixer(() => guest && route(), () => wishes.say("guest_silent"));
    const line = channel(root.dataset.guestSignals, options.token, live);
    const place = root.querySelector("#third");
    guest = third({ role, line, place, ice: options.ice, changed: () => guest && route(), say: wishes.say });
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

  const watching = new MutationObserver(look);

  return Object.assign({}, session, {
    take(caller) {
      wishes = caller;
      state = caller.state;
      session.take(Object.assign({}, caller, {
        onTrack(track) {
          hers[track.kind] = track;
          caller.onTrack(track);
          route();
        },
        onOther(now) {
          seen = now.camera && !now.thin;
          caller.onOther(now);
          route();
        },
      }));
      watching.observe(list, { attributes: true, childList: true, subtree: true });
      look();
    },
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
}
