/** How long sound is kept back before it is played: on a lossy line until its repair has come, else hardly. No DOM. */

// Milliseconds. The repair of one packet comes in the next, 60 ms later; on a lossy line that is often lost as well.
const LONG = 240;
const SHORT = 120;
const CALM = 10; // seconds without loss
const LOSSY = 0.01;

/**
 * @param {RTCRtpReceiver} receiver of sound
 * @returns {(loss: number) => void} to be told each second what share of the packets was lost in it
 */
export function patience(receiver) {
  let calm = 0;

  function keep(time) {
    if (receiver.jitterBufferTarget !== time) receiver.jitterBufferTarget = time;
  }

  keep(LONG);
  return (loss) => {
    calm = loss > LOSSY ? 0 : calm + 1;
    keep(calm >= CALM ? SHORT : LONG);
  };
}
