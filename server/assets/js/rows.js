// <row-list data-add="label" data-remove="label">: its entries can be added to and removed one by one. Without scripts a few
// empty entries wait at the end, and an emptied one is none.
const controls = (entry) => [...entry.querySelectorAll("input, select, textarea")];
const isEmpty = (entry) => controls(entry).every((control) => control.matches("select") || !control.value.trim());

class RowList extends HTMLElement {
  connectedCallback() {
    if (this.add) return;
    const entries = [...this.querySelectorAll(":scope > .entry")];
    this.model = entries.at(-1)?.cloneNode(true);
    if (!this.model) return;
    this.count = entries.length;
    for (const error of this.model.querySelectorAll(".error")) error.remove();
    for (const entry of entries.filter(isEmpty).slice(entries.every(isEmpty) ? 1 : 0)) entry.remove();
    for (const entry of this.querySelectorAll(":scope > .entry")) this.equip(entry);
    this.add = this.button(this.dataset.add, () => {
      const entry = this.model.cloneNode(true);
      // Labels and errors name controls by identifiers that only one may have.
      this.count += 1;
      for (const control of entry.querySelectorAll("[id]")) control.id = control.id.replace(/(-\d+)?(-error)?$/, `-${this.count}$2`);
      for (const label of entry.querySelectorAll("label[for]")) label.htmlFor = label.htmlFor.replace(/(-\d+)?$/, `-${this.count}`);
      this.equip(entry);
      this.add.before(entry);
      controls(entry)[0].focus();
    });
    this.append(this.add);
  }

  equip(entry) {
    const remove = this.button("×", () => {
      const next = entry.nextElementSibling;
      entry.remove();
      (next.querySelector("input") ?? next).focus();
      this.add.dispatchEvent(new Event("input", { bubbles: true }));
    });
    remove.className = "button quiet icon-only";
    remove.setAttribute("aria-label", this.dataset.remove);
    entry.append(remove);
  }

  button(words, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: words });
    button.addEventListener("click", act);
    return button;
  }
}
customElements.define("row-list", RowList);
