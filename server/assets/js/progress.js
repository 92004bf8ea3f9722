// <import-progress data-src="address">: the bar follows the work on the server; at its end the page is loaded again.
const EVERY = 400;

class ImportProgress extends HTMLElement {
  connectedCallback() { this.timer = setTimeout(() => this.look(), EVERY); }

  disconnectedCallback() { clearTimeout(this.timer); }

  async look() {
    try {
      const answer = await fetch(this.dataset.src);
      const { percent } = answer.ok ? await answer.json() : {};
      if (percent == null) return location.reload();
      this.querySelector("progress").value = percent;
      this.querySelector("[role=status]").textContent = `${percent} %`;
    } catch { /* The server may be starting again: the next look tells. */ }
    this.timer = setTimeout(() => this.look(), EVERY);
  }
}
customElements.define("import-progress", ImportProgress);
