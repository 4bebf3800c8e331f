/* Made by vitrino.ui.bundle: edit the parts. */
{
// While the page is seen, [data-live] tells how many alerts are unread: the bell counts them, a new one is shown.
const frame = document.querySelector("[data-live]");
const bell = document.querySelector('[data-key="g a"]');
let known = Number(frame?.dataset.unread);
let stream = null;

function count(unread) {
  let badge = bell.querySelector(".count");
  if (!badge) bell.append((badge = Object.assign(document.createElement("span"), { className: "count" })));
  badge.textContent = unread;
  badge.hidden = !unread;
}

function show(text) {
  const toasts = document.getElementById("toasts");
  toasts.querySelector("[data-told]")?.remove();
  const toast = document.getElementById("told").content.firstElementChild.cloneNode(true);
  toast.dataset.told = toast.dataset.stays = "";
  toast.querySelector("p").textContent = text;
  toasts.append(toast);
}

function hear({ data }) {
  const { unread, text } = JSON.parse(data);
  count(unread);
  if (unread > known) show(text);
  known = unread;
}

// One open line per seen page: browsers allow only six to a server.
function listen() {
  stream?.close();
  if (document.hidden) return;
  stream = new EventSource(frame.dataset.live);
  stream.addEventListener("alert", hear);
}

if (frame && bell) {
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => stream?.close());
}
}
{
// A button that works says so, keeps its width, and can't be pressed twice.
const button = (event) => event.submitter ?? event.target.querySelector("[type=submit], button:not([type])");
// Nothing was pressed when a form only reports what is being typed.
const source = ({ ctx }) => ctx.request.submitter ?? (ctx.sourceElement.matches("form") ? null : ctx.sourceElement);

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method === "dialog") return;
  const pressed = button(event);
  if (pressed?.ariaBusy === "true") event.preventDefault();
  else if (pressed) {
    pressed.ariaBusy = "true";
    // A download answers without a new page, so no button stays busy for ever.
    setTimeout(() => (pressed.ariaBusy = null), 15000);
  }
});
document.addEventListener("htmx:before:request", ({ detail }) => source(detail)?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:finally:request", ({ detail }) => source(detail)?.removeAttribute("aria-busy"));
// The page may come back from the history with its buttons still turning.
addEventListener("pageshow", ({ persisted }) => persisted && document.querySelectorAll("button[aria-busy]").forEach((one) => one.removeAttribute("aria-busy")));
}
{
// A planned post moves by the keyboard: lifted with M, moved with the arrows, put down with Enter. form[data-mover] sends it.
const form = document.querySelector("form[data-mover]");
const MINUTES = { ArrowUp: -15, ArrowDown: 15 };
const DAYS = { ArrowLeft: -1, ArrowRight: 1 };
let lifted = null; // { entry, at, before }

// Wall time is kept as if it were UTC, so that no clock change of this computer gets in between.
const read = (wall) => new Date(`${wall}Z`);
const wallOf = (at) => at.toISOString().slice(0, 16);
const said = (at) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: "UTC" }).format(at);
const say = (text) => document.dispatchEvent(new CustomEvent("ui:say", { detail: text }));

function send(entry, at) {
  form.action = entry.dataset.move;
  form.elements.when.value = wallOf(at);
  form.elements.seen.value = entry.dataset.seen;
  form.submit();
}

function lift(entry) {
  const time = entry.querySelector("b");
  lifted = { entry, at: read(entry.dataset.wall), before: time.textContent };
  entry.classList.add("is-moving");
  say(form.dataset.lifted.replace("{what}", entry.querySelector(".title")?.textContent ?? ""));
}

function putDown(isSaved) {
  const { entry, at, before } = lifted;
  lifted = null;
  if (isSaved && wallOf(at) !== entry.dataset.wall) return send(entry, at);
  entry.classList.remove("is-moving");
  entry.querySelector("b").textContent = before;
  say(form.dataset.putBack);
}

function step(key, isLarge) {
  const minutes = (DAYS[key] ?? 0) * 1440 + (MINUTES[key] ?? 0) * (isLarge ? 4 : 1);
  lifted.at = new Date(lifted.at.getTime() + minutes * 60000);
  lifted.entry.querySelector("b").textContent = said(lifted.at);
  say(said(lifted.at));
}

// In the capture phase, so that the keys of the page (j, k, m) rest while a post is lifted.
function press(event) {
  const entry = event.target.closest?.("[data-move]");
  if (lifted && event.key in { ...DAYS, ...MINUTES }) step(event.key, event.shiftKey);
  else if (lifted && event.key === "Enter") putDown(true);
  else if (lifted && event.key === "Escape") putDown(false);
  else if (!lifted && entry && event.key.toLowerCase() === "m" && !event.ctrlKey && !event.metaKey && !event.altKey) lift(entry);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

if (form) {
  document.addEventListener("keydown", press, true);
  document.addEventListener("focusout", () => lifted && putDown(false));
}

// Back from a move: the moved post has the focus, and what happened is said.
if (location.hash.startsWith("#entry-")) {
  document.getElementById(location.hash.slice(1))?.focus();
  const done = document.querySelector("[data-said]");
  if (done) say(done.dataset.said);
}
}
{
// [data-copy="text"] or [data-copy-from="#id"] copies and says data-done in its place for a moment.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
  await navigator.clipboard.writeText(source ? (source.value ?? source.textContent) : button.dataset.copy);
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = button.dataset.done;
  document.dispatchEvent(new CustomEvent("ui:say", { detail: button.dataset.done }));
  setTimeout(() => (label.textContent = before), 2000);
});
}
{
// <form data-draft="post-7">: what is typed is kept in this browser until the server has it. A kept text is offered, never
// put over what the server sent. The form holds a hidden [data-draft-offer] with buttons [data-draft-restore] and [data-draft-forget].
const PREFIX = "draft:";
const forms = () => document.querySelectorAll("form[data-draft]");
const name = (form) => PREFIX + form.dataset.draft;
const fields = (form) => [...form.elements].filter((field) => field.matches("textarea, input[type=text], input[type=url], input:not([type])") && field.name);
// Only what somebody wrote: a text that follows another field changes on the server, and is not missing here.
const texts = (form) => Object.fromEntries(fields(form).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value]));
const differs = (form, kept) => fields(form).some((field) => field.name in kept && kept[field.name] !== field.value);

function keep(form) {
  localStorage.setItem(name(form), JSON.stringify({ texts: texts(form) }));
}

function forget(form) {
  localStorage.removeItem(name(form));
  const offer = form.querySelector("[data-draft-offer]");
  if (offer) offer.hidden = true;
}

function restore(form) {
  const { texts: kept } = JSON.parse(localStorage.getItem(name(form)));
  for (const field of fields(form)) {
    if (field.name in kept) field.value = kept[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.querySelector("[data-draft-offer]").hidden = true;
}

// A draft that was sent and whose form is not here any more has arrived.
const here = new Set([...forms()].map(name));
for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX) && !here.has(one)))
  if (JSON.parse(localStorage.getItem(key)).sent) localStorage.removeItem(key);

for (const form of forms()) {
  const kept = JSON.parse(localStorage.getItem(name(form)));
  const offer = form.querySelector("[data-draft-offer]");
  if (kept && !differs(form, kept.texts)) forget(form);
  else if (kept && offer) offer.hidden = false;
}

let timer = 0;
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(timer);
  timer = setTimeout(() => keep(form), 400);
});
document.addEventListener("submit", ({ target }) => {
  if (!target.dataset.draft) return;
  clearTimeout(timer);
  localStorage.setItem(name(target), JSON.stringify({ texts: texts(target), sent: true }));
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form.matches?.("form[data-draft]") && ctx.sourceEvent?.type === "submit" && ctx.response.status < 400) forget(form);
});
document.addEventListener("click", ({ target }) => {
  const form = target.closest("form[data-draft]");
  if (form && target.closest("[data-draft-restore]")) restore(form);
  if (form && target.closest("[data-draft-forget]")) forget(form);
});
}
{
// A planned post moves by mouse or pen to another day, or onto a free slot of the calendar. form[data-mover] sends it.
const form = document.querySelector("form[data-mover]");
let drag = null; // { entry, x, y, isMoving }

function send(entry, wall) {
  form.action = entry.dataset.move;
  form.elements.when.value = wall;
  form.elements.seen.value = entry.dataset.seen;
  form.submit();
}

const under = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY)?.closest("[data-day]");

function follow(event) {
  if (!drag) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  if (!drag.isMoving && Math.hypot(x, y) < 6) return;
  drag.isMoving = true;
  drag.entry.classList.add("is-moving");
  drag.entry.style.translate = `${x}px ${y}px`;
  mark(under(event));
}

const mark = (day) => document.querySelectorAll("[data-day]").forEach((one) => one.classList.toggle("is-over", one === day));

function drop(event, isKept) {
  if (!drag) return;
  const { entry, isMoving } = drag;
  const day = isMoving && isKept ? under(event) : null;
  const free = day && document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-free]");
  drag = null;
  mark(null);
  if (!isMoving) return;
  // The click that ends a drag opens nothing.
  addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
  setTimeout(() => entry.classList.remove("is-moving"));
  entry.style.translate = "";
  const wall = free?.dataset.free ?? (day ? `${day.dataset.day}T${entry.dataset.wall.slice(11)}` : entry.dataset.wall);
  if (wall !== entry.dataset.wall) send(entry, wall);
}

if (form) {
  document.addEventListener("dragstart", (event) => event.target.closest?.("[data-move]") && event.preventDefault());
  document.addEventListener("pointerdown", (event) => {
    const entry = event.target.closest?.("[data-move]");
    if (entry && event.button === 0 && event.pointerType !== "touch") drag = { entry, x: event.clientX, y: event.clientY, isMoving: false };
  });
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", (event) => drop(event, true));
  document.addEventListener("pointercancel", (event) => drop(event, false));
}
}
{
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
}
{
// After a swap: an error summary takes the focus; else the focus stays; if what had it is gone, the nearest heading gets it.
let last = null;

function rest(region) {
  if (!region?.isConnected) return document.getElementById("main");
  const heading = region.querySelector("[data-heading], h1, h2, h3");
  return heading || region;
}

function give(element) {
  if (!element) return;
  if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) element.tabIndex = -1;
  element.focus();
}

document.addEventListener("htmx:before:swap", () => (last = document.activeElement));

document.addEventListener("htmx:after:settle", ({ target, detail }) => {
  const added = detail.newContent?.filter((node) => node.querySelector) ?? [];
  const find = (selector) => added.map((node) => (node.matches(selector) ? node : node.querySelector(selector))).find(Boolean);
  const summary = find("[data-error-summary]");
  const wanted = find("[data-focus]");
  const isLost = last && last !== document.body && !last.isConnected;
  if (summary || wanted) give(summary || wanted);
  else if (isLost && document.activeElement === document.body) give(rest(added[0]?.isConnected ? added[0] : target));
  last = document.activeElement;
});

const summary = document.querySelector("[data-error-summary]");
if (summary) give(summary);
}
{
// [data-focus-point]: a click or drag on its picture moves its two sliders; the sliders move the mark.
function mark(form) {
  const dot = form.querySelector("[data-focus-mark]");
  dot.style.left = `${form.elements.x.value}%`;
  dot.style.top = `${form.elements.y.value}%`;
  dot.hidden = false;
}

function point(event, picture) {
  const form = picture.closest("form");
  const box = picture.getBoundingClientRect();
  const share = (at, from, size) => Math.round(Math.min(Math.max((at - from) / size, 0), 1) * 100);
  form.elements.x.value = share(event.clientX, box.left, box.width);
  form.elements.y.value = share(event.clientY, box.top, box.height);
  mark(form);
}

addEventListener("pointerdown", (event) => {
  if (!event.target.matches("[data-focus-picture]")) return;
  event.preventDefault();
  event.target.setPointerCapture(event.pointerId);
  point(event, event.target);
});
addEventListener("pointermove", (event) => {
  if (event.target.matches?.("[data-focus-picture]") && event.target.hasPointerCapture(event.pointerId)) point(event, event.target);
});
addEventListener("pointerup", (event) => {
  if (event.target.matches?.("[data-focus-picture]")) event.target.closest("form").elements.x.dispatchEvent(new Event("change", { bubbles: true }));
});
addEventListener("input", (event) => {
  const form = event.target.closest?.("[data-focus-point]");
  if (form) mark(form);
});
for (const form of document.querySelectorAll("[data-focus-point]")) mark(form);
}
{
// [data-insert-into="#id"] puts its data-text where the cursor is, as a saved answer does.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert-into]");
  const field = button && document.querySelector(button.dataset.insertInto);
  if (!field) return;
  event.preventDefault();
  field.setRangeText(button.dataset.text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  button.closest("details")?.removeAttribute("open");
  field.focus();
});

// A drop area shows that it is meant.
for (const type of ["dragover", "dragleave", "drop"])
  document.addEventListener(type, ({ target }) => target.closest?.(".drop")?.classList.toggle("is-over", type === "dragover"));
}
{
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
}
{
// One polite place for announcements. Others say: document.dispatchEvent(new CustomEvent("ui:say", { detail: text })).
document.addEventListener("ui:say", ({ detail }) => {
  const region = document.getElementById("live");
  if (!region) return;
  region.textContent = "";
  // Emptied first and filled a moment later, so that the same words twice are read twice.
  setTimeout(() => (region.textContent = detail), 60);
});
}
{
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
}
{
// [data-poll="15"] with hx-get and hx-trigger="poll" is fetched every 15 s while the page is seen, four times rarer when
// nobody has touched it for five minutes, and at once when it is seen again.
const IDLE_MS = 300000;
const RARER = 4;
let touched = Date.now();
const due = new WeakMap();

function tick(isNow) {
  if (document.hidden) return;
  const slow = Date.now() - touched > IDLE_MS ? RARER : 1;
  for (const element of document.querySelectorAll("[data-poll]")) {
    if (!due.has(element)) due.set(element, Date.now());
    if (isNow !== true && Date.now() - due.get(element) < element.dataset.poll * 1000 * slow) continue;
    due.set(element, Date.now());
    element.dispatchEvent(new CustomEvent("poll"));
  }
}

for (const type of ["pointerdown", "keydown", "scroll"]) addEventListener(type, () => (touched = Date.now()), { passive: true });
document.addEventListener("visibilitychange", () => tick(true));
setInterval(tick, 1000);
}
{
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
}
{
// Toasts leave by themselves after a while, not while pointed at or focused; [data-dismiss] closes what it is in.
const SHOWN_MS = 10000;

function start(toast) {
  if (toast.dataset.timed) return;
  toast.dataset.timed = "1";
  let timer = setTimeout(() => toast.remove(), SHOWN_MS);
  const hold = () => clearTimeout(timer);
  const go = () => (timer = setTimeout(() => toast.remove(), SHOWN_MS));
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusout", go);
}

const startAll = () => document.querySelectorAll(".toast:not([data-stays])").forEach(start);
startAll();
document.addEventListener("htmx:after:settle", startAll);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-dismiss]");
  if (button) button.closest(button.dataset.dismiss || ".toast, .alert")?.remove();
});
}
{
// form[data-upload] shows how much of its files has left; htmx sends them and goes where the answer leads.
document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const shown = target.closest("[data-upload]")?.querySelector("[data-upload-progress]");
  if (!shown || !detail.total) return;
  shown.hidden = false;
  shown.querySelector("progress").value = (100 * detail.loaded) / detail.total;
});
}
