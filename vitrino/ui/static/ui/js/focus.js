// After a swap: an error summary takes the focus; else the focus stays; if what had it is gone, the nearest heading gets it.
let last = null;

function rest(region) {
  if (!region?.isConnected) return document.getElementById("main");
  const heading = region.querySelector("[data-heading], h1, h2, h3");
  return heading || region;
}

function give(element) {
  if (!element) return;
  if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) element.tabIndex = -1;
  element.focus();
}

document.addEventListener("htmx:before:swap", () => (last = document.activeElement));

document.addEventListener("htmx:after:settle", ({ target, detail }) => {
  const added = detail.newContent?.filter((node) => node.querySelector) ?? [];
  const find = (selector) => added.map((node) => (node.matches(selector) ? node : node.querySelector(selector))).find(Boolean);
  const summary = find("[data-error-summary]");
  const wanted = find("[data-focus]");
  const isLost = last && last !== document.body && !last.isConnected;
  if (summary || wanted) give(summary || wanted);
  else if (isLost && document.activeElement === document.body) give(rest(added[0]?.isConnected ? added[0] : target));
  last = document.activeElement;
});

const summary = document.querySelector("[data-error-summary]");
if (summary) give(summary);
