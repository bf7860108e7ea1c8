/* Quick exit. Stands first in the page, needs nothing that comes later, and never waits for our server. */
(function () {
  "use strict";
  var root = document.documentElement;
  var gone = false;
  var presses = 0;
  var first = 0;
  // A second tap to be sure: the blank page takes it, so that it opens nothing on the next one.
  var TAPS = 400;

  function each(list, act) {
    for (var i = 0; list && i < list.length; i++) {
      try {
        act(list[i]);
      } catch (error) {
        continue;
      }
    }
  }

  function blank() {
    root.style.background = "#fff";
    if (document.body) document.body.style.display = "none";
  }

  function silence() {
    if (window.speechSynthesis) speechSynthesis.cancel();
    each(window.rvrTracks, function (track) { track.stop(); });
    each(window.rvrPeers, function (peer) { peer.close(); });
    each(document.querySelectorAll("video,audio"), function (element) {
      element.pause();
      element.srcObject = null;
    });
  }

  function tell() {
    try {
      fetch("/exit", { method: "POST", keepalive: true, credentials: "same-origin", redirect: "manual" })
        .catch(function () {});
    } catch (error) {
      if (navigator.sendBeacon) navigator.sendBeacon("/exit");
    }
  }

  function wipe() {
    each(["sessionStorage", "localStorage"], function (name) { window[name].clear(); });
  }

  function leave(event) {
    if (event) event.preventDefault();
    if (gone) return;
    gone = true;
    blank();
    // What is still under way must not lead anywhere else.
    window.stop();
    each([silence, tell, wipe], function (act) { act(); });
    if (event && event.type === "pointerup") setTimeout(go, TAPS);
    else go();
  }

  function go() {
    location.replace(root.getAttribute("data-exit"));
  }

  function exits(target) {
    var link = target && target.closest && target.closest("a[href]");
    return link && link.getAttribute("href") === "/exit";
  }

  function say(left) {
    var status = document.getElementById("exit-status");
    if (status) status.textContent = root.getAttribute("data-exit-" + left) || "";
  }

  /* Three times within five seconds; any other key in between starts again. Not Escape: it belongs to assistive tools. */
  function key(event) {
    // Escape would stop the way out, and leave her on a blank page.
    if (gone) event.preventDefault();
    if (event.key !== "Shift" || event.repeat) {
      if (presses && event.key !== "Shift") say(0);
      if (event.key !== "Shift") presses = 0;
      return;
    }
    var now = Date.now();
    if (now - first > 5000) presses = 0;
    if (!presses) first = now;
    presses += 1;
    if (presses === 3) leave();
    else say(3 - presses);
  }

  function follow() {
    var bar = document.getElementById("exit-bar");
    var seen = window.visualViewport;
    if (!bar) return;
    var hidden = root.clientHeight - seen.height - seen.offsetTop;
    bar.style.bottom = hidden > 60 ? hidden + "px" : "";
  }

  document.addEventListener("click", function (event) {
    if (exits(event.target)) leave(event);
  }, true);
  document.addEventListener("pointerup", function (event) {
    if (event.button === 0 && exits(event.target)) leave(event);
  }, true);
  document.addEventListener("keydown", key, true);
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    blank();
    location.reload();
  });
  if (window.visualViewport) window.visualViewport.addEventListener("resize", follow);
})();
