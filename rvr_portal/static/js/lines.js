/** The two lines of a connection, sound and picture: what goes out on them and how much. No DOM. */

import { LEVELS } from "./ladder.js";

/** What a sender is told for this level; `track` is the picture that it sends, if it has one yet. */
function encoding(level, track) {
  const { edge, frames, rate } = LEVELS[level];
  if (!rate) return { active: false };
  const size = track ? track.getSettings() : {};
  const longer = Math.max(size.width || 640, size.height || 480);
  const scaleResolutionDownBy = Math.max(longer / edge, 1);
  return { active: true, maxBitrate: rate * 1000, maxFramerate: frames, scaleResolutionDownBy };
}

/**
 * @param {RTCPeerConnection} pc
 * @param {{audio: string, video: string}} wanted directions at the start
 * @param {number} start the level of the picture (ladder.js), from the first packet on: a browser's own start fills the
 *   queue of a thin line for seconds
 */
export function mediaLines(pc, wanted, start) {
  const directions = Object.assign({}, wanted);
  const tracks = { audio: null, video: null };
  let level = start;

  const find = (kind) => pc.getTransceivers().find((one) => one.receiver.track.kind === kind);

  async function fit(line) {
    const kind = line.receiver.track.kind;
    if (line.direction !== directions[kind]) line.direction = directions[kind];
    if (line.sender.track !== tracks[kind]) await line.sender.replaceTrack(tracks[kind]);
    if (kind === "video") await limited(line.sender, level);
  }

  /** `recvonly` takes what comes. */
  function open(kind, direction) {
    directions[kind] = direction;
    const line = find(kind);
    return line ? fit(line) : Promise.resolve();
  }

  return {
    open,
    make() {
      pc.addTransceiver("audio", { direction: directions.audio });
      pc.addTransceiver("video", { direction: directions.video, sendEncodings: [encoding(level, null)] });
    },
    /** Send the picture of this level from now on. */
    limit(to) {
      level = to;
      const line = find("video");
      return line ? limited(line.sender, level) : Promise.resolve();
    },
    /** Put ours on the lines that the other side has made. */
    takeUp: () => Promise.all(pc.getTransceivers().map(fit)),
    /** Give the far end this track, or nothing; negotiates only where the line was closed. */
    setTrack(kind, track) {
      tracks[kind] = track;
      return open(kind, track ? "sendrecv" : directions[kind]);
    },
  };
}

/** Told again after each change: the line may be one that the other side has made, the track another camera's. */
async function limited(sender, level) {
  const settings = sender.getParameters();
  if (!settings.encodings || !settings.encodings.length) return;
  Object.assign(settings.encodings[0], encoding(level, sender.track));
  settings.degradationPreference = "maintain-framerate";
  await sender.setParameters(settings).catch(() => null);
}
