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
