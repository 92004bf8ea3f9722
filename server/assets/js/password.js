// <password-meter>: says while typing how hard a new password is to guess, by the formula of the server: log2 of the signs
// of the classes used, times the length. The limits come from the server, which decides; this only helps.
const CLASSES = [[/\p{Lowercase}/u, 26], [/\p{Uppercase}/u, 26], [/[0-9]/, 10], [/[^\p{Lowercase}\p{Uppercase}0-9]/u, 37]];
// What the policy of classes demands.
const DEMANDED = [/\p{Uppercase}/u, /\p{N}/u, /[^\p{Alphabetic}\p{N}]/u];
// Screen readers are told when the typing pauses, not at every sign.
const PAUSE = 800;

function bits(password) {
  const signs = CLASSES.reduce((sum, [pattern, size]) => sum + (pattern.test(password) ? size : 0), 0);
  return signs ? Math.round(Math.log2(signs) * [...password].length) : 0;
}

customElements.define("password-meter", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=password]");
    if (!this.input) return;
    const { enough, strong } = this.dataset;
    this.meter = Object.assign(document.createElement("meter"), { min: 0, max: strong, low: enough, high: strong - 1, optimum: strong, hidden: true });
    this.meter.setAttribute("aria-hidden", "true");
    this.words = document.createElement("small");
    this.words.setAttribute("aria-hidden", "true");
    this.spoken = Object.assign(document.createElement("span"), { className: "hidden-visually" });
    this.spoken.setAttribute("role", "status");
    this.input.after(this.meter, this.words, this.spoken);
    this.input.addEventListener("input", () => this.show());
  }

  level(password, found) {
    const { policy, shortest, enough, strong } = this.dataset;
    const refused = policy === "classes" ? DEMANDED.some((pattern) => !pattern.test(password)) : found < enough;
    if (refused || [...password].length < shortest) return "weak";
    return found < strong ? "enough" : "strong";
  }

  show() {
    const password = this.input.value;
    const found = bits(password);
    const level = this.level(password, found);
    this.meter.hidden = !password;
    this.meter.value = level === "weak" ? Math.min(found, this.dataset.enough - 1) : Math.max(found, this.dataset.enough);
    this.words.textContent = password ? this.dataset[`say${level}`].replace("99", found) : "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.spoken.textContent = this.words.textContent), PAUSE);
  }
});
