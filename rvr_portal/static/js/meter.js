/** What one connection has been like in the last second, from the browser's own counters. No DOM. */

const WINDOW = 8; // seconds over which loss is judged: one lost packet of a thin line is not a trend
const KEEPS_UP = 0.95; // of the time that passed: two seconds of it are counted within 2 % on a processor that does
const MUTE = 0.2; // a microphone that somebody else holds counts nothing

/** Sums of the counters that only grow, and the newest of those that do not. */
function read(stats) {
  const now = { sent: 0, missed: 0, came: 0, lost: 0, samples: 0, concealed: 0, frozen: 0, frames: 0 };
  Object.assign(now, { rtt: 0, estimate: 0, relay: "", at: 0, spoken: 0, slow: false });
  const pairs = [];
  stats.forEach((entry) => {
    const video = entry.kind === "video";
    if (entry.type === "outbound-rtp") {
      now.sent += entry.packetsSent || 0;
      now.slow = now.slow || entry.qualityLimitationReason === "cpu";
    }
    if (entry.type === "media-source" && !video) {
      now.at = entry.timestamp;
      now.spoken = entry.totalSamplesDuration || 0;
    }
    if (entry.type === "remote-inbound-rtp") {
      now.missed += Math.max(entry.packetsLost || 0, 0);
      now.rtt = Math.max(now.rtt, entry.roundTripTime || 0);
    }
    if (entry.type === "inbound-rtp") {
      now.came += entry.packetsReceived || 0;
      now.lost += Math.max(entry.packetsLost || 0, 0);
      now.samples += entry.totalSamplesReceived || 0;
      now.concealed += entry.concealedSamples || 0;
      if (video) now.frozen += entry.totalFreezesDuration || 0;
      if (video) now.frames += entry.framesDecoded || 0;
    }
    if (entry.type === "candidate-pair" && entry.nominated && entry.state === "succeeded") pairs.push(entry);
  });
  const used = pairs.sort((a, b) => (b.bytesSent || 0) - (a.bytesSent || 0))[0];
  if (!used) return now;
  const end = stats.get(used.localCandidateId);
  now.relay = (end && end.candidateType === "relay" && end.relayProtocol) || "";
  now.rtt = now.rtt || used.currentRoundTripTime || 0;
  now.estimate = Math.round((used.availableOutgoingBitrate || 0) / 1000);
  return now;
}

/** A processor that does not keep up lets go of the microphone's sound before it is sent; a browser may say so earlier. */
function strained(now, heard, passed) {
  return now.slow || (heard > MUTE * passed && heard < KEEPS_UP * passed);
}

const share = (part, whole) => (whole > 0 ? Math.min(Math.max(part / whole, 0), 1) : 0);

/**
 * @param {RTCPeerConnection} pc
 * @returns {() => Promise<object>} measure, once a second: `rtt` (s), `loss` of what comes and `lossOut` of what goes
 *   (0 to 1, the latter over some seconds), `concealed` and `freeze` (shares of the second), `estimate` (kbit/s),
 *   `strained` (the processor does not keep up with the sound), `relay` ("udp", "tcp", "tls" or ""), `frames` and
 *   `samples` that have come so far
 */
export function meter(pc) {
  const kept = [];
  return async function measure() {
    const now = read(await pc.getStats());
    const last = kept[kept.length - 1] || now;
    const oldest = kept[0] || now;
    kept.push(now);
    if (kept.length > WINDOW) kept.shift();
    const grown = (name) => now[name] - last[name];
    return {
      rtt: now.rtt,
      estimate: now.estimate,
      relay: now.relay,
      strained: strained(now, grown("spoken"), grown("at") / 1000),
      frames: now.frames,
      samples: now.samples - now.concealed,
      loss: share(grown("lost"), grown("lost") + grown("came")),
      lossOut: share(now.missed - oldest.missed, now.sent - oldest.sent),
      concealed: share(grown("concealed"), grown("samples")),
      freeze: share(grown("frozen"), 1),
    };
  };
}
