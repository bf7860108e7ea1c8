/** The way out: what this page says to the server, in order, again where it got lost. No DOM. */

// And a millisecond for each byte: to begin again would only take longer.
const PATIENCE = 4000;
const TRIES = 3;
const PAUSE = 400;

/** The server understood and said no: trying again would not help. */
export class Refused extends Error {
  constructor(status, identifier) {
    super(identifier);
    this.status = status;
  }
}

const wait = (time) => new Promise((done) => setTimeout(done, time));

/**
 * POST until the server has it.
 * @param {string} url
 * @param {string} token the CSRF token
 * @param {object|URLSearchParams} body an object goes as JSON
 * @returns {Promise<object|null>} the JSON of the answer, if it has any
 */
export async function post(url, token, body) {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await once(url, token, body);
    } catch (error) {
      if (error instanceof Refused || left === 0) throw error;
      await wait(error.after || PAUSE);
    }
  }
}

function request(token, body) {
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  if (body instanceof URLSearchParams) return { method: "POST", headers, body };
  headers["Content-Type"] = "application/json";
  return { method: "POST", headers, body: JSON.stringify(body) };
}

async function once(url, token, body) {
  const stop = new AbortController();
  const asked = request(token, body);
  const timer = setTimeout(() => stop.abort(), PATIENCE + String(asked.body).length);
  try {
    const answer = await fetch(url, Object.assign(asked, { signal: stop.signal }));
    const json = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (answer.ok) return json;
    if (answer.status >= 500) throw new Error("server");
    if (answer.status === 429) throw slowly(answer.headers.get("Retry-After"));
    throw new Refused(answer.status, (json && json.error) || "refused");
  } finally {
    clearTimeout(timer);
  }
}

function slowly(seconds) {
  return Object.assign(new Error("too_many"), { after: Math.min(Number(seconds) || 1, 10) * 1000 });
}

/**
 * Both directions of the talk between two call pages.
 * On a slow line one after the other takes seconds: candidates may overtake one another, and what a page tells of itself
 * goes its own way beside what makes the connection.
 * @param {string} url
 * @param {string} token
 * @param {{subscribe: (listener: (envelope: object) => void) => () => void, renew: (found: boolean) => void}} [live] see live.js; not
 *   needed by who only speaks
 */
export function channel(url, token, { subscribe, renew } = {}) {
  let barrier = Promise.resolve();
  let loose = [];
  let told = Promise.resolve();
  return {
    subscribe,
    renew,
    send(envelope) {
      const { kind } = envelope;
      const before = kind === "state" ? [told] : [barrier].concat(kind === "candidate" ? [] : loose);
      const sent = Promise.all(before).then(() => post(url, token, envelope));
      const settled = sent.catch(() => null);
      if (kind === "state") {
        told = settled;
      } else if (kind === "candidate") {
        loose.push(settled);
      } else {
        loose = [];
        barrier = settled;
      }
      return sent;
    },
    /** The last word of a page that goes: one try, which outlives the page. */
    last(envelope) {
      fetch(url, Object.assign(request(token, envelope), { keepalive: true })).catch(() => null);
    },
  };
}
