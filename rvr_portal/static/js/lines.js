/** The two lines of a connection, sound and picture: what goes out on them and how much. No DOM. */

// From the first packet on: a browser's own start fills the queue of a thin line for seconds.
const CAP = { maxBitrate: 250000, maxFramerate: 15, scaleResolutionDownBy: 2 };

/**
 * @param {RTCPeerConnection} pc
 * @param {{audio: string, video: string}} wanted directions at the start
 */
export function mediaLines(pc, wanted) {
  const directions = Object.assign({}, wanted);
  const tracks = { audio: null, video: null };

  async function fit(line) {
    const kind = line.receiver.track.kind;
    if (line.direction !== directions[kind]) line.direction = directions[kind];
    if (line.sender.track !== tracks[kind]) await line.sender.replaceTrack(tracks[kind]);
    if (kind === "video") await capped(line.sender);
  }

  /** `recvonly` takes what comes. */
  function open(kind, direction) {
    directions[kind] = direction;
    const line = pc.getTransceivers().find((one) => one.receiver.track.kind === kind);
    return line ? fit(line) : Promise.resolve();
  }

  return {
    open,
    make() {
      pc.addTransceiver("audio", { direction: directions.audio });
      pc.addTransceiver("video", { direction: directions.video, sendEncodings: [CAP] });
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

/** The cap for a line that the other side has made, where it cannot be given at the start. */
async function capped(sender) {
  const settings = sender.getParameters();
  if (!settings.encodings || !settings.encodings.length) return;
  Object.assign(settings.encodings[0], CAP);
  settings.degradationPreference = "maintain-framerate";
  await sender.setParameters(settings).catch(() => null);
}
