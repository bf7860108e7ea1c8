/** How long sound and picture are kept back before they are shown: on a lossy line until their repair has come. No DOM. */

const CALM = 10; // seconds without loss
const LOSSY = 0.01;
// Milliseconds. The repair of one packet of sound comes in the next, 60 ms later; on a lossy line that is often lost as well.
const LONG = 240;
const SHORT = 120;
// What is lost of a picture is sent again: it takes a round trip, and what it takes to notice. No longer, or lips lag behind.
const NOTICED = 130;
const LONGEST = 800;

/** How long this kind is kept back. @param {boolean} lossy @param {number} rtt in seconds */
export function kept(kind, lossy, rtt) {
  if (kind === "audio") return lossy ? LONG : SHORT;
  return lossy ? Math.min(rtt * 1000 + NOTICED, LONGEST) : 0;
}

/**
 * @param {() => RTCRtpReceiver[]} receivers
 * @returns {(measured: {loss: number, rtt: number}) => void} to be told each second, see meter.js
 */
export function patience(receivers) {
  let calm = 0;

  function keep(lossy, rtt) {
    receivers().forEach((receiver) => {
      const time = Math.round(kept(receiver.track.kind, lossy, rtt) / 10) * 10;
      if (receiver.jitterBufferTarget !== time) receiver.jitterBufferTarget = time;
    });
  }

  return ({ loss, rtt }) => {
    calm = loss > LOSSY ? 0 : calm + 1;
    keep(calm < CALM, rtt);
  };
}
