/**
 * Put into each page of a call of three: its microphone is one tone (`window.benchVoice`, in hertz), and which tones sound
 * in what it plays is written down four times a second. Tones, as voices cannot be told apart in a mix.
 */
(() => {
  const TONES = [440, 1270, 2930]; // none an overtone of another
  const LOUD = -55; // decibels; a tone that is there has -30 and more
  const heard = (window.benchHeard = []);
  const ears = new Map();
  const ask = navigator.mediaDevices && MediaDevices.prototype.getUserMedia;
  if (!ask) return;

  MediaDevices.prototype.getUserMedia = async function (wanted) {
    const given = await ask.call(this, wanted);
    if (!wanted.audio) return given;
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const out = audio.createMediaStreamDestination();
    tone.frequency.value = window.benchVoice;
    volume.gain.value = 0.3;
    tone.connect(volume).connect(out);
    tone.start();
    given.getAudioTracks().forEach((track) => { track.stop(); given.removeTrack(track); });
    return new MediaStream([...given.getVideoTracks(), ...out.stream.getAudioTracks()]);
  };

  function ear(track) {
    if (ears.has(track)) return ears.get(track);
    const audio = new AudioContext();
    const made = audio.createAnalyser();
    made.smoothingTimeConstant = 0;
    audio.createMediaStreamSource(new MediaStream([track])).connect(made);
    ears.set(track, made);
    return made;
  }

  function tones(track) {
    const found = ear(track);
    const levels = new Float32Array(found.frequencyBinCount);
    found.getFloatFrequencyData(levels);
    return TONES.filter((hertz) => levels[Math.round((hertz * found.fftSize) / found.context.sampleRate)] > LOUD);
  }

  setInterval(() => {
    const tracks = [...document.querySelectorAll("video")]
      .filter((video) => video.id !== "self" && video.srcObject)
      .flatMap((video) => video.srcObject.getAudioTracks());
    const all = new Set(tracks.flatMap(tones));
    heard.push({ at: performance.timeOrigin + performance.now(), tones: [...all].join(" ") });
  }, 250);
})();
