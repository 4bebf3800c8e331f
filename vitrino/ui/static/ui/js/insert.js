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
