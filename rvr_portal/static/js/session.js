/** Who is on the other end: finds the other page, makes a connection for each new one, and tells what it says. No DOM. */

import { createPeer } from "./peer.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** @returns {string} a name that nobody can guess and that means nothing */
export function randomName(length) {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => LETTERS[byte % 64]).join("");
}

// Routers forget a way that nobody uses, from half a minute on.
const AHEAD = 25000;
const QUIET = { onTrack: () => null, onOther: () => null, onText: () => null, say: () => null, top: () => undefined, onSample: () => null };

/**
 * Meets the other page at once; nothing of this side's is told, sent or measured before `take`.
 * @param {{line: object, ice: object, polite: boolean, directions: object, level: number|undefined,
 *   signing: boolean|undefined, from: string|undefined}} options `signing`: pictures are of hands that talk; `from`: which other side this is about, as the server marks it
 */
export function join(options) {
  let me = randomName(20);
  const gone = []; // pages that left or were replaced: what they said late must not bring them back
  const tracks = { audio: null, video: null };
  let other = null;
  let peer = null;
  let listener = QUIET;
  let state = null;
  let known = {}; // of the other page, for a listener that comes later
  let ahead = null;

  function send(kind, body, to) {
    return options.line.send({ peer: me, to: to === undefined ? other : to, kind, body });
  }

  function tellState() {
    if (other && state) send("state", state).catch(() => null);
  }

  function drop() {
    if (peer) peer.close();
    peer = other = null;
    known = { tracks: {} };
    listener.onText("");
  }

  function say(name) {
    known.standing = name;
    listener.say(name);
  }

  function greet() {
    send("hello", {}, null).catch(() => null);
  }

  /** Under a new name the other side takes this page for a new one and makes a new connection. */
  function afresh() {
    drop();
    me = randomName(20);
    greet();
  }

  function connection() {
    return createPeer({
      ice: options.ice,
      polite: options.polite,
      directions: options.directions,
      level: options.level,
      signing: options.signing,
      send,
      renew: options.line.renew,
      onTrack(track) {
        known.tracks[track.kind] = track;
        listener.onTrack(track);
      },
      onText: (words) => listener.onText(words),
      onState: say,
      onYield: afresh,
      top: () => listener.top(),
      idle: () => listener === QUIET,
      onSample: (measured) => listener.onSample(measured),
    });
  }

  function forget() {
    if (ahead) ahead.close();
    ahead = null;
  }

  function meet(name) {
    if (other) gone.push(other);
    drop();
    other = name;
    listener.say("other_joined");
    peer = ahead || connection();
    ahead = null;
    peer.meet(name);
    Object.keys(tracks).forEach((kind) => tracks[kind] && peer.setTrack(kind, tracks[kind]));
  }

  function receive(envelope) {
    const { peer: from, to, kind, body } = envelope;
    if (envelope.from !== options.from || from === me || (to && to !== me) || gone.indexOf(from) >= 0) return;
    const met = from === other;
    if (kind === "bye") return met && leave();
    if (!met) meet(from);
    // The polite side has said more by its offer.
    if (kind === "hello" && !to && !options.polite) send("hello", {}, from).catch(() => null);
    if (!met) tellState();
    if (kind === "state") hearState(body);
    else if (kind !== "hello" || (to && met)) peer.receive(kind, body);
  }

  function hearState(now) {
    known.state = now;
    listener.onOther(now);
  }

  function leave() {
    gone.push(other);
    drop();
    listener.say("other_left");
  }

  drop();
  // Its offer and its way to the relay are ready before somebody comes: that saves two round trips.
  if (options.polite) ahead = connection();
  setTimeout(forget, AHEAD);
  const unsubscribe = options.line.subscribe(receive);
  greet();

  return {
    /**
     * From now on somebody is here, who is told what is known already.
     * @param {{state: object, onTrack: (track: MediaStreamTrack) => void, onOther: (state: object) => void, onText: (words: string) => void,
     *   say: (name: string) => void, top: () => number|undefined, onSample: (measured: object) => void}} wishes the
     *   last two as in pace.js
     */
    take(wishes) {
      listener = Object.assign({}, QUIET, wishes);
      state = wishes.state;
      if (!other) return;
      listener.say("other_joined");
      Object.values(known.tracks).forEach(listener.onTrack);
      if (known.standing) say(known.standing);
      if (known.state) listener.onOther(known.state);
      tellState();
    },
    /** The other page reads what stands in this one's line. */
    write(words) {
      if (peer) peer.write(words);
    },
    setTrack(kind, track) {
      tracks[kind] = track;
      return peer ? peer.setTrack(kind, track) : Promise.resolve();
    },
    /** Take the other's sound where the call began without any. */
    hear() {
      if (options.directions.audio !== "inactive" || tracks.audio) return;
      options.directions.audio = "recvonly";
      const now = peer || ahead;
      if (now) now.open("audio", "recvonly");
    },
    setState(now) {
      state = Object.assign({}, now);
      tellState();
    },
    end(why) {
      unsubscribe();
      if (other) options.line.last({ peer: me, to: other, kind: "bye", body: { reason: why } });
      drop();
      forget();
    },
  };
}
