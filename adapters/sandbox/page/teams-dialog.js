// The dialog (task module) that is open in Teams.
import { renderCard } from "./cards.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { act, store } from "./store.js";

const dialog = document.getElementById("teams-dialog");
let shown = "";

const close = () => act({ do: "teams.close" });

function build(open) {
  let busy = false;
  const submit = async (action, inputs) => {
    if (busy) return;
    busy = true;
    await act({ do: "teams.submit", dialog: open.id, action, inputs });
    busy = false;
  };
  fill(dialog, el("div", { class: "dialog" },
    el("header", {}, el("img", { src: "/page/mark.svg", alt: "", width: 24, height: 24 }), el("h2", { id: "teams-dialog-title" }, open.title || "Debrief"),
      el("button", { type: "button", class: "icon", "aria-label": "Close", onclick: close }, icon("cross"))),
    el("div", { class: "modal-body" }, open.card ? renderCard(open.card, submit) : el("p", { class: "lines" }, open.words),
      el("p", { class: "trouble", role: "alert", id: "teams-trouble" })),
    open.card ? null : el("footer", {}, el("button", { type: "button", class: "button primary", onclick: close }, "Close"))));
}

export function showDialog(rendering) {
  const open = store.state.teams.dialog;
  if (!open) {
    shown = "";
    if (dialog.open) dialog.close();
    return;
  }
  const key = JSON.stringify([open.id, open.words, rendering, store.me]);
  if (shown !== key) {
    build(open);
    if (!dialog.open) dialog.showModal();
    (dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body select") ?? dialog.querySelector("button"))?.focus();
  }
  shown = key;
  document.getElementById("teams-trouble").textContent = [open.trouble, ...Object.values(open.errors)].filter(Boolean).join(" ");
}

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});
