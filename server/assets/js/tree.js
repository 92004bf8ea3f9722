// <tree-view>: nested lists with `details` become an ARIA tree with a single tab stop and arrow keys. A branch that is
// still on the server is a link (`.turn`): it is fetched and unfolded in place, and the filters above follow it.

class TreeView extends HTMLElement {
  connectedCallback() {
    this.tree = this.querySelector("ul");
    if (!this.tree) return;
    this.tree.setAttribute("role", "tree");
    for (const list of this.tree.querySelectorAll("ul")) list.setAttribute("role", "group");
    for (const item of this.tree.querySelectorAll("li")) this.adopt(item);
    const current = this.tree.querySelector("li[aria-current]") ?? this.items()[0];
    current?.setAttribute("tabindex", "0");
    this.tree.addEventListener("keydown", (event) => this.key(event));
    this.tree.addEventListener("focusin", (event) => this.stop(event.target.closest("li")));
    this.tree.addEventListener("toggle", (event) => this.toggled(event.target), true);
    this.tree.addEventListener("click", (event) => this.clicked(event));
  }

  adopt(item) {
    item.setAttribute("role", "treeitem");
    item.tabIndex = -1;
    const branch = this.branch(item);
    if (branch) item.setAttribute("aria-expanded", branch.open);
    else if (this.away(item)) item.setAttribute("aria-expanded", "false");
    if (item.hasAttribute("aria-current")) item.setAttribute("aria-selected", "true");
    const name = this.line(item)?.querySelector(".name");
    if (name) item.setAttribute("aria-label", [name, ...this.line(item).querySelectorAll(".badge")].map((part) => part.textContent.trim()).join(", "));
    for (const inner of item.querySelectorAll(":scope > details > summary, :scope > details > summary a.name, :scope > .node a.name")) inner.tabIndex = -1;
  }

  away(item) { return item.querySelector(":scope > .node > a.turn"); }
  branch(item) { return item.querySelector(":scope > details:not(.menu)"); }
  line(item) { return item.querySelector(":scope > .node, :scope > details > summary"); }
  items() { return [...this.tree.querySelectorAll("li")].filter((item) => item.checkVisibility()); }

  stop(item) {
    if (!item) return;
    for (const other of this.tree.querySelectorAll('li[tabindex="0"]')) other.tabIndex = -1;
    item.tabIndex = 0;
  }

  toggled(branch) {
    if (branch.matches(".menu")) return;
    branch.parentElement.setAttribute("aria-expanded", branch.open);
  }

  clicked(event) {
    const link = event.target.closest("a.name, a.turn");
    if (!link || link.dataset.panel || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const item = link.closest("li");
    const branch = this.branch(item);
    if (!branch && !this.away(item)) return;
    event.preventDefault();
    if (branch) branch.open = !branch.open;
    else this.fetch(item, link.href);
  }

  async fetch(item, address) {
    if (item.ariaBusy) return;
    item.ariaBusy = "true";
    try {
      const answer = await fetch(address);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = fresh.getElementById(item.id);
      if (answer.redirected || !next) return location.assign(address);
      const focused = item === document.activeElement;
      for (const list of next.querySelectorAll("ul")) list.setAttribute("role", "group");
      for (const part of [next, ...next.querySelectorAll("li")]) this.adopt(part);
      item.replaceWith(next);
      for (const old of this.tree.querySelectorAll("[aria-current], [aria-selected]")) if (old !== next) this.unmark(old);
      this.stop(next);
      if (focused) next.focus();
      const filters = this.parentElement.querySelector(".filters");
      if (filters) filters.replaceWith(fresh.querySelector(".filters") ?? filters);
      history.replaceState(null, "", address);
    } catch {
      location.assign(address);
    }
  }

  unmark(item) {
    item.removeAttribute("aria-current");
    item.removeAttribute("aria-selected");
  }

  key(event) {
    const item = event.target;
    if (!item.matches("li") || event.ctrlKey || event.metaKey || event.altKey) return;
    const branch = this.branch(item);
    const items = this.items();
    const at = items.indexOf(item);
    const go = (next) => next?.focus();
    const keys = {
      ArrowDown: () => go(items[at + 1]),
      ArrowUp: () => go(items[at - 1]),
      Home: () => go(items[0]),
      End: () => go(items.at(-1)),
      ArrowRight: () => branch ? (branch.open ? go(items[at + 1]) : (branch.open = true)) : this.away(item)?.click(),
      ArrowLeft: () => branch?.open ? (branch.open = false) : go(item.parentElement.closest("li")),
      Enter: () => this.activate(item, branch),
      " ": () => this.activate(item, branch),
    };
    if (keys[event.key]) keys[event.key]();
    else if (event.key.length === 1) this.type(event.key, items, at);
    else return;
    event.preventDefault();
  }

  activate(item, branch) {
    const link = this.line(item)?.querySelector("a.name");
    if (link) link.click();
    else if (branch) branch.open = !branch.open;
  }

  type(letter, items, at) {
    clearTimeout(this.timer);
    this.typed = (this.typed ?? "") + letter.toLowerCase();
    this.timer = setTimeout(() => (this.typed = ""), 600);
    const from = this.typed.length > 1 ? at : at + 1;
    const order = [...items.slice(from), ...items.slice(0, from)];
    order.find((item) => this.line(item)?.querySelector(".name")?.textContent.trim().toLowerCase().startsWith(this.typed))?.focus();
  }
}
customElements.define("tree-view", TreeView);
