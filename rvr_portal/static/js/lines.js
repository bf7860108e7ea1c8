/** The two lines of a connection, sound and picture: what goes out on them and how much. No DOM. */

import { chooseCodecs } from "./codecs.js";
import { picture } from "./ladder.js";

/** What a sender is told for this picture of ladder.js; `track` is what it sends, if it has one yet. */
function encoding({ edge, frames, rate }, track) {
  if (!rate) return { active: false };
  const size = track ? track.getSettings() : {};
  const longer = Math.max(size.width || 640, size.height || 480);
  const scaleResolutionDownBy = Math.max(longer / edge, 1);
  // Of four pictures only one must arrive for the next to be shown.
  return { active: true, maxBitrate: rate * 1000, maxFramerate: frames, scaleResolutionDownBy, scalabilityMode: "L1T3" };
}

/**
 * @param {RTCPeerConnection} pc
 * @param {{directions: {audio: string, video: string}, signing: boolean|undefined}} options directions at the start
 * @param {number} start the level of the picture (ladder.js), from the first packet on: a browser's own start fills the
 *   queue of a thin line for seconds
 */
export function mediaLines(pc, options, start) {
  const directions = Object.assign({}, options.directions);
  const tracks = { audio: null, video: null };
  let now = picture(start, options.signing);

  const find = (kind) => pc.getTransceivers().find((one) => one.receiver.track.kind === kind);

  async function fit(line) {
    const kind = line.receiver.track.kind;
    if (line.direction !== directions[kind]) line.direction = directions[kind];
    if (line.sender.track !== tracks[kind]) await line.sender.replaceTrack(tracks[kind]);
    if (kind === "video") await limited(line.sender, now);
  }

  /** `recvonly` takes what comes. */
  function open(kind, direction) {
    directions[kind] = direction;
    const line = find(kind);
    return line ? fit(line) : Promise.resolve();
  }

  return {
    open,
    /** @returns {Promise<void>} when they may be offered */
    make() {
      return chooseCodecs([
        pc.addTransceiver("audio", { direction: directions.audio }),
        pc.addTransceiver("video", { direction: directions.video, sendEncodings: [encoding(now, null)] }),
      ]);
    },
    /** Send the picture of this level from now on. */
    limit(level) {
      now = picture(level, options.signing);
      const line = find("video");
      return line ? limited(line.sender, now) : Promise.resolve();
    },
    /** Put ours on the lines that the other side has made. */
    async takeUp() {
      await chooseCodecs(["audio", "video"].map(find));
      await Promise.all(pc.getTransceivers().map(fit));
    },
    /** Give the far end this track, or nothing; negotiates only where the line was closed. */
    setTrack(kind, track) {
      tracks[kind] = track;
      return open(kind, track ? "sendrecv" : directions[kind]);
    },
  };
}

/** Told again after each change: the line may be one that the other side has made, the track another camera's. */
async function limited(sender, wanted) {
  const settings = sender.getParameters();
  if (!settings.encodings || !settings.encodings.length) return;
  Object.assign(settings.encodings[0], encoding(wanted, sender.track));
  settings.degradationPreference = "maintain-framerate";
  await sender.setParameters(settings).catch(() => null);
}
