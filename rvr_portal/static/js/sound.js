/** A tone to listen for. Only ever after a tap. */

import { audioContext } from "./media.js";

/** One second of a soft, plain tone. */
export function tone() {
  const audio = audioContext();
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
