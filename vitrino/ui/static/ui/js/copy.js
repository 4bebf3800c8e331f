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
