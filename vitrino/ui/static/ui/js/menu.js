// Open menus (details.menu) close on Escape, on a press elsewhere and when the focus leaves them.
const others = (target) => [...document.querySelectorAll("details.menu[open]")].filter((menu) => !menu.contains(target));

document.addEventListener("click", ({ target }) => others(target).forEach((menu) => (menu.open = false)));
document.addEventListener("focusin", ({ target }) => others(target).forEach((menu) => (menu.open = false)));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Browsers without invoker commands: commandfor + command open and close dialogs all the same.
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!dialog) return;
    if (button.getAttribute("command") === "show-modal") dialog.showModal();
    else dialog.close();
  });
}

// The palette filters its links while one types.
document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-filters]")) return;
  const words = target.value.toLocaleLowerCase();
  for (const item of document.querySelectorAll(`${target.dataset.filters} li`)) item.hidden = !item.textContent.toLocaleLowerCase().includes(words);
});
