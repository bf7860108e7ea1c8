/** What the phone itself can bear: a low battery or a hot processor asks for a smaller picture. No DOM. */

const ENOUGH = 0.2;
const SPARING = 3;
const HOT = "critical"; // "serious" is what any call does to a cheap phone

/** @returns {{top: () => number|undefined, end: () => void}} the highest level of ladder.js that the phone should send */
export function strain() {
  let hot = false;
  let power = null;
  let observer = null;

  if (navigator.getBattery) {
    navigator.getBattery().then((battery) => {
      power = battery;
    }, () => null);
  }
  if (window.PressureObserver) {
    observer = new window.PressureObserver((records) => {
      hot = records[records.length - 1].state === HOT;
    });
    Promise.resolve(observer.observe("cpu", { sampleInterval: 2000 })).catch(() => null);
  }

  return {
    top: () => (hot || (power && power.level < ENOUGH && !power.charging) ? SPARING : undefined),
    end: () => observer && observer.disconnect(),
  };
}
