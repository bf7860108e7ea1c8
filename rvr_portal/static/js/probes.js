/** What can be known about connection, battery and browser without asking the person. No DOM. */

const PINGS = 3;
const PING_LIMIT = 3000;
const IN_APP = /FBAN|FBAV|FB_IAB|Instagram|Line\/|WhatsApp|Snapchat|TikTok|musical_ly|BytedanceWebview|Twitter|Pinterest|LinkedInApp|MicroMessenger|; wv\)/;

/** The promise's value, or `instead` when it takes longer than `time`. */
export function within(promise, time, instead) {
  return Promise.race([promise, new Promise((done) => setTimeout(() => done(instead), time))]);
}

async function ping(url) {
  const begin = performance.now();
  const answer = await fetch(url, { cache: "no-store" });
  return answer.ok ? Math.round(performance.now() - begin) : null;
}

export async function connection(url) {
  const times = [];
  for (let count = 0; count < PINGS && navigator.onLine !== false; count += 1) {
    const time = await within(ping(url).catch(() => null), PING_LIMIT, null);
    if (time !== null) times.push(time);
  }
  if (!times.length) return { connection: "offline", round_trip_ms: "" };
  const middle = times.sort((a, b) => a - b)[times.length >> 1];
  const network = (navigator.connection || {}).effectiveType || "";
  return { connection: graded(middle, times.length, network), round_trip_ms: middle };
}

/** The limits are those of the way to the relay: `THRESHOLDS` in domain/path.py. */
export function graded(time, answers, network) {
  if (time > 800 || answers < PINGS || network.endsWith("2g")) return "poor";
  return time > 300 || network === "3g" ? "slow" : "good";
}

export async function battery() {
  if (!navigator.getBattery) return "unknown";
  const power = await within(navigator.getBattery().catch(() => null), 1000, null);
  if (!power) return "unknown";
  return power.level < 0.2 && !power.charging ? "low" : "ok";
}

export function browser(agent) {
  if (IN_APP.test(agent)) return "in_app";
  if (!window.isSecureContext) return "insecure";
  return window.RTCPeerConnection ? "ok" : "no_call";
}
