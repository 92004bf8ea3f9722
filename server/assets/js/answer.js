// `<form data-answer>`: saves a question as soon as it is answered and says when. Questions that an answer shows or
// hides come and go in place. The network may go and come back: the page says so and sends what was typed. What somebody
// else answered meanwhile is shown, and the person decides which of the two stays.
const PAUSE = 700;
const AGAIN = 5000;
const timers = new Map();
const queues = new WeakMap();
// Forms with something that is not saved yet.
const open = new Set();

const later = (form, delay) => {
  open.add(form);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => queue(form), delay));
};

// One request at a time for each question, so that each carries the version of the one before.
const queue = (form) => {
  clearTimeout(timers.get(form));
  timers.delete(form);
  queues.set(form, (queues.get(form) ?? Promise.resolve()).then(() => save(form)));
  return queues.get(form);
};

const settled = (form) => {
  open.delete(form);
  form.removeAttribute("data-dirty");
};

const conflict = (form) => form.querySelector("[data-answer-conflict]");

async function save(form) {
  const place = form.querySelector(".saved");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "x-fragment": "answer" }, signal: AbortSignal.timeout(8000) });
    if (answer.redirected) return location.reload();
    // No answer of ours: what is typed stays in the page and is sent again.
    if (!answer.headers.get("content-type")?.includes("json")) throw new Error(answer.status);
    const told = await answer.json();
    conflict(form).hidden = !told.theirs;
    if (told.theirs) {
      form.dataset.theirs = told.theirs.seq;
      conflict(form).querySelector("[data-answer-theirs]").textContent = told.theirs.said;
    }
    if (!answer.ok) return (place.textContent = told.error);
    place.textContent = told.said;
    form.elements.seq.value = told.seq;
    if (!timers.has(form)) settled(form);
    await refresh(form.elements.subtheme.value);
  } catch {
    place.textContent = form.dataset.failed;
    later(form, AGAIN);
  }
}

// Takes progress and the list of questions from a fresh page, and leaves every question that stays as it is.
async function refresh(subtheme) {
  // Without its name the server would choose the first subtheme that still lacks answers: no longer this one, perhaps.
  const address = new URL(location.href);
  address.searchParams.set("subtheme", subtheme);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["campaign-nav", "campaign-validation"]) {
    const [now, next] = [document.getElementById(id), fresh.getElementById(id)];
    if (now && next) now.replaceWith(next);
  }
  const list = document.getElementById("questions");
  const wanted = [...fresh.getElementById("questions").children].map((next) => document.getElementById(next.id) ?? next);
  for (const old of [...list.children]) if (!wanted.includes(old)) old.remove();
  for (const next of fresh.querySelectorAll("#questions > *")) {
    const place = document.getElementById(next.id)?.querySelector(".saved");
    const [now, clear] = [place?.parentElement.querySelector("[name=clear]"), next.querySelector("[name=clear]")];
    if (now && !clear) now.remove();
    else if (place && clear && !now) place.before(clear);
  }
  wanted.forEach((node, place) => list.children[place] === node || list.insertBefore(node, list.children[place] ?? null));
}

for (const [kind, delay] of [["change", 0], ["input", PAUSE]]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-answer]") || !conflict(form)?.hidden) return;
    if (kind === "input" && event.target.matches("[type=radio], [type=checkbox]")) return;
    later(form, delay);
  });
}

// Mine goes over theirs, now that theirs was seen; or theirs is shown in place of mine.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-answer-choose]");
  const form = button?.closest("form");
  if (!form) return;
  if (button.dataset.answerChoose === "mine") {
    form.elements.seq.value = form.dataset.theirs;
    return queue(form);
  }
  settled(form);
  location.hash = form.closest("section").id;
  location.reload();
});

const flush = () => Promise.all([...open].map((form) => (timers.has(form) ? queue(form) : queues.get(form))));
const flushTyped = () => [...timers.keys()].forEach(queue);
addEventListener("online", flushTyped);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flushTyped());

// Leaving by a link waits for what is still to be sent; where that fails, the browser asks.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !open.size || event.ctrlKey || event.metaKey || event.shiftKey || link.target || event.defaultPrevented) return;
  event.preventDefault();
  await flush();
  location.href = link.href;
});
