/** The check over the real path, to the relay and back: docs/protocol.md, "Check report". Nothing is played. No DOM. */

import { read, told } from "./tally.js";

const THIN = 2000; // twice: at the smallest picture of a call
const FULL = 1000; // twice: at more than a thin line lets through
const LEAST = 2500; // in less time nothing is learned
const OFTEN = 200;
const MOST = 180000; // bytes, there and back together; what is under way then comes on top
const CAPS = { audio: { maxBitrate: 24000 }, video: { maxBitrate: 30000, maxFramerate: 5, scaleResolutionDownBy: 4 } };
const LARGE = { maxBitrate: 300000, maxFramerate: 15, scaleResolutionDownBy: 2 };
const MET = /^(connected|completed)$/;

const wait = (time) => new Promise((done) => setTimeout(done, time));

async function introduce([near, far]) {
  await near.setLocalDescription(await near.createOffer());
  await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription(await far.createAnswer());
  // Packets as long as the call's.
  const sdp = far.localDescription.sdp.replace(/^a=rtpmap:\d+ opus.*$/m, "$&\r\na=ptime:60\r\na=maxptime:120");
  await near.setRemoteDescription({ type: "answer", sdp });
}

/** There is a way, and both have agreed on keys: before that nothing of hers is sent. */
function found(near) {
  return new Promise((done) => {
    near.oniceconnectionstatechange = near.onconnectionstatechange = () => {
      const state = near.connectionState || near.iceConnectionState;
      if (MET.test(state)) done(true);
      if (state === "failed") done(false);
    };
  });
}

/**
 * @param {{ice: object, tracks: Promise<MediaStreamTrack[]>, until: number}} options `until` on the page's own clock
 * @returns {{result: Promise<object>, stop: () => void}} what could be measured, as fields of the report
 */
export function loop({ ice, tracks, until }) {
  const options = Object.assign({ bundlePolicy: "max-bundle" }, ice, { iceTransportPolicy: "relay" });
  const ends = [new RTCPeerConnection(options), new RTCPeerConnection(options)];
  const left = () => until - performance.now();
  let over = false;
  window.rvrPeers = (window.rvrPeers || []).concat(ends);
  ends.forEach((end, index) => {
    end.onicecandidate = ({ candidate }) => candidate && ends[1 - index].addIceCandidate(candidate).catch(() => null);
  });

  function stop() {
    over = true;
    ends.forEach((end) => end.close());
    window.rvrPeers = window.rvrPeers.filter((one) => ends.indexOf(one) < 0);
  }

  async function flow(counts, time) {
    const before = counts[counts.length - 1];
    let now = before;
    do {
      await wait(OFTEN);
      now = await read(ends);
    } while (!over && now.bytes < MOST && now.at - before.at < time && left() > 0);
    counts.push(now);
  }

  async function measure(own, senders) {
    await Promise.all(own.map((track) => senders[track.kind].replaceTrack(track)));
    const counts = [await read(ends)];
    if (own.length && left() > LEAST) {
      // Who is late learns more of both parts than of one.
      const thin = left() > 2 * (THIN + FULL) ? THIN : THIN / 2;
      await flow(counts, thin);
      await flow(counts, thin);
      if (left() > FULL && own.some((track) => track.kind === "video")) {
        const settings = senders.video.getParameters();
        Object.assign(settings.encodings[0], LARGE);
        await senders.video.setParameters(settings);
        await flow(counts, FULL);
        await flow(counts, FULL);
      }
    }
    return told(counts);
  }

  async function run() {
    const senders = {};
    Object.keys(CAPS).forEach((kind) => {
      senders[kind] = ends[0].addTransceiver(kind, { direction: "sendonly", sendEncodings: [CAPS[kind]] }).sender;
    });
    const met = found(ends[0]);
    await introduce(ends);
    if (await Promise.race([met, wait(left() - LEAST)])) return measure(await tracks, senders);
    if (MET.test(ends[0].iceConnectionState)) return measure([], senders);
    // Where a call may also go straight, it needs no relay.
    return ice.iceTransportPolicy === "relay" ? { relay: "failed" } : {};
  }

  const result = run().catch(() => ({})).then((fields) => {
    stop();
    return fields;
  });
  return { result, stop };
}
