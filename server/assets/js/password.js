// Says while typing how hard a new password is to guess, by the formula of the server: log2 of the signs of the classes
// used, times the length. The server decides; this only helps.
const CLASSES = [[/\p{Ll}/u, 26], [/\p{Lu}/u, 26], [/[0-9]/, 10], [/[^\p{Ll}\p{Lu}0-9]/u, 37]];

function bits(password) {
  const signs = CLASSES.reduce((sum, [pattern, size]) => sum + (pattern.test(password) ? size : 0), 0);
  return signs ? Math.round(Math.log2(signs) * [...password].length) : 0;
}

customElements.define("password-meter", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[type=password]");
    if (!input) return;
    const meter = document.createElement("meter");
    Object.assign(meter, { min: 0, max: 80, low: 50, high: 79, optimum: 80, hidden: true });
    const words = document.createElement("small");
    words.setAttribute("role", "status");
    input.after(meter, words);
    input.addEventListener("input", () => {
      const found = bits(input.value);
      const level = found < 50 || [...input.value].length < 12 ? "weak" : found < 80 ? "enough" : "strong";
      meter.hidden = !input.value;
      meter.value = level === "weak" ? Math.min(found, 49) : found;
      words.textContent = input.value ? this.dataset[level] : "";
    });
  }
});
