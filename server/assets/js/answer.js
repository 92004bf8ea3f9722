// `<form data-answer>`: saves a question as soon as it is answered and says when. Questions that an answer shows or
// hides come and go in place; what somebody else answered meanwhile is said, never overwritten.
const PAUSE = 700;
const AGAIN = 5000;
const timers = new WeakMap();
const queues = new WeakMap();

const later = (form, delay) => {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => queue(form), delay));
};

// One request at a time for each question, so that each carries the version of the one before.
const queue = (form) => queues.set(form, (queues.get(form) ?? Promise.resolve()).then(() => save(form)));

async function save(form) {
  const place = form.querySelector(".saved");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "x-fragment": "answer" } });
    if (answer.redirected) return location.reload();
    const told = await answer.json();
    if (!answer.ok) return (place.textContent = told.error ?? form.dataset.failed);
    place.textContent = told.said;
    form.elements.seq.value = told.seq;
    form.removeAttribute("data-dirty");
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
    if (!form?.matches("[data-answer]")) return;
    if (kind === "input" && event.target.matches("[type=radio], [type=checkbox]")) return;
    later(form, delay);
  });
}
