/*
 * What the server has to know though nothing on the page shows it: the silent alert, that she hides the page or is back,
 * whether the page is in front of her. In order, each until it is heard, also when the page goes meanwhile.
 */
(function () {
  "use strict";
  var AGAIN = 2000;
  var PATIENCE = 8000;
  var EMPTY = 0.05;
  var unheard = [];

  function post(word) {
    var stop = window.AbortController ? new AbortController() : {};
    setTimeout(function () {
      if (stop.abort) stop.abort();
    }, PATIENCE);
    return fetch(word.url, {
      method: "POST",
      body: word.body,
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true,
      signal: stop.signal
    });
  }

  function send() {
    post(unheard[0]).then(function (answer) {
      if (answer.status >= 500 || answer.status === 429) throw answer;
      unheard.shift();
      if (unheard.length) send();
    }).catch(function () {
      setTimeout(send, AGAIN);
    });
  }

  function say(url, body) {
    unheard.push({ url: url, body: body });
    if (unheard.length === 1) send();
  }

  /* A visit that has ended asks nothing more. */
  function stand(name, how) {
    var main = document.getElementById("main");
    if (!main || !main.hasAttribute("data-events")) return;
    var body = new URLSearchParams();
    body.set("csrf_token", document.body.getAttribute("data-csrf"));
    body.set("standing", name);
    how(main.getAttribute("data-standing"), body);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.hasAttribute("data-told")) return;
    event.preventDefault();
    var body = new URLSearchParams(new FormData(form));
    // By it the server knows what it has heard already.
    if (body.has("press")) body.set("press", String(Math.random()).slice(2));
    say(form.action, body);
  }, true);
  document.addEventListener("visibilitychange", function () {
    stand(document.visibilityState === "hidden" ? "background" : "here", say);
  });
  document.addEventListener("standing", function (event) {
    stand(event.detail, say);
  });
  addEventListener("pagehide", function () {
    stand("closed", function (url, body) {
      unheard.slice(1).concat({ url: url, body: body }).forEach(post);
    });
  });
  if (navigator.getBattery) navigator.getBattery().then(function (power) {
    function look() {
      if (power.level <= EMPTY && !power.charging) stand("battery_low", say);
    }
    power.addEventListener("levelchange", look);
    look();
  }, function () {});
})();
