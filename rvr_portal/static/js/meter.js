/** What one connection has been like in the last second, from the browser's own counters. No DOM. */

const WINDOW = 8; // seconds over which loss is judged: one lost packet of a thin line is not a trend

/** Sums of the counters that only grow, and the newest of those that do not. */
function read(stats) {
  const now = { sent: 0, missed: 0, came: 0, lost: 0, samples: 0, concealed: 0, frozen: 0, frames: 0 };
  Object.assign(now, { rtt: 0, estimate: 0, relay: "" });
  const pairs = [];
  stats.forEach((entry) => {
    const video = entry.kind === "video";
    if (entry.type === "outbound-rtp") now.sent += entry.packetsSent || 0;
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

const share = (part, whole) => (whole > 0 ? Math.min(Math.max(part / whole, 0), 1) : 0);

/**
 * @param {RTCPeerConnection} pc
 * @returns {() => Promise<object>} measure, once a second: `rtt` (s), `loss` of what comes and `lossOut` of what goes
 *   (0 to 1, the latter over some seconds), `concealed` and `freeze` (shares of the second), `estimate` (kbit/s),
 *   `relay` ("udp", "tcp", "tls" or ""), `frames` and `samples` that have come so far
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
      frames: now.frames,
      samples: now.samples - now.concealed,
      loss: share(grown("lost"), grown("lost") + grown("came")),
      lossOut: share(now.missed - oldest.missed, now.sent - oldest.sent),
      concealed: share(grown("concealed"), grown("samples")),
      freeze: share(grown("frozen"), 1),
    };
  };
}
