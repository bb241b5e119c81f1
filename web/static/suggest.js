// Suggestions while a query is typed: a <datalist> for every search box, filled from /suggest.
// Without JavaScript the box is a plain form; the page of results then offers the same suggestions as links.
"use strict";

const WAIT = 150; // milliseconds after the last key

function suggesting(box) {
  const list = document.createElement("datalist");
  list.id = `${box.id}-suggestions`;
  box.after(list);
  box.setAttribute("list", list.id);
  let timer = 0;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => fill(box, list), WAIT);
  });
}

async function fill(box, list) {
  const typed = box.value.trim();
  if (!typed || [...list.options].some((option) => option.value === box.value)) return;
  const answer = await fetch(`/suggest?q=${encodeURIComponent(typed)}`);
  if (!answer.ok || box.value.trim() !== typed) return;
  const found = await answer.json();
  list.replaceChildren(...found.map((suggestion) => option(suggestion, typed)));
}

// Browsers show only options that hold what was typed, so initials stand behind the name they found.
function option({ text, name, query }, typed) {
  const made = document.createElement("option");
  made.value = query;
  made.label = text.includes(typed) ? `${text} · ${name}` : `${text} · ${name} · ${typed}`;
  return made;
}

document.querySelectorAll("[data-search]").forEach(suggesting);
