// The switch of light and dark: changes the page at once; the cookie makes the server write the same next time.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const theme = event.submitter.value;
  document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === theme);
}, true);
