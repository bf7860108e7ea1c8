/** Hearing: how loud a microphone is, and a tone to listen for. Only ever after a tap. */

const OFTEN = 100;

function context() {
  const Kind = window.AudioContext || window.webkitAudioContext;
  return new Kind();
}

/** Shows the level, 0 to 1, ten times a second; `peak` is the loudest so far. */
export function meter(track, show) {
  const audio = context();
  const analyser = audio.createAnalyser();
  const wave = new Float32Array(analyser.fftSize);
  let peak = 0;
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(wave);
    const level = wave.reduce((loudest, value) => Math.max(loudest, Math.abs(value)), 0);
    peak = Math.max(peak, level);
    show(level);
  }, OFTEN);
  return {
    peak: () => peak,
    stop() {
      clearInterval(timer);
      audio.close();
    },
  };
}

/** One second of a soft, plain tone. */
export function tone() {
  const audio = context();
  const voice = audio.createOscillator();
  const volume = audio.createGain();
  voice.frequency.value = 520;
  volume.gain.setValueAtTime(0.2, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 1);
  voice.connect(volume).connect(audio.destination);
  voice.onended = () => audio.close();
  voice.start();
  voice.stop(audio.currentTime + 1);
}
