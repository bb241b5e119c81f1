// On the page of references: a button that copies each. On a document's page: a link that cites what is selected.
"use strict";

for (const text of document.querySelectorAll("pre[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = text.dataset.copied;
  });
  if (navigator.clipboard) text.nextElementSibling.prepend(button);
}

const link = document.querySelector("a[data-cite]");

// The offset of a boundary of the selection in code points of the text; null outside of it.
function offset(node, position) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const block = element.closest(".body [data-start]");
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, position);
  return Number(block.dataset.start) + [...before.toString()].length;
}

function follow_selection() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return;
  const address = new URL(link.href);
  address.searchParams.set("at", `${start}-${end}`);
  link.href = address.href;
  link.textContent = link.dataset.cite;
  link.classList.add("floating");
}

if (link) document.addEventListener("selectionchange", follow_selection);
