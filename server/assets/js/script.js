// `<script-editor data-check="address">`: numbers of lines beside a text area; what is typed is read on the server a moment
// later, and the lines with faults are marked. Without scripts a button of the form does the same.
const PAUSE = 700;
const AGAIN = 2000;

class ScriptEditor extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.gutter = this.querySelector("pre");
    this.place = document.getElementById("checked");
    this.turn = 0;
    this.area.addEventListener("input", () => {
      this.number();
      this.later(PAUSE);
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-line]");
      if (!link) return;
      event.preventDefault();
      this.show(Number(link.dataset.line));
    });
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), delay);
  }

  async check() {
    const turn = ++this.turn;
    const body = new URLSearchParams({ text: this.area.value });
    try {
      const answer = await fetch(this.dataset.check, { method: "POST", body, headers: { "x-fragment": "check" } });
      if (turn !== this.turn) return;
      if (answer.redirected) return location.reload();
      if (!answer.ok) return this.later(AGAIN);
      this.place.innerHTML = await answer.text();
      this.number();
    } catch {
      this.later(AGAIN);
    }
  }

  number() {
    const wrong = new Set([...this.place.querySelectorAll("[data-fault]")].map((fault) => Number(fault.dataset.line)));
    const count = this.area.value.split("\n").length;
    const state = `${count} ${[...wrong]}`;
    if (state === this.state) return;
    this.state = state;
    this.area.setAttribute("aria-invalid", wrong.size > 0);
    const numbers = [];
    for (let line = 1; line <= count; line += 1) {
      if (wrong.has(line)) numbers.push(Object.assign(document.createElement("mark"), { textContent: line }), "\n");
      else numbers.push(`${line}\n`);
    }
    this.gutter.replaceChildren(...numbers);
  }

  show(line) {
    const before = this.area.value.split("\n", line - 1).join("\n");
    const at = line > 1 ? before.length + 1 : 0;
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(at, this.area.value.indexOf("\n", at) < 0 ? this.area.value.length : this.area.value.indexOf("\n", at));
    const height = this.area.scrollHeight / this.area.value.split("\n").length;
    this.scrollTop = Math.max(0, (line - 6) * height);
    this.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("script-editor", ScriptEditor);
