/** What the two ends of the check's loop have counted, and what that says of the line: docs/protocol.md, "Check report". No DOM. */

const HELD_UP = 0.8; // less than this share of what was sent a moment ago comes back: the line is full
const whole = (number) => Math.max(Math.round(number), 0);

/** What both ends have counted: sent by the near one, come back to the far one. */
export async function read([near, far]) {
  const now = { at: performance.now(), sent: 0, came: 0, bytes: 0, lost: 0, packets: 0, jitter: 0, pair: {} };
  const out = await near.getStats();
  out.forEach((one) => {
    if (one.type !== "candidate-pair" || !one.nominated) return;
    now.sent += one.bytesSent;
    now.bytes += one.bytesSent + one.bytesReceived;
    if (one.bytesSent >= (now.pair.bytesSent || 0)) now.pair = one;
  });
  (await far.getStats()).forEach((one) => {
    if (one.type === "candidate-pair" && one.bytesReceived) {
      now.came += one.bytesReceived;
      now.bytes += one.bytesSent + one.bytesReceived;
    }
    // Of sound only: what is lost of the picture is sent again, and then counts as come.
    if (one.type !== "inbound-rtp" || one.kind !== "audio") return;
    now.lost = Math.max(one.packetsLost || 0, 0);
    now.packets = one.packetsReceived || 0;
    now.jitter = one.jitter || 0;
  });
  now.relay = (out.get(now.pair.localCandidateId) || {}).relayProtocol || "udp";
  return now;
}

/** The fields of the report, from what was counted at the beginning, and at half time and the end of each part. */
export function told(counts) {
  const thin = counts[2];
  const [before, half, last] = counts.slice(-3);
  const newest = counts[counts.length - 1];
  const { totalRoundTripTime: trips, responsesReceived: answers } = (thin || newest).pair;
  const fields = { relay: newest.relay, path_kb: whole(newest.bytes / 1000) };
  // To the relay and back is half the way of the loop.
  if (answers) fields.path_ms = whole((trips / answers) * 500);
  if (!thin) return fields;
  const rate = (from, to, name) => ((to[name] - from[name]) * 8) / (to.at - from.at);
  const came = Math.max(...counts.slice(2).map((count, index) => rate(counts[index + 1], count, "came")));
  if (!came) return fields;
  fields.bitrate_down_kbps = whole(came);
  // Sound comes and goes with her voice: alone it tells of a full line only by what has not come back two seconds later.
  const tried = last !== thin;
  const full = tried ? rate(half, last, "came") < rate(before, half, "sent") * HELD_UP : last.came - before.came < (half.sent - before.sent) * HELD_UP;
  // What was never tried is not known, whatever the browser supposes.
  if (full) fields.bitrate_up_kbps = whole(came);
  else if (tried) fields.bitrate_up_kbps = whole(Math.max((last.pair.availableOutgoingBitrate || 0) / 1000, came));
  const heard = thin.packets ? thin : last;
  if (!heard.packets) return fields;
  const loss = (heard.lost * 100) / (heard.lost + heard.packets);
  return Object.assign(fields, { loss_percent: whole(loss), jitter_ms: whole(heard.jitter * 1000) });
}
