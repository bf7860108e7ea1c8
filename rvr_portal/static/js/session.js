/** Who is on the other end: finds the other page, makes a connection for each new one, and tells what it says. No DOM. */

import { createPeer } from "./peer.js";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** @returns {string} a name that nobody can guess and that means nothing */
export function randomName(length) {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => LETTERS[byte % 64]).join("");
}

/**
 * @param {{line: object, ice: object, polite: boolean, directions: object, state: object,
 *   onTrack: (track: MediaStreamTrack) => void, onOther: (state: object) => void, say: (name: string) => void,
 *   level: number|undefined, top: () => number|undefined, onSample: (measured: object) => void}} options the last three
 *   as in pace.js
 */
export function join(options) {
  let me = randomName(20);
  const gone = []; // pages that left or were replaced: what they said late must not bring them back
  const tracks = { audio: null, video: null };
  let other = null;
  let peer = null;
  let state = options.state;

  function send(kind, body, to) {
    return options.line.send({ peer: me, to: to === undefined ? other : to, kind, body });
  }

  function tellState() {
    if (other) send("state", state).catch(() => null);
  }

  function drop() {
    if (peer) peer.close();
    peer = other = null;
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

  function meet(name) {
    if (other) gone.push(other);
    drop();
    other = name;
    options.say("other_joined");
    peer = createPeer({
      ice: options.ice,
      polite: options.polite,
      directions: options.directions,
      send: (kind, body) => send(kind, body, name),
      onTrack: options.onTrack,
      onState: options.say,
      onYield: afresh,
      level: options.level,
      top: options.top || (() => undefined),
      onSample: options.onSample || (() => null),
    });
    Object.keys(tracks).forEach((kind) => tracks[kind] && peer.setTrack(kind, tracks[kind]));
  }

  function receive(envelope) {
    const { peer: from, to, kind, body } = envelope;
    if (from === me || (to && to !== me) || gone.indexOf(from) >= 0) return;
    const known = from === other;
    if (kind === "bye") return known && leave();
    if (!known) meet(from);
    if (kind === "hello" && !to) send("hello", {}, from).catch(() => null);
    if (!known) tellState();
    if (kind === "state") options.onOther(body);
    else if (kind !== "hello" || (to && known)) peer.receive(kind, body);
  }

  function leave() {
    gone.push(other);
    drop();
    options.say("other_left");
  }

  const unsubscribe = options.line.subscribe(receive);
  greet();

  return {
    setTrack(kind, track) {
      tracks[kind] = track;
      return peer ? peer.setTrack(kind, track) : Promise.resolve();
    },
    /** Take the other's sound where the call began without any. */
    hear() {
      if (options.directions.audio !== "inactive" || tracks.audio) return;
      options.directions.audio = "recvonly";
      if (peer) peer.open("audio", "recvonly");
    },
    setState(now) {
      state = Object.assign({}, now);
      tellState();
    },
    end(why) {
      unsubscribe();
      if (other) options.line.last({ peer: me, to: other, kind: "bye", body: { reason: why } });
      drop();
    },
  };
}
