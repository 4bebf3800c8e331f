// Keys. An element with data-key="e" (or "g t") is pressed or focused by it; j and k, and in it the arrows, move through [data-row].
// Single keys are dead inside fields and dialogs and can be turned off (WCAG 2.1.4).
const OFF = "keys-off";
const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
let first = "";
let timer = 0;

const isTyping = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select") || element.isContentEditable;
const seen = (element) => element.checkVisibility({ visibilityProperty: true });

function press(element) {
  element.focus();
  if (!element.matches("input, textarea, select")) element.click();
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(seen);
  const at = rows.indexOf(document.activeElement);
  rows[(at < 0 ? rows.findIndex((row) => row.closest("[aria-current]")) : at) + step]?.focus();
}

function send(field) {
  const form = field.closest("form");
  const main = form?.querySelector("[data-submit-key]");
  if (main) main.click();
  else form?.requestSubmit();
}

function fill(list) {
  list.dataset.filled = "1";
  for (const place of [...document.querySelectorAll("a.place")].reverse()) {
    const link = place.cloneNode(true);
    link.className = "item";
    link.removeAttribute("data-key");
    link.querySelectorAll(".count, .visually-hidden").forEach((part) => part.remove());
    const item = document.createElement("li");
    item.append(link);
    list.prepend(item);
  }
}

function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  const list = dialog.querySelector("[data-places]:not([data-filled])");
  if (list) fill(list);
  dialog.showModal();
}

function single(event) {
  const chord = first ? `${first} ${event.key}` : event.key;
  first = "";
  clearTimeout(timer);
  const element = [...document.querySelectorAll(`[data-key="${CSS.escape(chord)}"]`)].find(seen);
  if (element) press(element);
  else if (STEPS[chord] && (!chord[1] || document.activeElement.matches("[data-row]"))) move(STEPS[chord]);
  else if (chord === "?") open("keys");
  else if (chord === "g") {
    first = "g";
    timer = setTimeout(() => (first = ""), 1500);
    return;
  } else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key === "k") {
    event.preventDefault();
    open("palette");
  } else if (isCommand && event.key === "Enter") send(event.target);
  else if (event.key === "Escape" && isTyping(event.target) && !event.target.closest("dialog")) event.target.blur();
  else if (isCommand || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) first = "";
  else if (!localStorage.getItem(OFF)) single(event);
});

for (const box of document.querySelectorAll("[data-keys-switch]")) {
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
}
