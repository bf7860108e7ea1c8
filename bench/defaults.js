/**
 * Put into both pages of a call that is to run as a browser runs it by itself: what our script asks of sound and
 * picture is heard and not done. Camera, signalling and restarts stay ours, so that only the settings differ.
 */
(() => {
  const silent = (kind, name) => {
    if (name in kind.prototype) Object.defineProperty(kind.prototype, name, { get: () => null, set() {} });
  };
  const later = async () => undefined;

  RTCRtpSender.prototype.setParameters = later;
  RTCRtpTransceiver.prototype.setCodecPreferences = () => undefined;
  MediaStreamTrack.prototype.applyConstraints = later;
  silent(RTCRtpReceiver, "jitterBufferTarget");
  silent(RTCRtpReceiver, "playoutDelayHint");
  silent(MediaStreamTrack, "contentHint");

  const pc = RTCPeerConnection.prototype;
  const add = pc.addTransceiver;
  pc.addTransceiver = function (kind, init) {
    const kept = Object.assign({}, init);
    delete kept.sendEncodings;
    return add.call(this, kind, kept);
  };

  /** What Chromium 156 writes for Opus, and no bandwidth line. */
  function own(sdp) {
    const opus = (/^a=rtpmap:(\d+) opus\//im.exec(sdp) || [])[1];
    return sdp
      .split("\r\n")
      .filter((line) => !/^(a=(max)?ptime:|b=(AS|TIAS):)/.test(line))
      .map((line) => (line.startsWith(`a=fmtp:${opus} `) ? `a=fmtp:${opus} minptime=10;useinbandfec=1` : line))
      .join("\r\n");
  }

  for (const name of ["setLocalDescription", "setRemoteDescription"]) {
    const set = pc[name];
    pc[name] = function (told) {
      return told && told.sdp ? set.call(this, { type: told.type, sdp: own(told.sdp) }) : set.call(this);
    };
  }
})();
