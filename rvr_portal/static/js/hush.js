/** While she hides her page in a call: her camera off, and where she chose so also her microphone and the other side's sound. */

const AGAIN = 500; // a device that opens only now must be let go too

/** @param {HTMLElement} root carries `data-quiet` where the sound must not go on */
export function start(root) {
  const quiet = "quiet" in root.dataset;
  const switchOf = (id) => document.getElementById(id);
  const isOff = (button) => button.getAttribute("aria-pressed") === "true";
  let timer = null;
  let muted = false;
  let silenced = null;

  /** Presses a switch of the call as she would. @returns {boolean} whether it was on */
  function off(id) {
    const button = switchOf(id);
    if (!button || button.disabled || isOff(button)) return false;
    button.click();
    return true;
  }

  function hush() {
    off("camera");
    if (!quiet) return;
    muted = off("mute") || muted;
    const remote = document.getElementById("remote");
    if (remote.muted) return;
    remote.muted = true;
    silenced = remote;
  }

  /** As it was before, but for the camera: that one she turns on herself. */
  function loud() {
    if (silenced) silenced.muted = false;
    const button = switchOf("mute");
    if (muted && button && isOff(button)) button.click();
    muted = false;
    silenced = null;
  }

  function follow() {
    clearInterval(timer);
    if (document.documentElement.dataset.face === "harmless") {
      hush();
      timer = setInterval(hush, AGAIN);
    } else {
      loud();
    }
  }

  document.addEventListener("face", follow);
  root.addEventListener("leave", () => {
    clearInterval(timer);
    document.removeEventListener("face", follow);
  });
  follow();
}
