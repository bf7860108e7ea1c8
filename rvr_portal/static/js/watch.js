/** Notices that a connection is in trouble, asks for a new way until there is one, and says so. No DOM. */

const EVERY = 300;
const STALL = 1200;
// Who is silent sends a packet now and then: a break is long beside what came before.
const LONG = 3;
const AGAIN = 3000;
const SLOWEST = 8000;
const LOST = 30000;
const ALIVE = ["connected", "completed"];

async function signs(pc) {
  let packets = 0;
  let answers = 0;
  (await pc.getStats()).forEach((entry) => {
    if (entry.type === "inbound-rtp") packets += entry.packetsReceived || 0;
    if (entry.type === "candidate-pair") answers += entry.responsesReceived || 0;
  });
  return { packets, answers };
}

/**
 * @param {RTCPeerConnection} pc
 * @param {() => void} restart
 * @param {(state: "connected"|"reconnecting"|"lost") => void} say
 * @returns {() => void} stop watching
 */
export function watch(pc, restart, say) {
  const network = navigator.connection;
  let kind = network && network.type;
  let flowing = false;
  let known = { packets: 0, answers: 0 };
  let heard = 0;
  let usual = 0; // between two looks that found something new
  let since = 0; // when the trouble began; 0 while there is none
  let again = 0;
  let tries = 0;
  let told = null;

  function tell(state) {
    if (state !== told) say(state);
    told = state;
  }

  function trouble() {
    if (!since) {
      since = Date.now();
      again = tries = 0;
    }
    retry(Date.now());
  }

  function retry(now) {
    if (now - since > LOST) tell("lost");
    else if (told === "connected") tell("reconnecting");
    if (now < again) return;
    again = now + Math.min(AGAIN + tries * 1000, SLOWEST);
    tries += 1;
    restart();
  }

  function judge(now, fresh) {
    const alive = ALIVE.indexOf(pc.iceConnectionState) >= 0;
    const grew = fresh.packets > known.packets;
    // Without packets the other side may simply have nothing to send: then answers to ICE's own checks prove the way.
    const proved = grew || fresh.answers > known.answers;
    known = fresh;
    if (grew) {
      usual = heard && !since ? usual * 0.8 + (now - heard) * 0.2 : 0;
      heard = now;
    }
    if (alive && proved && (grew || since || !told)) {
      flowing = grew;
      since = 0;
      return tell("connected");
    }
    if (since) return retry(now);
    const stalled = flowing && now - heard > Math.max(STALL, usual * LONG);
    if (stalled || ["failed", "disconnected"].indexOf(pc.iceConnectionState) >= 0) trouble();
  }

  async function look() {
    if (!pc.remoteDescription && pc.signalingState === "stable") return;
    try {
      judge(Date.now(), await signs(pc));
    } catch (error) {
      stop(); // closed meanwhile
    }
  }

  function moved() {
    const changed = network && network.type !== kind;
    kind = network && network.type;
    if (changed) trouble();
  }

  function stop() {
    clearInterval(timer);
    removeEventListener("online", trouble);
    if (network && network.removeEventListener) network.removeEventListener("change", moved);
  }

  const timer = setInterval(look, EVERY);
  addEventListener("online", trouble);
  if (network && network.addEventListener) network.addEventListener("change", moved);
  return stop;
}
