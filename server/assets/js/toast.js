// <toast-list>: short messages that leave by themselves, except under the pointer and when something went wrong.
class ToastList extends HTMLElement {
  connectedCallback() {
    for (const toast of this.children) this.leave(toast);
  }

  leave(toast) {
    if (toast.matches(".bad")) return toast.addEventListener("click", () => toast.remove());
    let timer;
    const start = () => (timer = setTimeout(() => toast.remove(), 6000));
    toast.addEventListener("pointerenter", () => clearTimeout(timer));
    toast.addEventListener("pointerleave", start);
    start();
  }

  say(words, kind) {
    const toast = document.createElement("p");
    toast.className = `toast ${kind}`;
    toast.textContent = words;
    this.append(toast);
    this.leave(toast);
  }
}
customElements.define("toast-list", ToastList);

// Says something to the person, aloud for screen readers.
export function say(words, kind = "") {
  if (words) document.querySelector("toast-list")?.say(words, kind);
}
