/** How large a picture the line can bear beside the sound: measurements in, a level out. Pure. */

/**
 * What is sent on each level: long edge in pixels, pictures a second, kbit/s; `room` in kbit/s is what the line must
 * have before a call climbs there, a quarter over what the rung below takes with the sound: a browser believes in no more
 * than half as much again as it sends, and sends less than it may.
 */
export const LEVELS = [
  { edge: 0, frames: 0, rate: 0, room: 0 },
  { edge: 160, frames: 5, rate: 30, room: 70 },
  { edge: 320, frames: 12, rate: 55, room: 88 },
  { edge: 320, frames: 15, rate: 100, room: 112 },
  { edge: 320, frames: 20, rate: 150, room: 165 },
  { edge: 320, frames: 30, rate: 220, room: 230 },
  { edge: 480, frames: 30, rate: 330, room: 320 },
  { edge: 640, frames: 30, rate: 500, room: 460 },
];
export const START = 1;
// Somebody who signs is understood by many small pictures, and not by few sharp ones.
const SIGNED = {
  1: { edge: 160, frames: 12 },
  2: { edge: 200, frames: 20 },
  3: { edge: 240, frames: 25 },
  4: { edge: 280, frames: 25 },
};

const QUEUE = 0.4; // seconds over the shortest round trip: packets wait in line
const BRIEF_QUEUE = 0.15;
const LOSSY = 0.12; // with a brief queue; loss alone is no reason, the repair data in the sound carries it
const DROWNING = 0.25;
const DRIFT = 0.005; // seconds by which the shortest round trip grows in a second: another route may be a longer one
const CHEAP = 1; // takes no processor to speak of: without it the sound would not be better
const CALM = 4;
const CALM_DARK = 8;
const HOLD = 15;
const LONGEST_HOLD = 240;
const BLIND = 60; // seconds without a picture after which one is tried though nothing tells how much room there is
const PROVED = 30; // a level that lasted so many seconds was not tried in vain

/** What is sent on this level, by somebody who signs or by anybody else. */
export function picture(level, signing) {
  return Object.assign({}, LEVELS[level], signing ? SIGNED[level] : null);
}

/** @param {number} level where the call begins: what the check of the line measured, or START */
export function begin(level) {
  return { level, shortest: Infinity, behind: 0, calm: 0, stayed: 0, failures: 0 };
}

function crowded(seen, queue, behind, cap) {
  if (behind > 1 || seen.loss > DROWNING || (seen.loss > LOSSY && queue > BRIEF_QUEUE)) return true;
  return seen.estimate > 0 && seen.estimate < 0.6 * cap + 20;
}

function mayClimb(state, calm, room) {
  const hold = Math.min(HOLD * Math.pow(2, state.failures), LONGEST_HOLD);
  if (calm < (state.level ? CALM : CALM_DARK) || (state.failures && state.stayed < hold)) return false;
  return room || (state.level === 0 && calm >= BLIND);
}

/**
 * The state a second later.
 * @param {object} state from `begin` or `next`
 * @param {{rtt: number, loss: number, estimate: number, strained: boolean}} seen seconds, share of packets lost (0 to 1)
 *   over the last seconds, kbit/s that the browser believes it can send (0: it does not say), the processor is too slow
 * @param {number} [top] the highest level allowed now
 */
export function next(state, seen, top) {
  const highest = top === undefined ? LEVELS.length - 1 : top;
  const shortest = seen.rtt > 0 ? Math.min(state.shortest + DRIFT, seen.rtt) : state.shortest;
  const queue = seen.rtt > 0 ? seen.rtt - shortest : 0;
  const behind = queue > QUEUE || (seen.strained && state.level > CHEAP) ? state.behind + 1 : 0;
  const same = Object.assign({}, state, { shortest, behind, stayed: state.stayed + 1 });
  if (state.level > highest) return Object.assign(same, { level: highest, stayed: 0, calm: 0 });
  if (crowded(seen, queue, behind, LEVELS[state.level].rate)) {
    if (state.level === 0) return Object.assign(same, { calm: 0 });
    const failures = state.stayed < PROVED ? state.failures + 1 : 1;
    return Object.assign(same, { level: state.level - 1, failures, behind: 0, calm: 0, stayed: 0 });
  }
  const calm = state.calm + 1;
  const up = state.level + 1;
  const room = up <= highest && !behind && seen.estimate > LEVELS[up].room;
  if (up > highest || !mayClimb(same, calm, room)) return Object.assign(same, { calm });
  return Object.assign(same, { level: up, calm: 0, stayed: 0 });
}
