// Completes the fields of a form while somebody types. The form says where words are to be had (data-completions) and which
// of its plain fields are completed (data-completed); chips ask for themselves.
const PAUSE = 150;
const waiting = new WeakMap();

export function words(field, typed, done) {
  const address = field.form?.dataset.completions;
  if (!address) return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(async () => {
    const answer = await fetch(`${address}?${new URLSearchParams({ field: field.name, q: typed.trim() })}`).catch(() => null);
    // Without an answer one types on without completion.
    if (answer?.ok) done(await answer.json());
  }, PAUSE));
}

for (const form of document.querySelectorAll("form[data-completed]")) {
  for (const name of form.dataset.completed.split(" ")) {
    const input = form.elements.namedItem(name);
    if (!(input instanceof HTMLInputElement)) continue;
    const list = Object.assign(document.createElement("datalist"), { id: `completions-${name}` });
    input.after(list);
    input.setAttribute("list", list.id);
    const look = () => words(input, input.value, (found) => {
      list.replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
    });
    input.addEventListener("focus", look);
    input.addEventListener("input", look);
  }
}
