// <people-board>: people are chosen as files are (click, Ctrl, Shift) or by their boxes, and moved to a department by
// dragging them onto it or by the menu above them. Both ways say in the same place what happened.
import { say } from "./toast.js";

class PeopleBoard extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form:has([data-chosen])");
    this.ready();
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("change", () => this.tell());
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragend", () => (this.dragging = false));
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) this.addEventListener(kind, (event) => this.over(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.move();
    });
  }

  ready() { for (const row of this.rows()) row.draggable = true; }
  rows() { return [...this.querySelectorAll("#people tr")]; }
  box(row) { return row.querySelector("[name=accounts]"); }
  chosen() { return this.rows().filter((row) => this.box(row).checked); }

  click(event) {
    const row = event.target.closest("#people tr");
    if (!row || event.target.closest("a")) return;
    const rows = this.rows();
    const onBox = event.target === this.box(row);
    if (event.shiftKey && this.last) {
      const [from, to] = [rows.indexOf(this.last), rows.indexOf(row)].sort((a, b) => a - b);
      rows.forEach((other, at) => { if (at >= from && at <= to) this.box(other).checked = true; });
      getSelection().removeAllRanges();
    } else if (!onBox) {
      const add = event.ctrlKey || event.metaKey;
      if (!add) for (const other of rows) if (other !== row) this.box(other).checked = false;
      this.box(row).checked = add ? !this.box(row).checked : true;
    }
    if (!event.shiftKey || !this.last) this.last = row;
    this.tell();
  }

  tell() {
    const count = this.chosen().length;
    const words = count > 1 ? this.dataset.many.replace("99", count) : this.dataset.one;
    this.querySelector("[data-chosen]").textContent = count ? words : "";
  }

  lift(event) {
    const row = event.target.closest?.("#people tr");
    if (!row) return;
    if (!this.box(row).checked) {
      for (const other of this.rows()) this.box(other).checked = other === row;
      this.tell();
    }
    this.dragging = true;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.chosen().map((chosen) => this.box(chosen).value).join(" "));
  }

  over(event) {
    const target = event.target.closest?.("[data-department]");
    if (!this.dragging || !target) return;
    event.preventDefault();
    target.classList.toggle("dropping", event.type === "dragenter" || event.type === "dragover");
    if (event.type !== "drop") return;
    this.form.elements.department.value = target.dataset.department;
    this.move();
  }

  async move() {
    if (!this.chosen().length) return say(this.dataset.none, "bad");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new URLSearchParams(new FormData(this.form)), headers: { "x-fragment": "moved" } });
      if (answer.redirected) return location.reload();
      const body = await answer.text();
      if (!answer.ok) return say(new DOMParser().parseFromString(body, "text/html").querySelector("h1")?.textContent ?? "", "bad");
      await this.refresh();
      say(JSON.parse(body).said);
    } catch {
      this.form.submit();
    }
  }

  // Takes counts and people from a fresh page; the menu stays, and with it the focus of whoever works by keyboard.
  async refresh() {
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    for (const id of ["departments", "people"]) document.getElementById(id).replaceWith(fresh.getElementById(id));
    this.last = undefined;
    this.ready();
    this.tell();
  }
}
customElements.define("people-board", PeopleBoard);
