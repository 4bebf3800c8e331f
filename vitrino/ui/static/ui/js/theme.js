// Light, dark or as the system says. Kept in a cookie so that the server writes data-theme before the first paint.
const root = document.documentElement;

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-theme-choice]")) return;
  if (target.value) root.dataset.theme = target.value;
  else delete root.dataset.theme;
  const age = target.value ? 31536000 : 0;
  document.cookie = `theme=${target.value}; path=/; max-age=${age}; samesite=lax`;
});

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
