// Modals: the topmost view of the person's stack, and small questions of the page itself.
import { renderBlocks } from "./blocks.js";
import { el, fill } from "./dom.js";
import { textObject } from "./format.js";
import { icon } from "./icons.js";
import { act, store } from "./store.js";

const dialog = document.getElementById("modal");
let shown = { id: "", hash: "", me: "" };
let fields = [];

function values() {
  const all = {};
  for (const [block, action, read] of fields) (all[block] ??= {})[action] = read();
  return all;
}

function body(view) {
  const press = (block, spec, chosen) =>
    act({ do: "press", view: view.id, block_id: block.block_id, action_id: spec.action_id, chosen, state: values() });
  fields = [];
  return renderBlocks(view.definition.blocks, { press, fields, values: view.values, errors: view.errors });
}

function build(view) {
  const { definition } = view;
  const close = (all) => act({ do: "close", view: view.id, all });
  const trouble = el("p", { class: "trouble", role: "alert", id: "modal-trouble" }, view.trouble);
  const submit = definition.submit ? el("button", { type: "submit", class: "button primary" }, textObject(definition.submit)) : null;
  const form = el("form", { novalidate: true },
    el("header", {}, el("img", { src: "/page/mark.svg", alt: "", width: 24, height: 24 }), el("h2", { id: "modal-title" }, textObject(definition.title)),
      el("button", { type: "button", class: "icon", "aria-label": "Close", onclick: () => close(true) }, icon("cross"))),
    el("div", { class: "modal-body" }, body(view), trouble),
    el("footer", {}, el("button", { type: "button", class: "button", onclick: () => close(false) }, definition.close ? textObject(definition.close) : "Close"), submit));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!submit || submit.getAttribute("aria-busy") === "true") return;
    submit.setAttribute("aria-busy", "true");
    await act({ do: "submit", view: view.id, values: values() });
    submit.removeAttribute("aria-busy");
  });
  fill(dialog, form);
}

/** The same view with other errors: what was entered stays. */
function mark(view) {
  for (const node of dialog.querySelectorAll("[data-error]")) {
    const words = view.errors[node.dataset.error] ?? "";
    node.textContent = words;
    const control = dialog.querySelector(`[aria-describedby~="${node.id}"]`);
    control?.toggleAttribute("aria-invalid", Boolean(words));
  }
  document.getElementById("modal-trouble").textContent = view.trouble;
  dialog.querySelector("[aria-invalid]")?.focus();
}

export function showModal() {
  const stack = store.state.modals;
  const view = stack[stack.length - 1];
  if (!view) {
    shown = { id: "", hash: "", me: "" };
    if (dialog.open) dialog.close();
    return;
  }
  const words = JSON.stringify([view.errors, view.trouble]);
  if (shown.id === view.id && shown.hash === view.hash && shown.me === store.me) {
    if (shown.words !== words) mark(view);
  } else {
    build(view);
    if (!dialog.open) dialog.showModal();
    (dialog.querySelector("[autofocus]") ?? dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body select") ?? dialog.querySelector("button"))?.focus();
  }
  shown = { id: view.id, hash: view.hash, me: store.me, words };
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  if (shown.id) act({ do: "close", view: shown.id, all: false });
});

/** Asks yes or no. */
export function confirmed({ title, text, confirm, danger }) {
  const ask = document.getElementById("confirm");
  return new Promise((resolve) => {
    const answer = (yes) => { ask.close(); resolve(yes); };
    fill(ask, el("form", { onsubmit: (event) => { event.preventDefault(); answer(true); } },
      el("header", {}, el("h2", { id: "confirm-title" }, title)),
      el("div", { class: "modal-body" }, el("p", {}, text)),
      el("footer", {}, el("button", { type: "button", class: "button", onclick: () => answer(false) }, "Cancel"), el("button", { type: "submit", class: `button ${danger ? "danger" : "primary"}` }, confirm))));
    ask.oncancel = () => resolve(false);
    ask.showModal();
    ask.querySelector("[type=submit]").focus();
  });
}
