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
