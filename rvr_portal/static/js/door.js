/* The link's page: the tap is posted without an entry in the browser's history. Without script it is a plain form. */
(function () {
  "use strict";
  var form = document.querySelector("form");
  var status = document.getElementById("door-status");
  var busy = false;

  function answered(response) {
    if (response.type === "opaqueredirect" || response.status === 404) location.replace(form.getAttribute("data-next"));
    else form.submit();
  }

  function failed() {
    busy = false;
    status.textContent = status.getAttribute("data-offline");
  }

  form.addEventListener("submit", function (event) {
    if (!window.fetch || !window.URLSearchParams) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    status.textContent = "";
    fetch(location.pathname, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      redirect: "manual"
    }).then(answered, failed);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-replace]");
    if (!link) return;
    event.preventDefault();
    location.replace(link.href);
  });
})();
