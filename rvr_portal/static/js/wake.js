/** Keeps the screen on while a call lasts: a dark phone takes the camera away. No DOM. */

/** @returns {() => void} let the screen sleep again */
export function stayAwake() {
  let lock = null;
  let over = false;

  async function hold() {
    if (over || !navigator.wakeLock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (over) lock.release();
    } catch (error) {
      lock = null; // a low battery may forbid it; the call goes on
    }
  }

  document.addEventListener("visibilitychange", hold);
  hold();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", hold);
    if (lock) lock.release();
  };
}
