"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const claims = all(".claim");
  const marks = all("mark");
  const lines = document.getElementById("lines");
  const hidden = new Set();
  let active = null;

  const shown = () => claims.filter((claim) => !claim.hidden);
  const words = (node, name) => (node.dataset[name] || "").split(" ").filter(Boolean);
  const start = (span) => document.getElementById("s-" + span);

  function draw() {
    lines.replaceChildren();
    if (!active) return;
    for (const link of all("[data-from]", active)) {
      const ends = [start(link.dataset.from), start(link.dataset.to)];
      if (ends.includes(null)) continue;
      const [from, to] = ends.map((end) => visible(end));
      if (!from || !to) continue;
      const middle = (from.x + to.x) / 2;
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", `M${from.x},${from.y} C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`);
      const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
      text.setAttribute("x", middle);
      text.setAttribute("y", (from.y + to.y) / 2);
      text.textContent = link.dataset.relation;
      lines.append(path, text);
    }
  }

  function visible(anchor) {
    const box = anchor.getBoundingClientRect();
    const pane = anchor.closest("article").getBoundingClientRect();
    if (box.top < pane.top || box.top > pane.bottom) return null;
    return { x: box.left, y: box.top + 8 };
  }

  function reveal(anchor) {
    const pane = anchor.closest("article");
    const by = anchor.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (by < 0 || by > pane.clientHeight - 40) pane.scrollTop += by - pane.clientHeight / 3;
  }

  function activate(claim, from) {
    active = claim;
    for (const other of claims) other.classList.toggle("active", other === claim);
    for (const mark of marks) {
      mark.classList.toggle("active", !!claim && words(mark, "claims").includes(claim.dataset.number));
    }
    if (claim) {
      if (from !== "claim") claim.scrollIntoView({ block: "nearest" });
      if (from !== "mark") words(claim, "spans").map(start).filter(Boolean).reverse().forEach(reveal);
    }
    draw();
  }

  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(active);
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
    activate(next);
    next.focus({ preventScroll: true });
  }

  function filter() {
    for (const claim of claims) claim.hidden = hidden.has(claim.dataset.label);
    const numbers = new Set(shown().map((claim) => claim.dataset.number));
    for (const mark of marks) {
      const held = words(mark, "claims");
      mark.classList.toggle("off", held.length > 0 && !held.some((number) => numbers.has(number)));
    }
    if (active && active.hidden) activate(null);
    draw();
  }

  for (const button of all("button[data-label]")) {
    button.addEventListener("click", () => {
      const off = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!off));
      hidden[off ? "add" : "delete"](button.dataset.label);
      filter();
    });
  }
  for (const claim of claims) {
    claim.addEventListener("click", (event) => {
      if (!event.target.closest("a")) activate(claim, "claim");
    });
    claim.addEventListener("focus", () => active !== claim && activate(claim, "claim"));
  }
  for (const mark of marks) {
    mark.addEventListener("click", () => {
      const claim = shown().find((one) => words(mark, "claims").includes(one.dataset.number));
      if (claim) activate(claim, "mark");
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "Escape") activate(null);
  });
  for (const pane of [window, ...all(".articles, .articles > article, .claims")]) {
    pane.addEventListener("scroll", draw, { passive: true });
  }
  window.addEventListener("resize", draw);
  function follow() {
    const wanted = document.getElementById(location.hash.slice(1));
    if (claims.includes(wanted)) activate(wanted);
  }
  window.addEventListener("hashchange", follow);
  document.getElementById("keys").hidden = false;
  follow();
})();
