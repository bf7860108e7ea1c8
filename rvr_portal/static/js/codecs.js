/**
 * Which codecs are offered, and which picture codec comes first: H.264 where this phone makes it in hardware, which
 * spares battery and heat. No DOM.
 */

const PICTURE = { width: 640, height: 480, framerate: 30, bitrate: 500000 };
const BASELINE = "packetization-mode=1;profile-level-id=42e01f";
// What every browser's call takes (RFC 7742, RFC 7874), with its repair. All that a browser knows makes an offer of 6 kB,
// which takes a thin line seconds.
const KEPT = ["audio/opus", "video/vp8", "video/h264", "video/rtx", "video/red", "video/ulpfec"];

function kept(codec) {
  const kind = codec.mimeType.toLowerCase();
  return KEPT.indexOf(kind) >= 0 && (kind !== "video/h264" || (codec.sdpFmtpLine || "").indexOf(BASELINE) >= 0);
}

/** Offer these and no others. @param {RTCRtpTransceiver} line @param {string} [first] of the kinds above */
function offer(line, first) {
  const { codecs } = RTCRtpReceiver.getCapabilities(line.receiver.track.kind);
  const wanted = (codec) => codec.mimeType.toLowerCase() === first;
  const found = codecs.filter(kept);
  line.setCodecPreferences(found.filter(wanted).concat(found.filter((codec) => !wanted(codec))));
}

/** @param {RTCRtpTransceiver[]} lines @returns {Promise<void>} when what they offer stands */
export async function chooseCodecs([sound, picture]) {
  try {
    offer(sound);
    offer(picture);
    const video = Object.assign({ contentType: `video/H264;${BASELINE}` }, PICTURE);
    const able = await navigator.mediaCapabilities.encodingInfo({ type: "webrtc", video });
    if (able.powerEfficient) offer(picture, "video/h264");
  } catch (error) {
    // A browser that cannot tell, or cannot be told, keeps its own order.
  }
}
