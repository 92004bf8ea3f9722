// <drop-zone> around or inside a form with a file input: files dropped or chosen are sent, some at once, each with its progress.
// `data-send` on the element turns this on; without it, dropping fills the input and the form is sent as usual.
import { say } from "./toast.js";

const AT_ONCE = 3;

class DropZone extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    if (!this.input) return;
    for (const kind of ["dragenter", "dragover"]) this.addEventListener(kind, (event) => { event.preventDefault(); this.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) this.addEventListener(kind, () => this.classList.remove("over"));
    this.addEventListener("drop", (event) => { event.preventDefault(); this.take(event.dataTransfer.files); });
    if (this.dataset.send === undefined) return;
    this.input.addEventListener("change", () => this.take(this.input.files));
    // What is chosen goes at once: the button is for browsers without scripts.
    this.querySelector("button")?.toggleAttribute("hidden", true);
  }

  async take(files) {
    if (this.dataset.send === undefined) {
      this.input.files = files;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    const form = this.input.form;
    const list = this.querySelector(".uploads") ?? this.appendChild(Object.assign(document.createElement("ul"), { className: "uploads" }));
    let address;
    let failures = 0;
    const waiting = [...files];
    const next = async () => {
      for (let file; (file = waiting.shift());) {
        const sent = await this.send(form, file, list);
        if (sent) address = sent; else failures += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    this.input.value = "";
    if (address && !failures) location.assign(address);
  }

  send(form, file, list) {
    const line = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { textContent: file.name, className: "clamp" });
    const state = Object.assign(document.createElement("span"), { textContent: "0 %" });
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    bar.setAttribute("aria-label", file.name);
    line.append(name, state, bar);
    list.append(line);
    const body = new FormData(form);
    body.delete(this.input.name);
    body.append(this.input.name, file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.onprogress = ({ loaded, total }) => {
        bar.value = (loaded / total) * 100;
        state.textContent = `${Math.floor(bar.value)} %`;
      };
      request.onloadend = () => {
        bar.remove();
        const sent = request.status >= 200 && request.status < 400;
        state.textContent = sent ? "✓" : "✗";
        if (!sent) {
          const page = new DOMParser().parseFromString(request.responseText, "text/html");
          const why = (page.querySelector("[data-error]") ?? page.querySelector("h1"))?.textContent.trim() ?? this.dataset.failed;
          say(`${file.name} – ${why}`, "bad");
        }
        done(sent ? request.responseURL : null);
      };
      request.send(body);
    });
  }
}
customElements.define("drop-zone", DropZone);
