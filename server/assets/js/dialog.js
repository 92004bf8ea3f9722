// `data-dialog="id"` opens a native dialog; a click on the ground behind it, or `data-close`, closes it. A link that
// carries `data-dialog` leads to a page that does the same without scripts.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    opener.closest("details.menu")?.removeAttribute("open");
    dialog.showModal();
    dialog.querySelector("[autofocus], input:not([type=hidden]), select, textarea")?.focus();
  } else if (event.target.matches?.("dialog") || event.target.closest?.("[data-close]")) {
    event.target.closest("dialog")?.close();
  }
});

for (const dialog of document.querySelectorAll("dialog[data-open], dialog:target")) dialog.showModal();
