// While the page is seen, [data-live] tells how many alerts are unread: the bell counts them, a new one is shown.
const frame = document.querySelector("[data-live]");
const bell = document.querySelector('[data-key="g a"]');
let known = Number(frame?.dataset.unread);
let stream = null;

function count(unread) {
  let badge = bell.querySelector(".count");
  if (!badge) bell.append((badge = Object.assign(document.createElement("span"), { className: "count" })));
  badge.textContent = unread;
  badge.hidden = !unread;
}

function show(text) {
  const toasts = document.getElementById("toasts");
  toasts.querySelector("[data-told]")?.remove();
  const toast = document.getElementById("told").content.firstElementChild.cloneNode(true);
  toast.dataset.told = toast.dataset.stays = "";
  toast.querySelector("p").textContent = text;
  toasts.append(toast);
}

function hear({ data }) {
  const { unread, text } = JSON.parse(data);
  count(unread);
  if (unread > known) show(text);
  known = unread;
}

// One open line per seen page: browsers allow only six to a server.
function listen() {
  stream?.close();
  if (document.hidden) return;
  stream = new EventSource(frame.dataset.live);
  stream.addEventListener("alert", hear);
}

if (frame && bell) {
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => stream?.close());
}
