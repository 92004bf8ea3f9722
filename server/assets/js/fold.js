// `table.folding`: each head with `data-fold` becomes a button that hides what stands under it (`data-under` begins with
// the same words). Without scripts everything is seen.
for (const head of document.querySelectorAll("table.folding [data-fold]")) {
  const bodies = [...head.closest("table").querySelectorAll("[data-under]")];
  const under = bodies.filter(({ dataset }) => `${dataset.under} `.startsWith(`${head.dataset.fold} `));
  if (!under.length) continue;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "fold" });
  button.append(...head.childNodes);
  head.append(button);
  const fold = (open) => {
    button.setAttribute("aria-expanded", open);
    for (const body of under) body.hidden = !open;
    // What was folded inside opens with it.
    if (open) for (const inner of under) inner.querySelector(".fold")?.setAttribute("aria-expanded", true);
  };
  fold(true);
  button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") !== "true"));
}
