// Small comforts; every page is whole without them. Nothing is stored and nothing is sent.
(function () {
  "use strict";
  var exit = document.querySelector("[data-exit]");
  if (exit) {
    var leave = function (event) {
      if (event) event.preventDefault();
      document.documentElement.style.visibility = "hidden";
      location.replace(exit.href);
    };
    exit.addEventListener("click", leave);
    var presses = 0;
    document.addEventListener("keydown", function (event) {
      if (event.repeat) return;
      presses = event.key === "Shift" ? presses + 1 : 0;
      if (presses === 3) leave();
    });
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) location.reload();
    });
  }
  var share = document.querySelector("[data-share]");
  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", function () {
      navigator.share({ url: share.getAttribute("data-share") }).catch(function () {});
    });
  }
  var failed = document.querySelector("[data-failed]");
  if (failed) {
    document.addEventListener("allauth.error", function (event) {
      event.preventDefault();
      failed.hidden = false;
    });
  }
  var print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", function () { window.print(); });
  }
})();
