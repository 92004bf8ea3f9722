// <tree-view>: nested lists of links (`a.node`) become an ARIA tree with a single tab stop and arrow keys. A branch
// (`data-branch`) folds in place; one whose content is still on the server is fetched, and the filters above follow it.
class TreeView extends HTMLElement {
  connectedCallback() {
    if (this.tree) return;
    this.grow();
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusin", (event) => this.stop(event.target.closest("a.node")));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("contextmenu", (event) => this.menu(event, event.target.closest("a.node")));
    this.addEventListener("toggle", (event) => this.toggled(event.target), true);
  }

  grow() {
    this.tree = this.querySelector("ul");
    if (!this.tree) return;
    this.tree.setAttribute("role", "tree");
    this.adopt(this.tree);
    (this.tree.querySelector(".node[aria-current]") ?? this.items()[0])?.setAttribute("tabindex", "0");
  }

  // Takes the tree from a fresh page, and the focus to a branch of it.
  async refresh(id) {
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    this.replaceChildren(...(fresh.querySelector("tree-view")?.childNodes ?? []));
    this.grow();
    document.getElementById(id)?.focus();
  }

  adopt(root) {
    for (const list of root.querySelectorAll("ul")) list.setAttribute("role", "group");
    for (const entry of [root, ...root.querySelectorAll("li")]) if (entry.matches("li")) entry.setAttribute("role", "none");
    for (const item of root.querySelectorAll("a.node")) {
      item.setAttribute("role", "treeitem");
      item.setAttribute("aria-level", this.level(item));
      item.tabIndex = -1;
      if (item.dataset.branch !== undefined) item.setAttribute("aria-expanded", Boolean(this.inside(item)));
      const menu = this.menuOf(item);
      if (!menu) continue;
      // A tree holds items only: the menu of a branch is there for the mouse, and for the keyboard while it is open.
      menu.ariaHidden = "true";
      menu.querySelector("summary").tabIndex = -1;
      item.setAttribute("aria-haspopup", "menu");
      item.setAttribute("aria-keyshortcuts", "Shift+F10");
    }
  }

  level(item) {
    let level = 0;
    for (let list = item.closest("ul"); list && this.contains(list); list = list.parentElement.closest("ul")) level += 1;
    return level;
  }

  menuOf(item) { return item.closest("li").querySelector(":scope > details.menu"); }
  inside(item) { return item.closest("li").querySelector(":scope > ul"); }
  above(item) { return item.closest("ul").closest("li")?.querySelector("a.node"); }
  items() { return [...this.tree.querySelectorAll("a.node")].filter((item) => item.checkVisibility()); }

  stop(item) {
    if (!item) return;
    for (const other of this.tree.querySelectorAll('[tabindex="0"]')) other.tabIndex = -1;
    item.tabIndex = 0;
  }

  clicked(event) {
    const item = event.target.closest("a.node");
    if (item?.dataset.branch === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.fold(item, item.getAttribute("aria-expanded") !== "true");
  }

  menu(event, item) {
    const menu = item && this.menuOf(item);
    if (!menu) return;
    event.preventDefault();
    menu.open = true;
    menu.removeAttribute("aria-hidden");
    menu.querySelector("a").focus();
  }

  toggled(menu) {
    if (menu.open || !menu.matches("details.menu")) return;
    menu.ariaHidden = "true";
    if (menu.contains(document.activeElement)) menu.closest("li").querySelector("a.node").focus();
  }

  fold(item, open) {
    const list = this.inside(item);
    if (!list) return this.fetch(item);
    list.hidden = !open;
    item.setAttribute("aria-expanded", open);
  }

  async fetch(item) {
    if (item.ariaBusy) return;
    item.ariaBusy = "true";
    try {
      const answer = await fetch(item.href);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = fresh.getElementById(item.id);
      if (answer.redirected || !next) return location.assign(item.href);
      const focused = item === document.activeElement;
      history.replaceState(null, "", item.href);
      for (const old of this.tree.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
      const place = next.closest("li");
      item.closest("li").replaceWith(place);
      this.adopt(place);
      this.stop(next);
      if (focused) next.focus();
      const filters = this.parentElement.querySelector(".filters");
      if (filters) filters.replaceWith(fresh.querySelector(".filters") ?? filters);
      const [panel, seen] = [document.getElementById("panel"), fresh.getElementById("panel")];
      // Where there is no room beside the tree, the panel would push it away.
      if (!panel || !seen || seen.hidden || innerWidth < 1200) return;
      panel.innerHTML = seen.innerHTML;
      panel.dataset.home = seen.dataset.home;
      panel.hidden = false;
      panel.closable();
    } catch {
      location.assign(item.href);
    }
  }

  key(event) {
    const item = event.target;
    if (item.matches("a.node") && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) return this.menu(event, item);
    if (!item.matches("a.node") || event.ctrlKey || event.metaKey || event.altKey) return;
    const branch = item.dataset.branch !== undefined;
    const open = item.getAttribute("aria-expanded") === "true";
    const items = this.items();
    const at = items.indexOf(item);
    const go = (next) => next?.focus();
    const keys = {
      ArrowDown: () => go(items[at + 1]),
      ArrowUp: () => go(items[at - 1]),
      Home: () => go(items[0]),
      End: () => go(items.at(-1)),
      ArrowRight: () => branch && (open ? go(items[at + 1]) : this.fold(item, true)),
      ArrowLeft: () => branch && open ? this.fold(item, false) : go(this.above(item)),
      Enter: () => item.click(),
      " ": () => item.click(),
    };
    if (keys[event.key]) keys[event.key]();
    else if (event.key.length === 1 && event.key !== "/") this.type(event.key, items, at);
    else return;
    event.preventDefault();
  }

  type(letter, items, at) {
    clearTimeout(this.timer);
    this.typed = (this.typed ?? "") + letter.toLowerCase();
    this.timer = setTimeout(() => (this.typed = ""), 600);
    const from = this.typed.length > 1 ? at : at + 1;
    const order = [...items.slice(from), ...items.slice(0, from)];
    order.find((item) => item.querySelector(".name")?.textContent.trim().toLowerCase().startsWith(this.typed))?.focus();
  }
}
customElements.define("tree-view", TreeView);
