// One polite place for announcements. Others say: document.dispatchEvent(new CustomEvent("ui:say", { detail: text })).
document.addEventListener("ui:say", ({ detail }) => {
  const region = document.getElementById("live");
  if (!region) return;
  region.textContent = "";
  // Emptied first and filled a moment later, so that the same words twice are read twice.
  setTimeout(() => (region.textContent = detail), 60);
});
