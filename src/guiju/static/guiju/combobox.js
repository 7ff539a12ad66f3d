// Suggestions under a search box (the search page has none: what is found stands below): arrows choose, Enter opens, Escape closes. Without script the box is a plain one.
"use strict";

const optionsOf = (combo) => [...combo.querySelectorAll("[role=option]")];

const show = (combo, open) => {
  const box = combo.querySelector("input");
  combo.querySelector("[role=listbox]").hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  if (!open) choose(combo, -1);
};

const choose = (combo, place) => {
  const box = combo.querySelector("input");
  optionsOf(combo).forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
  const chosen = optionsOf(combo)[place];
  if (chosen) {
    box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
};

const step = (combo, by) => {
  const options = optionsOf(combo);
  if (!options.length) return;
  show(combo, true);
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  choose(combo, (now + by + options.length + (now < 0 && by < 0 ? 1 : 0)) % options.length);
};

const onKey = (combo, event) => {
  if (event.isComposing) return;
  const open = !combo.querySelector("[role=listbox]").hidden;
  const chosen = combo.querySelector('[aria-selected="true"]');
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(combo, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && chosen) {
    event.preventDefault();
    window.location.assign(chosen.dataset.address);
  } else if (event.key === "Enter" || event.key === "Tab") {
    combo.dataset.done = "";
    show(combo, false);
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    show(combo, false);
  }
};

for (const combo of document.querySelectorAll("[data-combo]")) {
  const box = combo.querySelector("input");
  const list = combo.querySelector("[role=listbox]");
  box.addEventListener("keydown", (event) => onKey(combo, event));
  box.addEventListener("input", () => {
    delete combo.dataset.done;
    if (!box.value.trim()) show(combo, false);
  });
  box.addEventListener("blur", () => show(combo, false));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) window.location.assign(option.dataset.address);
  });
  combo.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === combo && "done" in combo.dataset) event.preventDefault();
  });
  list.addEventListener("htmx:afterSwap", () => {
    const wanted = document.activeElement === box && box.value.trim() && !("done" in combo.dataset);
    show(combo, Boolean(wanted && optionsOf(combo).length));
  });
}

// What an input method is still composing is no text yet: it is searched for once it is chosen.
document.addEventListener("input", (event) => {
  if (event.isComposing && event.target.matches("[data-typed]")) event.stopImmediatePropagation();
}, true);
document.addEventListener("compositionend", (event) => {
  if (event.target.matches("[data-typed]")) event.target.dispatchEvent(new Event("input", { bubbles: true }));
});

// Several lines pasted into the box of the start page are a list: they go to the check of lists.
document.addEventListener("paste", (event) => {
  const fold = document.querySelector("[data-fold]");
  const lines = (event.clipboardData?.getData("text") || "").split("\n").filter((line) => line.trim());
  if (!fold || !event.target.matches("[role=combobox]") || lines.length < 2) return;
  event.preventDefault();
  const area = fold.querySelector("textarea");
  fold.open = true;
  area.value = lines.join("\n");
  area.focus();
});

// Parts stay folded or open as they were when the list around them is renewed.
let unfolded = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  unfolded = [...event.target.querySelectorAll("details[id]")].map((part) => [part.id, part.open]);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const [id, open] of unfolded) {
    const part = document.getElementById(id);
    if (part) part.open = open;
  }
});
// Browsers that cannot show a folded part by style alone are helped.
const facets = document.getElementById("facets");
if (facets && window.matchMedia("(min-width: 60rem)").matches) facets.open = true;
