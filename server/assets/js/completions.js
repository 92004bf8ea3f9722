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

// Rows come and go: whoever is typed into is looked at then.
const look = ({ target }) => {
  const completed = target instanceof HTMLInputElement && target.form?.dataset.completed?.split(" ").includes(target.name);
  if (!completed) return;
  const id = `completions-${target.name}`;
  const list = document.getElementById(id) ?? target.form.appendChild(Object.assign(document.createElement("datalist"), { id }));
  target.setAttribute("list", id);
  words(target, target.value, (found) => {
    list.replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
  });
};
for (const kind of ["focusin", "input"]) document.addEventListener(kind, look);
