/** A part that changes by itself: only the sentences that were not there before are spoken, in their order. */

/** @param {HTMLElement} root holds a paragraph for each sentence */
export function start(root) {
  const voice = document.getElementById("announce");
  let known = sentences();

  function sentences() {
    return Array.from(root.querySelectorAll("p"), (it) => it.textContent.trim());
  }

  function look() {
    // Behind another face nothing may be spoken: it waits until she is back.
    if (document.documentElement.dataset.face) return;
    const now = sentences();
    const fresh = now.filter((it) => !known.includes(it));
    known = now;
    if (fresh.length) voice.textContent = fresh.join(" ");
  }

  new MutationObserver(look).observe(root, { childList: true });
  document.addEventListener("face", look);
  root.addEventListener("leave", () => document.removeEventListener("face", look));
}
