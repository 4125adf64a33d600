(function () {
  "use strict";
  var root = document.documentElement, body = document.body;
  var parts = new Map(), order = [], active = null, pinned = null, byText = false;
  document.querySelectorAll("article [data-a]").forEach(function (node) {
    node.dataset.a.split(" ").forEach(function (id) {
      if (!parts.has(id)) { parts.set(id, []); }
      parts.get(id).push(node);
    });
  });
  document.querySelectorAll(".card").forEach(function (card) { order.push(card.dataset.a); });
  function card(id) { return document.getElementById("c" + id); }
  function anchor(id) { return document.getElementById("t" + id); }

  /* Light up one attribution and dim the rest of its article; null puts everything back. */
  function light(id) {
    if (id === active) { return; }
    if (active) {
      parts.get(active).forEach(function (node) { node.classList.remove("on", "own", "fill"); });
      card(active).closest("article").classList.remove("lit");
    }
    active = id;
    if (!id) { return; }
    var article = card(id).closest("article"), look = getComputedStyle(card(id));
    ["hue", "tint", "strong"].forEach(function (name) {
      article.style.setProperty("--lit-" + name, look.getPropertyValue("--" + name));
    });
    article.classList.add("lit");
    parts.get(id).forEach(function (node) {
      node.classList.add("on");
      node.classList.toggle("own", node.dataset.a.split(" ")[0] === id);
      node.classList.toggle("fill", (node.dataset.c || "").split(" ").includes(id));
    });
  }
  function show(node, centre) {
    var box = node.closest(".margin");
    if (!box || box.scrollHeight <= box.clientHeight + 1) {
      if (centre) { node.scrollIntoView({ block: "center" }); }
      return;
    }
    var inner = node.getBoundingClientRect(), outer = box.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) { box.scrollTop += inner.top - outer.top - 24; }
  }
  function pin(id, fromText) {
    pinned = id;
    byText = fromText;
    body.classList.toggle("from-text", Boolean(id) && fromText);
    light(id);
    if (!id) { return; }
    if (fromText) { show(card(id), false); }
    else { anchor(id).scrollIntoView({ block: "nearest" }); }
  }

  /* Of nested attributions the innermost is named first; a further click goes outwards. */
  function pick(node) {
    var ids = node.dataset.a.split(" ").filter(function (id) { return !card(id).classList.contains("off"); });
    return ids.length ? ids[(ids.indexOf(pinned) + 1) % ids.length] : null;
  }
  function touched(event) { return event.target.closest && event.target.closest("article [data-a]"); }
  document.addEventListener("mouseover", function (event) {
    var node = touched(event);
    if (pinned) { return; }
    light(node ? pick(node) : null);
  });
  document.addEventListener("click", function (event) {
    var node = touched(event), link = event.target.closest("a");
    if (event.target.closest("details.why, .only")) { return; }
    if (link && link.classList.contains("d") && event.detail) { event.preventDefault(); link = null; }
    if (link && (!link.classList.contains("n") || link.classList.contains("s"))) { return; }
    if (!node) { if (!event.target.closest(".filters, .ledger")) { pin(null, false); } return; }
    if (window.getSelection && String(window.getSelection())) { return; }
    if (link) { event.preventDefault(); }
    var own = node.closest(".card"), id = pick(node);
    if (!id) { return; }
    if (own) { pin(own.dataset.a, false); } else { pin(id, true); }
  });
  document.addEventListener("focusin", function (event) {
    var node = event.target.closest(".card, article .text a.n:not(.s), article .head a.n:not(.s)");
    if (event.target.closest("details, .party, .at, .ref")) { return; }
    if (!node || !node.matches(":focus-visible")) { return; }
    var own = node.closest(".card");
    pin((own || node).dataset.a, !own);
  });

  function move(step) {
    var seen = order.filter(function (id) { return !card(id).classList.contains("off"); });
    if (!seen.length) { return; }
    var at = seen.indexOf(pinned);
    var id = seen[at < 0 ? (step > 0 ? 0 : seen.length - 1) : (at + step + seen.length) % seen.length];
    var inCards = document.activeElement.closest(".card");
    var target = inCards ? card(id) : anchor(id);
    target.focus({ preventScroll: true });
    pin(id, !inCards);
    anchor(id).scrollIntoView({ block: "center" });
    show(card(id), false);
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, summary, button")) { return; }
    var onList = event.target.closest(".card, a.n"), key = event.key;
    if (key === "j" || (onList && (key === "ArrowDown" || key === "ArrowRight"))) { move(1); }
    else if (key === "k" || (onList && (key === "ArrowUp" || key === "ArrowLeft"))) { move(-1); }
    else if (key === "Escape") { pin(null, false); return; }
    else { return; }
    event.preventDefault();
  });

  /* Beside the text, the list keeps pace with what is being read. */
  var waiting = false;
  function follow() {
    waiting = false;
    document.querySelectorAll(".margin").forEach(function (box) {
      var article = box.closest("article").getBoundingClientRect();
      if (article.bottom < 0 || article.top > innerHeight || box.scrollHeight <= box.clientHeight + 1) { return; }
      if (box.matches(":hover") || box.contains(document.activeElement) || (pinned && byText)) { return; }
      var cards = box.querySelectorAll(".card:not(.off)"), low = 0, high = cards.length - 1;
      var eye = box.getBoundingClientRect().top + 8;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (anchor(cards[middle].dataset.a).getBoundingClientRect().top < eye) { low = middle + 1; } else { high = middle; }
      }
      if (cards.length) {
        var drop = cards[low].getBoundingClientRect().top - box.getBoundingClientRect().top;
        var place = anchor(cards[low].dataset.a).getBoundingClientRect().top - eye;
        box.scrollTop += drop - Math.max(0, Math.min(place, box.clientHeight * 0.4));
      }
    });
  }
  addEventListener("scroll", function () {
    if (!waiting) { waiting = true; requestAnimationFrame(follow); }
  }, { passive: true });

  /* A link may lead into a closed panel; paper has no panels to open. */
  function reveal() {
    var node = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!node) { return; }
    for (var box = node.closest("details"); box; box = box.parentElement.closest("details")) { box.open = true; }
    node.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link && !event.defaultPrevented && link.hash === location.hash) { reveal(); }
  });
  if (location.hash) { reveal(); }
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (box) { box.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (box) { box.open = false; }); });

  var filters = document.querySelector(".filters");
  if (!filters) { return; }
  /* Of an article with a party picked, only that party's statements are shown; others are left alone. */
  var picked = new Map();
  function fitsParty(id, party) {
    var one = picked.get(id.split("-")[0]);
    return !one || one === party;
  }
  document.querySelectorAll(".only").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var article = button.dataset.p.split("-")[0], on = button.getAttribute("aria-pressed") !== "true";
      button.closest("article").querySelectorAll(".only").forEach(function (other) { other.setAttribute("aria-pressed", "false"); });
      button.setAttribute("aria-pressed", String(on));
      if (on) { picked.set(article, button.dataset.p); } else { picked.delete(article); }
      filter();
    });
  });
  function filter() {
    var forms = {}, manner = document.getElementById("manner").value, shown = 0;
    var who = document.getElementById("who").value.trim().toLowerCase();
    filters.querySelectorAll("[name=form]").forEach(function (box) { forms[box.value] = box.checked; });
    order.forEach(function (id) {
      var data = card(id).dataset;
      var fits = forms[data.form] && fitsParty(id, data.p) && (!manner || data.manner === manner) && data.who.includes(who);
      card(id).classList.toggle("off", !fits);
      shown += fits ? 1 : 0;
    });
    document.querySelectorAll("article .text [data-a], article .head [data-a]").forEach(function (node) {
      node.classList.toggle("off", node.dataset.a.split(" ").every(function (id) { return card(id).classList.contains("off"); }));
    });
    document.getElementById("shown").textContent =
      shown === order.length ? "" : "showing " + shown + " of " + order.length;
    if (pinned && card(pinned).classList.contains("off")) { pin(null, false); }
  }
  filters.hidden = false;
  filters.addEventListener("input", filter);
  filter();
})();
