/** The two pictures. */

/**
 * @param {HTMLElement} root holds `video#remote` and `video#self`
 * @param {{onRefused: () => void}} options `onRefused`: the browser plays no sound before a tap
 */
export function stage(root, options) {
  const remote = root.querySelector("#remote");
  const self = root.querySelector("#self");

  function play(video) {
    return Promise.resolve(video.play()).catch((error) => {
      if (error.name === "NotAllowedError") options.onRefused();
    });
  }

  return {
    /** A new track of the other side takes the place of the older one of its kind. */
    show(track) {
      const kept = remote.srcObject ? remote.srcObject.getTracks().filter((one) => one.kind !== track.kind) : [];
      remote.srcObject = new MediaStream(kept.concat(track));
      play(remote);
    },
    showSelf(track) {
      self.srcObject = track ? new MediaStream([track]) : null;
      self.hidden = !track;
      if (!track) return;
      // One's own face is known from the mirror; a street or a letter must be read the right way round.
      self.classList.toggle("mirrored", track.getSettings().facingMode !== "environment");
      play(self);
    },
    picture(there) {
      remote.parentElement.dataset.picture = there ? "on" : "off";
    },
    sound(on) {
      remote.muted = !on;
      if (remote.srcObject) play(remote);
    },
    clear() {
      remote.srcObject = null;
      self.srcObject = null;
    },
  };
}
