// Reviewing by keyboard: a accept, e edit, x reject, n next, Escape leaves a field, Ctrl+Enter saves corrections.
(() => {
  "use strict";
  const form = document.getElementById("review-form");
  if (!form) return;
  const button = (act) => form.querySelector(`button[name="act"][value="${act}"]`);
  const writing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const keys = {
    a: () => button("accept").click(),
    x: () => button("reject").click(),
    n: () => document.getElementById("next").click(),
    e: () => {
      const headline = form.querySelector('textarea[name="headline"]');
      headline.focus();
      headline.setSelectionRange(headline.value.length, headline.value.length);
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && writing(event.target)) {
      event.target.blur();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      event.preventDefault();
      button("correct").click();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target) && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // One decision a page: a second key press while the next page loads must not decide twice.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);

  // More names for actor fields than the page came with.
  const list = document.getElementById("actors");
  const suggest = async (field) => {
    const words = field.value.split(/[;\n]/).pop().trim();
    if (words.length < 2) return;
    const address = new URL(list.dataset.address, location.href);
    address.search = new URLSearchParams({ term: words, app_label: "timeline", model_name: "event", field_name: "speaker" });
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) return;
    const known = new Set([...list.options].map((option) => option.value));
    for (const { text } of (await answer.json()).results) {
      if (!known.has(text)) list.append(new Option(text, text));
    }
  };
  let waiting;
  form.querySelector('[name="speaker"]').addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 250, event.target);
  });
})();
