// <search-box>: "/" goes to the search of the page.
class SearchBox extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    input.addEventListener("keydown", (event) => event.key === "Escape" && input.blur());
  }
}
customElements.define("search-box", SearchBox);
