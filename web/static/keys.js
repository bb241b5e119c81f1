// j and k walk through the results of a page; Enter opens the one at hand, as it opens any link.
"use strict";

const RESULTS = ".hit h2 a, .documents .title, table.list tbody td:first-child a.entity, .rows > li > p > a.entity:first-child, .finding .places a:first-child, .kwic tbody a";

function walk(event) {
  const step = { j: 1, k: -1 }[event.key];
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (!step || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const results = [...document.querySelectorAll(RESULTS)];
  if (!results.length) return;
  const at = results.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : results.length - 1) : Math.min(Math.max(at + step, 0), results.length - 1);
  event.preventDefault();
  results[next].focus();
  results[next].scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", walk);
