// <chips-input>: a text area with one value a line becomes chips, with completion from its datalist. The text area stays
// the truth: it is what the form sends.
import { words } from "./completions.js";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let count = 0;

class ChipsInput extends HTMLElement {
  connectedCallback() {
    if (this.box) return;
    this.area = this.querySelector("textarea");
    this.known = [...this.querySelectorAll("option")].map((option) => option.value);
    this.values = this.area.value.split("\n").map((line) => line.trim()).filter(Boolean);
    this.area.hidden = true;
    this.box = document.createElement("div");
    this.box.className = "chips-box";
    this.input = Object.assign(document.createElement("input"), { autocomplete: "off", type: "text", id: this.area.id });
    this.list = Object.assign(document.createElement("div"), { className: "options", hidden: true, id: `options-${++count}` });
    this.list.setAttribute("role", "listbox");
    const marks = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(marks)) this.input.setAttribute(name, value);
    this.input.setAttribute("aria-describedby", this.area.getAttribute("aria-describedby") ?? "");
    document.querySelector(`label[for="${CSS.escape(this.area.id)}"] .optional`)?.remove();
    this.area.removeAttribute("id");
    this.box.append(this.input, this.list);
    this.append(this.box);
    this.draw();
    this.box.addEventListener("click", (event) => event.target === this.box && this.input.focus());
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => this.look());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => { this.add(this.input.value); this.close(); });
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.add(option.dataset.value);
    });
  }

  draw() {
    for (const chip of this.box.querySelectorAll(".chip")) chip.remove();
    for (const value of this.values) {
      const chip = Object.assign(document.createElement("span"), { className: "chip", textContent: value });
      const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
      remove.setAttribute("aria-label", `${this.dataset.remove} ${value}`);
      remove.addEventListener("click", () => this.drop(value));
      chip.append(remove);
      this.input.before(chip);
    }
    this.area.value = this.values.join("\n");
  }

  changed() {
    this.draw();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  add(text) {
    const value = text.trim();
    this.input.value = "";
    if (!value) return;
    const known = this.known.find((option) => fold(option) === fold(value)) ?? value;
    if (!this.values.includes(known)) {
      this.values.push(known);
      this.changed();
    }
    this.offer();
  }

  drop(value) {
    this.values = this.values.filter((other) => other !== value);
    this.changed();
    this.input.focus();
  }

  // Offers what is known at once, and what the server knows besides as soon as it says so.
  look() {
    this.offer();
    words(this.area, this.input.value, (found) => {
      const known = new Set(this.known.map(fold));
      this.known.push(...found.filter((word) => !known.has(fold(word))));
      this.offer();
    });
  }

  offer() {
    const typed = fold(this.input.value.trim());
    const fitting = this.known.filter((option) => !this.values.includes(option) && fold(option).includes(typed));
    fitting.sort((a, b) => fold(b).startsWith(typed) - fold(a).startsWith(typed));
    this.list.replaceChildren(...fitting.slice(0, 40).map((value, index) => {
      const option = Object.assign(document.createElement("div"), { textContent: value, id: `${this.list.id}-${index}` });
      option.setAttribute("role", "option");
      option.dataset.value = value;
      return option;
    }));
    this.list.hidden = !fitting.length || document.activeElement !== this.input;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  key(event) {
    const options = [...this.list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      if (this.list.hidden) this.offer();
      const next = options.at((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1)) % options.length);
      options[at]?.removeAttribute("aria-selected");
      next.setAttribute("aria-selected", "true");
      next.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", next.id);
    } else if (event.key === "Enter" || event.key === ";") {
      if (event.key === "Enter" && at < 0 && !this.input.value.trim()) return;
      event.preventDefault();
      this.add(options[at]?.dataset.value ?? this.input.value);
    } else if (event.key === "Backspace" && !this.input.value && this.values.length) {
      this.drop(this.values.at(-1));
    } else if (event.key === "Escape") {
      this.close();
    }
  }
}
customElements.define("chips-input", ChipsInput);
