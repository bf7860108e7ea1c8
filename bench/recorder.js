/**
 * Put into both pages before anything of theirs runs: keeps what the call's connection counts, every
 * `window.benchEvery` ms, and when the other side's first picture was shown. It changes nothing.
 */
(() => {
  const book = (window.bench = { samples: [], frame: null });
  const names = new Map();
  const now = () => performance.timeOrigin + performance.now();

  function name(pc) {
    if (!names.has(pc)) names.set(pc, names.size + 1);
    return names.get(pc);
  }

  const readers = {
    "inbound-rtp": (it, to) => {
      if (it.kind === "audio") {
        to.received = it.totalSamplesReceived;
        to.concealed = it.concealedSamples;
        to.packets = it.packetsReceived;
        to.lost = it.packetsLost;
      } else {
        Object.assign(to, { frames: it.framesDecoded, freezes: it.totalFreezesDuration });
        Object.assign(to, { width: it.frameWidth, height: it.frameHeight });
      }
    },
    "outbound-rtp": (it, to) => {
      if (it.kind === "video") Object.assign(to, { sends: it.active !== false, encoded: it.framesEncoded });
    },
    "candidate-pair": (it, to, all) => {
      const used = Array.from(all.values()).some((one) => one.selectedCandidatePairId === it.id);
      if (!used) return;
      const ours = all.get(it.localCandidateId) || {};
      to.rtt = it.currentRoundTripTime;
      to.estimate = it.availableOutgoingBitrate;
      to.way = ours.candidateType === "relay" ? `relay-${ours.relayProtocol}` : "direct";
    },
  };

  async function look() {
    const pc = (window.rvrPeers || []).filter((one) => one.connectionState !== "closed").pop();
    if (!pc) return;
    const told = { at: now(), pc: name(pc), state: pc.connectionState };
    const all = await pc.getStats();
    all.forEach((it) => readers[it.type] && readers[it.type](it, told, all));
    book.samples.push(told);
  }

  function watchPicture() {
    const remote = document.querySelector("video#remote");
    if (!remote || remote.benchWatched) return;
    remote.benchWatched = true;
    remote.requestVideoFrameCallback(() => {
      book.frame = book.frame || now();
    });
  }

  async function tick() {
    const begun = performance.now();
    watchPicture();
    await look().catch(() => null);
    setTimeout(tick, Math.max(0, window.benchEvery - (performance.now() - begun)));
  }

  tick();
})();
