/* What the page does beyond links and forms. It works without any of this. */

"use strict";

document.documentElement.classList.add("with-script");

/* After "more", go on reading at the first entry that is new. */
document.addEventListener("htmx:afterSettle", (event) => {
  const link = event.detail.requestConfig?.elt;
  if (link?.id !== "more") return;
  const entry = document.querySelectorAll("#results article")[Number(link.dataset.shown)];
  if (!entry) return;
  entry.tabIndex = -1;
  entry.focus({ preventScroll: true });
});

/* What a reader has unfolded stays unfolded. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  for (const open of event.detail.target.querySelectorAll("details[open][id]")) {
    event.detail.fragment.querySelector(`#${open.id}`)?.setAttribute("open", "");
  }
});

/* Keep ticks while the list is swapped. */
const picked = new Set();

document.addEventListener("change", (event) => {
  if (!event.target.matches(".pick input")) return;
  if (event.target.checked) picked.add(event.target.value);
  else picked.delete(event.target.value);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const box of document.querySelectorAll(".pick input")) {
    if (picked.has(box.value)) box.checked = true;
  }
});

/* Say what went wrong when an answer does not come. */
function complain(words) {
  const status = document.getElementById("status");
  if (status) status.textContent = words;
}

document.addEventListener("htmx:sendError", () => complain("The connection failed. The list below is the last answer."));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status !== 400) complain("The server could not answer. The list below is the last answer.");
});

/* Copy the snippet for embedding. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copies);
  text.select();
  navigator.clipboard?.writeText(text.value).then(() => (button.textContent = "Copied"));
});
