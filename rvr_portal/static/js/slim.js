/** A description without what no side here needs: on a thin line each kilobyte takes a sixth of a second. Pure. */

const USED = /(transport-wide-cc-extensions-\d+|sdes:mid|3gpp:video-orientation)$/;
// Said before, or elsewhere in the same description: RFC 8829 has `a=msid` for streams, and BUNDLE one way for all.
const SPARE = /^a=(msid-semantic:|rtcp:9 |ssrc:\d+ msid:)/;

/** @param {string} sdp @returns {string} what is left out of an offer is not agreed on */
export function slim(sdp) {
  const needed = (line) => !SPARE.test(line) && (line.indexOf("a=extmap:") < 0 || USED.test(line));
  return sdp.split("\r\n").filter(needed).join("\r\n");
}
