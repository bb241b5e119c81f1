// What pages gain with JavaScript: any place #cA-B is marked exactly, and / goes to the search box.
// A and B are offsets in Unicode code points; `data-start` on an element is the offset of its first one.
"use strict";

const PLACE = /^#c(\d{1,9})-(\d{1,9})$/;

function mark_place() {
  for (const old of document.querySelectorAll("mark.from-address")) old.replaceWith(...old.childNodes);
  const wanted = PLACE.exec(location.hash);
  const body = document.querySelector(".body[data-length]");
  if (!wanted || !body || document.getElementById(location.hash.slice(1))) return;
  const [start, end] = [Number(wanted[1]), Number(wanted[2])];
  const marks = [...body.querySelectorAll("[data-start]")].flatMap((block) => mark_in(block, start, end));
  if (marks.length) marks[0].scrollIntoView({ block: "center" });
}

function mark_in(block, start, end) {
  let at = Number(block.dataset.start);
  const marks = [];
  const nodes = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const characters = [...node.data];
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, characters.length);
    if (from < to) marks.push(wrap(node, units(characters, from), units(characters, to)));
    at += characters.length;
  }
  return marks;
}

// Code points to UTF-16 units.
function units(characters, count) {
  return characters.slice(0, count).join("").length;
}

function wrap(node, from, to) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  const mark = document.createElement("mark");
  mark.className = "at from-address";
  range.surroundContents(mark);
  return mark;
}

function on_key(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

// A drawing wider than the screen shows its middle first.
function centre_drawing() {
  for (const canvas of document.querySelectorAll(".canvas")) {
    canvas.scrollLeft = (canvas.scrollWidth - canvas.clientWidth) / 2;
  }
}

addEventListener("hashchange", mark_place);
document.addEventListener("keydown", on_key);
mark_place();
centre_drawing();
