// <live-results data-src="address">: what is typed into its search field, and chosen beside it, is looked for at once, and
// shown in its `[data-results]`. Without scripts its form leads to a page that shows the same.
import { say } from "./toast.js";

const PAUSE = 200;

class LiveResults extends HTMLElement {
  connectedCallback() {
    this.place = this.querySelector("[data-results]");
    this.turn = 0;
    const form = this.querySelector("form");
    form.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), PAUSE);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      this.look();
    });
  }

  async look() {
    const turn = ++this.turn;
    try {
      const answer = await fetch(`${this.dataset.src}?${new URLSearchParams(new FormData(this.querySelector("form")))}`, { headers: { "x-fragment": "results" } });
      if (turn !== this.turn) return;
      if (answer.redirected) return location.reload();
      const html = await answer.text();
      if (answer.ok) this.place.innerHTML = html;
      else say(new DOMParser().parseFromString(html, "text/html").querySelector("h1")?.textContent ?? "", "bad");
    } catch {
      this.querySelector("form").submit();
    }
  }
}
customElements.define("live-results", LiveResults);
