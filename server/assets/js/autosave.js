// `<form data-autosave="address" data-failed="words">`: sends what was typed after a pause; the answer is a short text
// ("saved at 14:02") shown in the form's `.saved`. What could not be sent is tried again, and leaving then asks.
const PAUSE = 900;
const AGAIN = 5000;
const timers = new WeakMap();
const sending = new WeakSet();

function later(form, delay) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), delay));
}

async function save(form) {
  if (sending.has(form)) return later(form, PAUSE);
  sending.add(form);
  const place = form.querySelector(".saved");
  const version = (form.dataset.version = String(Number(form.dataset.version ?? 0) + 1));
  let failed = true;
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "x-fragment": "autosave" } });
    failed = !answer.ok && answer.status !== 422;
    if (place && answer.ok) place.textContent = await answer.text();
    if (!failed && form.dataset.version === version) form.removeAttribute("data-dirty");
  } catch {
    failed = true;
  } finally {
    sending.delete(form);
  }
  if (!failed) return;
  if (place && form.dataset.failed) place.textContent = form.dataset.failed;
  later(form, AGAIN);
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.form;
    if (!form?.dataset.autosave) return;
    form.dataset.version = String(Number(form.dataset.version ?? 0) + 1);
    later(form, PAUSE);
  });
}
document.addEventListener("submit", (event) => clearTimeout(timers.get(event.target)));
