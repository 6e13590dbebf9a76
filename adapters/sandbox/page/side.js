// The sides of the page: conversations, people, the clock, and what comes from outside.
import { el, fill, toast } from "./dom.js";
import { full } from "./format.js";
import { home, openHome } from "./home.js";
import { icon } from "./icons.js";
import { avatar } from "./messages.js";
import { act, amIn, becomePerson, changed, channel, now, person, store, unread } from "./store.js";

const byId = (id) => document.getElementById(id);

// ---- conversations

export function openChannel(id, thread = "") {
  store.channel = id;
  store.thread = thread;
  if (store.view === "teams") store.view = "slack";
  changed();
}

function entry(place, name, symbol) {
  const here = place.id === store.channel && document.body.dataset.view !== "teams";
  const count = here || !(amIn(place)) ? 0 : unread(place);
  return el("li", {}, el("button", {
    type: "button", class: ["place", here && "here", count && "unread", !amIn(place) && "outside", place.archived && "outside"].filter(Boolean).join(" "),
    "aria-current": here ? "page" : undefined, "data-channel": place.id, onclick: () => openChannel(place.id),
  }, el("span", { class: "symbol", "aria-hidden": "true" }, symbol), el("span", { class: "place-name" }, name),
  count ? el("span", { class: "badge" }, el("span", { class: "visually-hidden" }, "unread: "), String(count)) : null));
}

export function drawChannels() {
  const { channels } = store.state;
  const rooms = channels.filter((each) => each.kind !== "direct");
  rooms.sort((a, b) => Number(a.archived) - Number(b.archived) || Number(!amIn(a)) - Number(!amIn(b)) || a.name.localeCompare(b.name));
  fill(byId("channels"), rooms.map((each) => entry(each, each.archived ? `${each.name} (archived)` : each.name, each.kind === "private" ? icon("lock") : "#")));
  const directs = channels.filter((each) => each.kind === "direct");
  const here = store.channel === home && document.body.dataset.view !== "teams";
  const tab = el("li", {}, el("button", {
    type: "button", class: here ? "place here" : "place", "aria-current": here ? "page" : undefined, "data-channel": home,
    onclick: () => { if (store.view === "teams") store.view = "slack"; openHome(); changed(); },
  }, el("span", { class: "symbol", "aria-hidden": "true" }, "⌂"), el("span", { class: "place-name" }, "Debrief’s Home tab")));
  fill(byId("directs"), directs.length ? directs.map((each) => entry(each, "Debrief", "●")) : el("li", { class: "none" }, "None yet. Debrief writes to you here."), tab);
}

// ---- people

export function drawPeople() {
  const players = store.state.people.filter((each) => each.role);
  const groups = ["ops", "IT"].map((role) => el("span", { class: "team", role: "group", "aria-label": role }, el("span", { class: "team-name", "aria-hidden": "true" }, role),
    players.filter((each) => each.role === role).map((each) => el("button", {
      type: "button", class: each.id === store.me ? "player me" : "player", "aria-pressed": String(each.id === store.me), "data-person": each.handle,
      title: `${each.name}, ${each.title} (${each.role}), ${each.timezone}`, onclick: () => { becomePerson(each.id); if (store.channel === home) openHome(); },
    }, avatar(each, "small"), el("span", {}, each.name.split(" ")[0])))));
  fill(byId("people"), groups);
}

// ---- the clock

export function drawClock() {
  if (!store.state) return;
  const zone = person(store.me)?.timezone ?? "";
  byId("clock").textContent = `${full(now())} · ${zone}`;
  const { moving } = store.state;
  byId("moving").textContent = moving ? "Time passes…" : "";
  for (const button of document.querySelectorAll("[data-move],[data-move-to]")) button.disabled = moving;
}

for (const button of document.querySelectorAll("[data-move],[data-move-to]")) {
  button.addEventListener("click", () => act({ do: "clock", ms: Number(button.dataset.move ?? 0), to: button.dataset.moveTo ?? "" }));
}

// ---- which tools are shown

const wide = matchMedia("(min-width: 1180px)");
wide.addEventListener("change", changed);

/** Both tools side by side need room: a small window shows one at a time. */
export function drawView() {
  const view = store.view === "both" && !wide.matches ? "slack" : store.view;
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === view));
    button.hidden = button.dataset.show === "both" && !wide.matches;
  }
}

for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => { store.view = button.dataset.show; changed(); });
}

// ---- outside

const rooms = { checkout: "checkout", search: "search" };

async function happened(words, ok) {
  if (!ok) return;
  const place = store.state.channels.find((each) => each.name === rooms[byId("alert-service").value]);
  toast(words);
  if (place && amIn(channel(place.id))) openChannel(place.id);
}

byId("alert-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const common = { do: "outside", kind: "alertmanager", service: byId("alert-service").value, title: byId("alert-title").value, severity: byId("alert-severity").value };
  const ok = (await act({ ...common, firing: true })) && (await act(common));
  happened("Alertmanager said: firing, then resolved.", ok);
});

byId("release-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const ok = await act({ do: "outside", kind: "github", service: byId("alert-service").value, title: byId("release-version").value });
  happened("GitHub said: release published.", ok);
});

for (const button of document.querySelectorAll("[data-fault]")) {
  button.addEventListener("click", async () => { if (await act({ do: button.dataset.tool === "teams" ? "teams.fault" : "fault", kind: button.dataset.fault })) toast("The next post of Debrief’s will meet that."); });
}
