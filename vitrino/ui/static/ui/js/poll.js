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
