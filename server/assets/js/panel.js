// `<a data-panel="id" data-src="fragment">`: shows the fragment in the side panel and keeps the link's own address in the
// history. Without `data-src` the fragment is asked for at the link itself, with the header `x-fragment`.
import { say } from "./toast.js";

let latest = 0;

// <side-panel data-close="label" data-home="address">: can be closed, and the page is then where it was without it.
customElements.define("side-panel", class extends HTMLElement {
  connectedCallback() { this.closable(); }

  closable() {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet icon-only panel-close", textContent: "×" });
    button.setAttribute("aria-label", this.dataset.close);
    button.addEventListener("click", () => this.close());
    this.querySelector(".panel-head")?.append(button);
  }

  close() {
    this.hidden = true;
    mark(null);
    history.replaceState(null, "", this.dataset.home);
    this.opener?.focus();
  }
});

async function show(link, panel) {
  const turn = ++latest;
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.dataset.src ?? link.href, { headers: { "x-fragment": "panel" } });
    if (turn !== latest) return;
    if (answer.redirected && new URL(answer.url).pathname === "/login") return location.assign(link.href);
    const html = await answer.text();
    if (!answer.ok) return say(new DOMParser().parseFromString(html, "text/html").querySelector("h1")?.textContent ?? "", "bad");
    panel.innerHTML = html;
    panel.closable();
    panel.opener = link;
    panel.hidden = false;
    mark(link);
    history.replaceState(null, "", link.href);
    if (panel.getBoundingClientRect().bottom < 90 || panel.getBoundingClientRect().top > innerHeight - 120) panel.scrollIntoView({ block: "start", behavior: "smooth" });
  } catch {
    location.assign(link.href);
  } finally {
    panel.removeAttribute("aria-busy");
  }
}

function mark(link) {
  for (const old of document.querySelectorAll("tr.selected")) old.classList.remove("selected");
  for (const old of document.querySelectorAll("[data-panel][aria-current], .node[aria-current]")) old.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
  link?.closest("tr")?.classList.add("selected");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-panel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const panel = document.getElementById(link.dataset.panel);
  if (!panel) return;
  event.preventDefault();
  event.stopPropagation();
  show(link, panel);
});
