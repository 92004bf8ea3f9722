// Menus (`details.menu`): one open at a time, closed by Escape or a click elsewhere, walked through with arrow keys.
const open = () => document.querySelectorAll("details:is(.menu, .bubble)[open]");

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu");
  if (event.key === "Escape") {
    for (const other of open()) {
      other.open = false;
      if (other.contains(event.target)) other.querySelector("summary").focus();
    }
    return;
  }
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  if (event.target.matches("input, select, textarea")) return;
  event.preventDefault();
  event.stopPropagation();
  menu.open = true;
  const items = [...menu.querySelectorAll(".menu-items :is(a, button)")];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
  items.at(next % items.length)?.focus();
}, true);
