// Asks the browser for leave to ring, and hands its address over with an ordinary form.
const form = document.querySelector("form[data-push]");
const canRing = "serviceWorker" in navigator && "PushManager" in window;

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

async function subscribe() {
  const worker = await navigator.serviceWorker.register("/push-worker.js");
  await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
  const { endpoint, keys } = (await worker.pushManager.subscribe(options)).toJSON();
  const name = navigator.userAgentData?.platform || navigator.platform || "";
  for (const [field, value] of Object.entries({ endpoint, name, ...keys })) form.elements[field].value = value;
}

if (form && canRing) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await subscribe();
      form.submit();
    } catch {
      form.querySelector("[role=status]").textContent = form.dataset.refused;
    }
  });
}
