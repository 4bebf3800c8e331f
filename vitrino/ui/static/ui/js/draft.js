// <form data-draft="post-7">: what is typed is kept in this browser until the server has it. A kept text is offered, never
// put over what the server sent. The form holds a hidden [data-draft-offer] with buttons [data-draft-restore] and [data-draft-forget].
const PREFIX = "draft:";
const forms = () => document.querySelectorAll("form[data-draft]");
const name = (form) => PREFIX + form.dataset.draft;
const fields = (form) => [...form.elements].filter((field) => field.matches("textarea, input[type=text], input[type=url], input:not([type])") && field.name);
// Only what somebody wrote: a text that follows another field changes on the server, and is not missing here.
const texts = (form) => Object.fromEntries(fields(form).filter((field) => field.value !== field.defaultValue).map((field) => [field.name, field.value]));
const differs = (form, kept) => fields(form).some((field) => field.name in kept && kept[field.name] !== field.value);

function keep(form) {
  localStorage.setItem(name(form), JSON.stringify({ texts: texts(form) }));
}

function forget(form) {
  localStorage.removeItem(name(form));
  const offer = form.querySelector("[data-draft-offer]");
  if (offer) offer.hidden = true;
}

function restore(form) {
  const { texts: kept } = JSON.parse(localStorage.getItem(name(form)));
  for (const field of fields(form)) {
    if (field.name in kept) field.value = kept[field.name];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.querySelector("[data-draft-offer]").hidden = true;
}

// A draft that was sent and whose form is not here any more has arrived.
const here = new Set([...forms()].map(name));
for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX) && !here.has(one)))
  if (JSON.parse(localStorage.getItem(key)).sent) localStorage.removeItem(key);

for (const form of forms()) {
  const kept = JSON.parse(localStorage.getItem(name(form)));
  const offer = form.querySelector("[data-draft-offer]");
  if (kept && !differs(form, kept.texts)) forget(form);
  else if (kept && offer) offer.hidden = false;
}

let timer = 0;
document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(timer);
  timer = setTimeout(() => keep(form), 400);
});
document.addEventListener("submit", ({ target }) => {
  if (!target.dataset.draft) return;
  clearTimeout(timer);
  localStorage.setItem(name(target), JSON.stringify({ texts: texts(target), sent: true }));
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx.sourceElement;
  if (form.matches?.("form[data-draft]") && ctx.sourceEvent?.type === "submit" && ctx.response.status < 400) forget(form);
});
document.addEventListener("click", ({ target }) => {
  const form = target.closest("form[data-draft]");
  if (form && target.closest("[data-draft-restore]")) restore(form);
  if (form && target.closest("[data-draft-forget]")) forget(form);
});
