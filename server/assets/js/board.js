// <action-board>: cards are dragged from one column to another, or moved by Alt and the arrows from their title. What was
// moved is said; what is refused stays where it was. The menu of each card does the same without scripts.
import { say } from "./toast.js";

class ActionBoard extends HTMLElement {
  connectedCallback() {
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragend", () => this.mark(null));
    for (const kind of ["dragenter", "dragover", "drop"]) this.addEventListener(kind, (event) => this.over(event));
    this.addEventListener("keydown", (event) => this.key(event));
  }

  columns() { return [...this.querySelectorAll("[data-status]")]; }
  may(card, column) { return card?.dataset.offered?.split(" ").includes(column?.dataset.status); }
  mark(column) { for (const other of this.columns()) other.classList.toggle("dropping", other === column); }

  lift(event) {
    this.card = event.target.closest?.("li[draggable]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.card?.id ?? "");
  }

  over(event) {
    const column = event.target.closest?.("[data-status]");
    if (!this.may(this.card, column)) return this.mark(null);
    event.preventDefault();
    if (event.type !== "drop") return this.mark(column);
    this.mark(null);
    this.move(this.card, column);
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const card = event.target.closest("li[draggable]");
    if (!step || !event.altKey || !card) return;
    event.preventDefault();
    const columns = this.columns();
    for (let at = columns.indexOf(card.closest("[data-status]")) + step; columns[at]; at += step) {
      if (this.may(card, columns[at])) return this.move(card, columns[at]);
    }
  }

  async move(card, column) {
    const { status } = column.dataset;
    const link = card.querySelector("a");
    // Why it does not apply is asked on the page of the action.
    if (status === "not_applicable") return location.assign(`${link.href}#status`);
    try {
      const body = new URLSearchParams({ status, seq: card.querySelector("[name=seq]").value });
      const answer = await fetch(link.href, { method: "POST", body, headers: { "x-fragment": "board" } });
      if (answer.redirected || !answer.headers.get("content-type")?.includes("json")) return location.reload();
      const told = await answer.json();
      if (!answer.ok) return say(told.error, "bad");
      await this.refresh(card.id);
      say(told.said);
    } catch {
      say(this.dataset.failed, "bad");
    }
  }

  // Takes all columns from a fresh page, and the focus to the card that was moved.
  async refresh(id) {
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    this.replaceChildren(...(fresh.querySelector("action-board")?.childNodes ?? []));
    document.getElementById(id)?.querySelector("a").focus();
  }
}
customElements.define("action-board", ActionBoard);
