// Tables wider than their place scroll (`.table-box`): those that do can be reached and moved with the keyboard.
const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".table-box");
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(".table-box")) for (const part of [box, box.firstElementChild]) if (part) watch.observe(part);
