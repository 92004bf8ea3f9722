// All forms: one submission at a time, leaving with unsaved changes asks (`data-guard`), filters apply when changed
// (`data-auto`), the list of errors takes the focus.
document.querySelector("[data-focus]")?.focus();

// What is there to be copied is chosen whole.
document.addEventListener("focusin", ({ target }) => target.matches("input[data-select]") && target.select());

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "true";
  form.removeAttribute("data-dirty");
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => delete form.dataset.sending, 8000);
});

addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const busy of document.querySelectorAll("form[data-sending], form [aria-busy]")) {
    busy.removeAttribute("aria-busy");
    delete busy.dataset.sending;
  }
});

document.addEventListener("input", (event) => event.target.form?.matches("[data-guard]") && event.target.form.setAttribute("data-dirty", ""));

addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-guard][data-dirty]")) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.form?.matches("[data-auto]") && event.target.matches("select, [type=checkbox], [type=radio]")) event.target.form.requestSubmit();
});
