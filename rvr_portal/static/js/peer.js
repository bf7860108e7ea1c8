/**
 * One connection to one other page, by perfect negotiation (W3C), both sides alike but for `polite`. No DOM.
 * One thing differs: not every phone can roll an offer back. So the polite side gives way by beginning afresh, and leaves
 * restarts to the other side to keep that rare.
 */

import { thrifty } from "./opus.js";
import { START } from "./ladder.js";
import { mediaLines } from "./lines.js";
import { pace } from "./pace.js";
import { patience } from "./patience.js";
import { slim } from "./slim.js";
import { watch } from "./watch.js";

const RESEND = 3000;
// A restart is left to find its way for so long: another would throw away what it has found.
const PAUSE = 2500;

/**
 * The polite side makes both lines, before it meets anybody where that can be; the other takes up what it is offered.
 * @param {{ice: object, polite: boolean, directions: {audio: string, video: string},
 *   send: (kind: string, body: object, to: string) => Promise<any>, renew: (found: boolean) => void, onTrack: (track: MediaStreamTrack) => void,
 *   onState: (state: string) => void, onYield: () => void, level: number|undefined, top: () => number|undefined,
 *   signing: boolean|undefined, onText: (words: string) => void, idle: () => boolean,
 *   onSample: (measured: object) => void}} options `signing` as in lines.js, the rest as in pace.js
 */
export function createPeer(options) {
  const pc = new RTCPeerConnection(Object.assign({ bundlePolicy: "max-bundle" }, options.ice));
  const level = options.level === undefined ? START : options.level;
  const lines = mediaLines(pc, options, level);
  let far = null; // the name of the page that it has met
  let heard = "";
  let making = false;
  let restarted = 0;
  let renewing = false;
  let made = Promise.resolve();
  let text = null;
  let unsent = null;
  let work = Promise.resolve();

  (window.rvrPeers = window.rvrPeers || []).push(pc);

  async function send(kind, body) {
    if (!far) return;
    await options.send(kind, body, far);
    if (renewing) options.renew(true);
    renewing = false;
  }

  function describe() {
    const { type, sdp } = pc.localDescription;
    clearTimeout(unsent);
    send("description", { type, sdp: slim(thrifty(sdp)) }).catch(() => {
      unsent = setTimeout(() => pc.signalingState !== "closed" && describe(), RESEND);
    });
  }

  async function offer() {
    making = true;
    await made;
    await pc.setLocalDescription().then(describe, () => null);
    making = false;
  }

  async function description(body) {
    // One that was sent again because its answer got lost says nothing new.
    if (body.sdp === heard) return;
    heard = body.sdp;
    const collision = body.type === "offer" && (making || pc.signalingState !== "stable");
    if (collision) return options.polite && options.onYield();
    if (body.type === "answer" && pc.signalingState !== "have-local-offer") return;
    await pc.setRemoteDescription(body);
    if (body.type === "answer") return;
    await lines.takeUp();
    await pc.setLocalDescription();
    describe();
  }

  async function candidate(body) {
    try {
      await pc.addIceCandidate(body.candidate ? body : null);
    } catch (error) {
      // Belongs to an offer that was ignored.
    }
  }

  pc.onnegotiationneeded = offer;
  pc.onicecandidate = (event) => {
    const { candidate: text, sdpMid, sdpMLineIndex } = event.candidate || {};
    send("candidate", text ? { candidate: text, sdpMid, sdpMLineIndex } : { candidate: "" }).catch(() => null);
  };
  pc.ontrack = (event) => {
    options.onTrack(event.track);
  };
  const restart = () => {
    const able = options.polite || (pc.remoteDescription && pc.signalingState === "stable");
    if (!able || Date.now() - restarted < PAUSE) return;
    restarted = Date.now();
    // The answer must find its way back as well: at once, or as soon as a word gets through.
    options.renew(false);
    renewing = true;
    if (options.polite) send("hello", {}).catch(() => null);
    else pc.restartIce();
  };
  const { top, idle } = options;
  const keepBack = patience(() => pc.getReceivers());
  const onSample = (measured) => {
    keepBack(measured);
    options.onSample(measured);
  };
  const pacing = pace(pc, { level, top, idle, send: lines.limit, onSample });
  const unwatch = watch(pc, restart, (state) => {
    if (state === "connected") pacing.fresh();
    options.onState(state);
  });

  function hear(channel) {
    text = channel;
    text.onmessage = (event) => options.onText(event.data);
  }

  pc.ondatachannel = (event) => hear(event.channel);
  if (options.polite) {
    hear(pc.createDataChannel("text"));
    made = lines.make();
  }

  return {
    setTrack: lines.setTrack,
    open: lines.open,
    restart,
    /** What stands in this side's line now, whole: nothing has to be put together, and nothing kept that got lost. */
    write(words) {
      if (text && text.readyState === "open") text.send(words);
    },
    /** From now on it speaks, and to this page. */
    meet(name) {
      far = name;
      if (pc.localDescription) describe();
    },
    /** One message at a time, in the order in which they came; a `hello` here asks for a restart. */
    receive(kind, body) {
      const act = { description, candidate, hello: () => options.polite || restart() }[kind];
      work = work.then(() => act(body)).catch(() => null);
      return work;
    },
    close() {
      unwatch();
      pacing.stop();
      clearTimeout(unsent);
      pc.close();
      window.rvrPeers = window.rvrPeers.filter((other) => other !== pc);
    },
  };
}
