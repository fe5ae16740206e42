/* Selecting days on the strip: dragging its two handles, or moving them with the arrow keys.
   The same choice is in the date fields and in the links of bars, months and table. */

"use strict";

const DAY = 86_400_000;

function strip() {
  const plot = document.getElementById("plot");
  if (!plot) return null;
  const first = Date.parse(plot.dataset.first);
  return { plot, first, days: Number(plot.dataset.days), last: first + (plot.dataset.days - 1) * DAY };
}

const iso = (time) => new Date(time).toISOString().slice(0, 10);

/* The handles' days: those of the date fields, kept within the strip. */
function selectedDays({ first, last }) {
  const day = (id, otherwise) => Date.parse(document.getElementById(id).value) || otherwise;
  const within = (time) => Math.min(Math.max(time, first), last);
  return { from: within(day("from", first)), to: within(day("to", last)) };
}

function place(id, { first, days }, time) {
  const share = ((time - first) / DAY + (id === "to" ? 1 : 0)) / days;
  const at = `${(share * 100).toFixed(3)}%`;
  const edge = document.getElementById(`edge-${id}`);
  edge.setAttribute("x1", at);
  edge.setAttribute("x2", at);
  const handle = document.getElementById(`handle-${id}`);
  handle.setAttribute("x", at);
  handle.setAttribute("aria-valuenow", Math.round((time - first) / DAY));
  handle.setAttribute("aria-valuetext", iso(time));
}

/* Make the drawn handles usable: sliders by name, value and key. */
function upgrade() {
  const drawn = strip();
  if (!drawn) return;
  const selected = selectedDays(drawn);
  for (const [id, words] of [["from", "First day"], ["to", "Last day"]]) {
    const handle = document.getElementById(`handle-${id}`);
    handle.setAttribute("role", "slider");
    handle.setAttribute("tabindex", "0");
    handle.setAttribute("aria-label", words);
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(drawn.days - 1));
    place(id, drawn, selected[id]);
  }
}

/* Move one handle to a day, never past the other, and let the date field say so. */
function move(id, time) {
  const drawn = strip();
  const selected = selectedDays(drawn);
  const [least, most] = id === "from" ? [drawn.first, selected.to] : [selected.from, drawn.last];
  const kept = Math.min(Math.max(time, least), most);
  document.getElementById("handles").classList.remove("idle");
  document.getElementById(id).value = iso(kept);
  place(id, drawn, kept);
}

const ask = () => document.getElementById("filter").requestSubmit();

let dragged = null;

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.(".handle");
  if (!handle) return;
  dragged = handle.id.replace("handle-", "");
  handle.setPointerCapture(event.pointerId);
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const { first, days } = strip();
  const box = document.getElementById("handles").getBoundingClientRect();
  const day = ((event.clientX - box.left) / box.width) * days - (dragged === "to" ? 1 : 0);
  move(dragged, first + Math.round(day) * DAY);
});

document.addEventListener("pointerup", () => {
  if (dragged) ask();
  dragged = null;
});

document.addEventListener("pointercancel", () => {
  dragged = null;
});

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };
let asking;

document.addEventListener("keydown", (event) => {
  const id = event.target.id?.startsWith("handle-") && event.target.id.replace("handle-", "");
  if (!id) return;
  const drawn = strip();
  const ends = { Home: drawn.first, End: drawn.last };
  if (!(event.key in STEPS) && !(event.key in ends)) return;
  event.preventDefault();
  move(id, ends[event.key] ?? selectedDays(drawn)[id] + STEPS[event.key] * DAY);
  clearTimeout(asking);
  asking = setTimeout(ask, 500);
});

/* Bars, marks, months and the strip's other links swap the answer instead of loading the page. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#overview a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const address = link.getAttribute("href");
  htmx.ajax("GET", address, { target: "#results", swap: "outerHTML" });
});

document.addEventListener("DOMContentLoaded", upgrade);
document.addEventListener("htmx:afterSettle", upgrade);
document.addEventListener("htmx:historyRestore", upgrade);
