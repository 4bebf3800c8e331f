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
