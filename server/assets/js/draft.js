// `<form data-draft="address">`: keeps what is typed a moment after it was typed and says when. The network may go and come
// back; what another window kept meanwhile is said, and the person decides which of the two goes on.
const PAUSE = 800;
const AGAIN = 5000;
let timer;
let pending = Promise.resolve();

const later = (form, delay) => {
  clearTimeout(timer);
  timer = setTimeout(() => queue(form), delay);
};

// One request at a time, so that each carries the number of the one before.
const queue = (form) => {
  clearTimeout(timer);
  timer = undefined;
  return (pending = pending.then(() => keep(form)));
};

async function keep(form) {
  const place = form.querySelector(".saved");
  const conflict = form.querySelector("[data-draft-conflict]");
  const body = new URLSearchParams(new FormData(form));
  try {
    // Browsers take only short bodies along when the page goes.
    const keepalive = String(body).length < 60000;
    const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { "x-fragment": "draft" }, keepalive, signal: AbortSignal.timeout(8000) });
    // Signed out meanwhile, or no answer of ours: what is typed stays in the page.
    if (answer.redirected || !answer.headers.get("content-type")?.includes("json")) throw new Error(answer.status);
    const told = await answer.json();
    conflict.hidden = answer.status !== 409;
    if (!answer.ok) {
      form.dataset.theirs = told.draft ?? 0;
      return (place.textContent = told.error);
    }
    form.elements.draft.value = told.draft;
    place.textContent = told.said;
    if (timer === undefined) form.removeAttribute("data-dirty");
  } catch {
    place.textContent = form.dataset.failed;
    later(form, AGAIN);
  }
}

const conflicting = (form) => !form.querySelector("[data-draft-conflict]").hidden;

for (const [kind, delay] of [["change", 0], ["input", PAUSE]]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.form;
    if (form?.matches("[data-draft]") && !conflicting(form)) later(form, delay);
  });
}

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-draft-mine]")?.form;
  if (!form) return;
  form.elements.draft.value = form.dataset.theirs;
  queue(form);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-draft-theirs]")) event.target.closest("form").removeAttribute("data-dirty");
});

// What is on its way is waited for: what a person sends next goes on with it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-draft]") || form.dataset.waited) return;
  clearTimeout(timer);
  timer = undefined;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.dataset.waited = "true";
  const { submitter } = event;
  // Not before this event is over: a form that is being sent cannot be sent again.
  pending.then(() => setTimeout(() => {
    form.requestSubmit(submitter);
    delete form.dataset.waited;
  }));
}, { capture: true });

// Leaving by a link, or putting the page away: what is still to be kept is sent now.
const flush = () => {
  const form = document.querySelector("form[data-draft]");
  if (form && timer !== undefined && !conflicting(form)) queue(form);
};
addEventListener("online", flush);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || timer === undefined || event.ctrlKey || event.metaKey || event.shiftKey || link.target || event.defaultPrevented) return;
  const form = document.querySelector("form[data-draft]");
  if (!form || conflicting(form)) return;
  event.preventDefault();
  await queue(form);
  location.href = link.href;
});
