/** Which picture codec comes first: H.264 where this phone makes it in hardware, which spares battery and heat. No DOM. */

const PICTURE = { width: 640, height: 480, framerate: 30, bitrate: 500000 };
// Constrained baseline, which every browser's call takes (RFC 7742).
const H264 = "video/H264;level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f";

/** @param {RTCRtpTransceiver} line @returns {Promise<void>} when the order stands */
export async function orderCodecs(line) {
  try {
    const video = Object.assign({ contentType: H264 }, PICTURE);
    const able = await navigator.mediaCapabilities.encodingInfo({ type: "webrtc", video });
    if (!able.powerEfficient) return;
    const { codecs } = RTCRtpReceiver.getCapabilities("video");
    const first = (codec) => codec.mimeType === "video/H264";
    line.setCodecPreferences(codecs.filter(first).concat(codecs.filter((codec) => !first(codec))));
  } catch (error) {
    // A browser that cannot tell, or cannot be told, keeps its own order.
  }
}
