// The Home tab: Debrief's own page for the person one is.
import { renderBlocks } from "./blocks.js";
import { el, fill } from "./dom.js";
import { act, store } from "./store.js";

/** What stands for it where channels have their ids. */
export const home = "home";

/** Slack tells the app each time somebody opens the tab. */
export function openHome() {
  store.channel = home;
  store.thread = "";
  act({ do: "home" });
}

export function drawHome(list) {
  const view = store.state.home;
  const signature = `${store.me} ${home} ${view?.hash ?? ""}`;
  if (list.dataset.place === signature) return;
  list.dataset.place = signature;
  if (!view) return fill(list, el("p", { class: "home" }, "Debrief has not said anything here yet."));
  const press = (block, spec, chosen) => act({ do: "press", view: view.id, block_id: block.block_id, action_id: spec.action_id, chosen, state: {} });
  fill(list, el("div", { class: "home" }, renderBlocks(view.definition.blocks, { press })));
}
