/*
 * Another face in place of her page: a cover while nobody should see it and until she is back, a harmless page when she
 * hides it. What is below goes on, unseen and unspoken; but no call begins there.
 */
(function () {
  "use strict";
  var root = document.documentElement;
  var face = "";
  var focus = null;
  var scroll = 0;
  var known = null;

  function find(id) {
    return document.getElementById(id);
  }

  function tell() {
    document.dispatchEvent(new Event("face"));
  }

  function hide(hidden) {
    var main = find("main");
    if (main) main.hidden = hidden;
  }

  /* Of a part that changes by itself only the sentences that were not there are spoken, in their order. */
  function news() {
    if (face) return;
    var before = known;
    var part = document.querySelector("[data-news]");
    known = part && Array.from(part.querySelectorAll("p"), function (it) { return it.textContent.trim(); });
    var fresh = before && known ? known.filter(function (it) { return before.indexOf(it) < 0; }) : [];
    if (fresh.length) find("announce").textContent = fresh.join(" ");
  }

  // Made here: a browser that shows text only shows what is in a template as well.
  function cover() {
    var main = document.createElement("main");
    var button = main.appendChild(document.createElement("h1")).appendChild(document.createElement("button"));
    button.type = "button";
    button.setAttribute("data-primary", "");
    button.textContent = find("face").getAttribute("data-cover");
    return main;
  }

  function put(name) {
    face = name;
    focus = document.activeElement;
    scroll = window.pageYOffset;
    root.setAttribute("data-face", name);
    hide(true);
    find("face").appendChild(name === "cover" ? cover() : find(name).content.cloneNode(true));
    window.scrollTo(0, 0);
    meet();
    tell();
  }

  function meet() {
    find("face").querySelector("button").focus();
  }

  function back() {
    face = "";
    root.removeAttribute("data-face");
    hide(false);
    find("face").textContent = "";
    if (!focus || !focus.isConnected || focus === document.body) focus = document.querySelector("#main h1");
    if (focus) focus.focus();
    window.scrollTo(0, scroll);
    tell();
    news();
    // What was held back meanwhile.
    find("main").dispatchEvent(new Event("look"));
  }

  function seen() {
    var hidden = document.visibilityState === "hidden";
    if (hidden && !face && find("face")) put("cover");
    root.classList.toggle("blank", hidden && face === "cover");
    if (!hidden && face === "cover") meet();
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.id === "hide") put("harmless");
    else if (find("face").contains(form)) back();
  }, true);
  document.addEventListener("click", function (event) {
    if (face === "cover" && find("face").contains(event.target.closest("button"))) back();
  });
  document.addEventListener("look", function (event) {
    if (face && document.body.getAttribute("data-step") === "waiting") event.stopPropagation();
  }, true);
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("DOMContentLoaded", seen);
  document.addEventListener("DOMContentLoaded", news);
  document.addEventListener("htmx:after:swap", news);
})();
