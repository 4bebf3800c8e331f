// details[data-emoji="address of the list"]: emoji put where one wrote last in the same form. Arrows move through the grid.
const MOST = 80;
let lists = null;
let written = null;

const parts = (menu) => ["search", "group", "grid"].map((name) => menu.querySelector(`[data-emoji-${name}]`));

// Letters without their marks, so that "zolty" finds "żółty".
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ł", "l");

function wanted(menu) {
  const [search, group] = parts(menu);
  const words = plain(search.value).split(" ").filter(Boolean);
  if (!words.length) return lists[group.value];
  const isMeant = ([, ...names]) => words.every((word) => plain(names.join(" ")).includes(word));
  return lists.flat().filter(isMeant).slice(0, MOST);
}

function draw(menu) {
  const grid = parts(menu)[2];
  grid.replaceChildren(
    ...wanted(menu).map(([emoji, name, words], place) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: emoji, title: words || name });
      button.tabIndex = place ? -1 : 0;
      return button;
    }),
  );
}

async function open(menu) {
  lists ??= (await (await fetch(menu.dataset.emoji)).json()).groups;
  draw(menu);
  parts(menu)[0].focus();
}

function move(grid, step) {
  const all = [...grid.children];
  const next = all[all.indexOf(document.activeElement) + step];
  if (!next) return;
  all.forEach((one) => (one.tabIndex = one === next ? 0 : -1));
  next.focus();
}

function insert(menu, emoji) {
  const form = menu.closest("form");
  const field = written?.form === form && written.isConnected ? written : form.querySelector("textarea");
  field.setRangeText(emoji, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  menu.open = false;
  field.focus();
}

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea, input[type=text]") && !target.closest("[data-emoji]")) written = target;
});
document.addEventListener("toggle", ({ target }) => target.matches?.("[data-emoji]") && target.open && open(target), true);
for (const type of ["input", "change"])
  document.addEventListener(type, (event) => {
    const menu = event.target.closest("[data-emoji]");
    if (!menu) return;
    event.stopImmediatePropagation();
    draw(menu);
  }, true);
document.addEventListener("click", ({ target }) => {
  const grid = target.closest("[data-emoji-grid]");
  if (grid && target !== grid) insert(grid.closest("[data-emoji]"), target.textContent);
});
document.addEventListener("keydown", (event) => {
  const grid = event.target.closest("[data-emoji-grid]");
  if (!grid) return;
  const row = [...grid.children].filter((one) => one.offsetTop === grid.children[0].offsetTop).length;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key];
  if (!step) return;
  event.preventDefault();
  move(grid, step);
});
