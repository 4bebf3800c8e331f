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
