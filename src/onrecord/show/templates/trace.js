(function () {
  "use strict";
  var panel = document.getElementById("panel"), inside = panel.querySelector(".inside");
  var picture = document.querySelector(".picture"), fit = document.getElementById("fit");
  var lit = [], from = null;
  function name(node) { return node.dataset.arrow !== undefined ? "arrow-" + node.dataset.arrow : "copies-" + node.dataset.copies; }
  function arrows(id) {
    return Array.from(picture.querySelectorAll("a[data-arrow], a[data-copies]")).filter(function (node) { return name(node) === id; });
  }
  function light(id) {
    lit.forEach(function (node) { node.classList.remove("on"); });
    lit = id ? arrows(id) : [];
    lit.forEach(function (node) { node.classList.add("on"); });
  }
  function open(node) {
    var id = name(node), box = document.getElementById(id);
    if (!box) { return; }
    inside.textContent = "";
    var title = document.createElement("h3");
    title.textContent = box.querySelector("summary").textContent;
    title.dir = "auto";
    inside.appendChild(title);
    inside.appendChild(box.querySelector(".rests").cloneNode(true));
    from = node.classList.contains("said") ? arrows(id)[0] : node;
    panel.hidden = false;
    panel.scrollTop = 0;
    light(id);
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }
  function close() {
    if (panel.hidden) { return; }
    panel.hidden = true;
    light(null);
    if (from) { from.focus({ preventScroll: true }); }
  }
  picture.addEventListener("click", function (event) {
    var node = event.target.closest("a[data-arrow], a[data-copies]");
    if (node) { event.preventDefault(); open(node); }
  });
  panel.querySelector(".close").addEventListener("click", close);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });

  fit.parentElement.hidden = false;
  fit.addEventListener("click", function () {
    var on = picture.classList.toggle("fit");
    fit.setAttribute("aria-pressed", String(on));
  });

  /* A link may lead into a closed list; paper has no lists to open. */
  function reveal() {
    var node = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (node && node.tagName === "DETAILS") { node.open = true; node.scrollIntoView({ block: "center" }); }
  }
  addEventListener("hashchange", reveal);
  reveal();
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (box) { box.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (box) { box.open = false; }); });
})();
