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
