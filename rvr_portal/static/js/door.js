/*
 * A form that no other script takes, as the page has none or they have not come yet, is posted without an entry in the
 * browser's history. Without script it is a plain form.
 */
(function () {
  "use strict";
  var busy = false;
  // htmx starts in such a browser, and swaps nothing: what it would take is taken before it (live.js has the same test).
  var old = !window.CSS || !CSS.supports || !CSS.supports("selector(:not(svg title))");

  function say(name) {
    var status = document.getElementById("door-status");
    if (status) status.textContent = (name && status.getAttribute(name)) || "";
  }

  function answered(form, response) {
    busy = false;
    if (response.status === 204) return;
    if (response.type === "opaqueredirect" || response.status === 404) location.replace(form.getAttribute("data-next") || location.pathname);
    else form.submit();
  }

  function failed() {
    busy = false;
    say("data-offline");
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || !window.fetch || !window.URLSearchParams) return;
    if (old && form.hasAttribute("data-told")) return;
    if (old) event.stopPropagation();
    event.preventDefault();
    if (busy) return;
    busy = true;
    say();
    fetch(form.getAttribute("action") || location.pathname, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      redirect: "manual"
    }).then(function (response) {
      answered(form, response);
    }, failed);
  }, old);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-replace],nav a");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.replace(link.href);
  });
})();
