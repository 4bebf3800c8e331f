// form[data-upload] shows how much of its files has left; htmx sends them and goes where the answer leads.
document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const shown = target.closest("[data-upload]")?.querySelector("[data-upload-progress]");
  if (!shown || !detail.total) return;
  shown.hidden = false;
  shown.querySelector("progress").value = (100 * detail.loaded) / detail.total;
});
