// The page: one person's view of the workspace and the tenant, drawn anew whenever something changed.
import { makeComposer } from "./composer.js";
import { el, fill } from "./dom.js";
import { drawHome, home } from "./home.js";
import { icon } from "./icons.js";
import { inRoom, inThread, onRedraw, show } from "./messages.js";
import { showModal } from "./modal.js";
import { drawChannels, drawClock, drawPeople, drawView, openChannel } from "./side.js";
import { act, amIn, changed, channel, markSeen, messageIn, onChange, person, store, watch } from "./store.js";
import { drawTeams } from "./teams.js";

const byId = (id) => document.getElementById(id);
const nameOf = (place) => (place.kind === "direct" ? "Debrief" : `#${place.name}`);

function openThread(ts) {
  store.thread = ts;
  changed();
  thread.focus();
}

const room = makeComposer(byId("composer"), () => {
  const place = channel(store.channel);
  if (store.channel === home) return { label: "", refusal: "This page is Debrief’s: its buttons answer." };
  if (!place) return { label: "" };
  if (place.archived) return { label: "", refusal: "This channel is archived: nobody can write here." };
  if (!amIn(place)) return { label: "", refusal: el("button", { type: "button", class: "button primary", onclick: () => act({ do: "join", channel: place.id }) }, `Join ${nameOf(place)}`) };
  return { channel: place.id, thread: "", label: `Message ${nameOf(place)}, or /debrief help` };
});

const thread = makeComposer(byId("thread-composer"), () => ({
  channel: store.channel, thread: store.thread, label: "Reply, or @debrief help",
  refusal: channel(store.channel)?.archived ? "This channel is archived." : undefined,
}));

function headActions(place) {
  if (place.kind === "direct" || place.archived) return [];
  const present = place.members.includes(store.state.bot);
  const button = (words, what) => el("button", { type: "button", class: "button small-button", onclick: () => act({ do: what, channel: place.id }) }, words);
  const people = place.members.filter((id) => !person(id)?.bot).length;
  return [
    el("span", { class: "members" }, `${people} people${present ? " and Debrief" : ""}`),
    amIn(place) ? button(present ? "Remove Debrief" : "Invite Debrief", present ? "remove" : "invite") : null,
    amIn(place) && place.kind === "public" ? button("Leave", "leave") : null,
  ];
}

function drawHomeTab() {
  byId("room-title").textContent = "Debrief · Home";
  byId("room-topic").textContent = "What needs you; nobody else sees this page";
  document.title = "Home · Debrief sandbox";
  fill(byId("room-actions"), []);
  byId("messages").classList.remove("empty");
  drawHome(byId("messages"));
  room.draw();
}

function drawRoom() {
  if (store.channel === home) return drawHomeTab();
  const place = channel(store.channel);
  byId("room-title").textContent = nameOf(place);
  byId("room-topic").textContent = place.kind === "direct" ? "Reminders and answers come here" : place.topic;
  document.title = `${nameOf(place)} · Debrief sandbox`;
  fill(byId("room-actions"), headActions(place));
  const list = byId("messages");
  if (list.firstElementChild?.classList.contains("home")) fill(list, []);
  list.dataset.place = `${store.me} ${place.id}`;
  show(list, place, inRoom(place), openThread);
  list.classList.toggle("empty", list.children.length === 0);
  room.draw();
}

function drawThread() {
  const place = channel(store.channel);
  const parent = messageIn(place, store.thread);
  byId("thread").hidden = !parent;
  document.body.classList.toggle("with-thread", Boolean(parent));
  if (!parent) return;
  byId("thread-place").textContent = nameOf(place);
  const list = byId("replies");
  list.dataset.place = `${store.me} ${store.thread}`;
  show(list, place, [parent, ...inThread(place, store.thread)], null);
  thread.draw();
}

/** The person may not see the channel that was open: then the first of their own. */
function chooseChannel() {
  if (store.channel === home || channel(store.channel)) return;
  const own = store.state.channels.filter((each) => amIn(each) && !each.archived && each.kind !== "direct");
  const first = own.find((each) => ["checkout", "search"].includes(each.name)) ?? own[0];
  store.channel = first?.id ?? store.state.channels[0].id;
}

function draw() {
  if (!store.state) return;
  drawView();
  chooseChannel();
  if (document.body.dataset.view !== "teams") markSeen(store.channel);
  drawPeople();
  drawChannels();
  drawRoom();
  drawThread();
  drawTeams();
  drawClock();
  showModal();
}

/** /archives/CHANNEL/pTS: what chat.getPermalink leads to. */
function followLink() {
  const match = location.pathname.match(/^\/archives\/(\w+)\/p(\d+)(\d{6})$/);
  if (!match) return;
  const ts = `${match[2]}.${match[3]}`;
  const parent = new URLSearchParams(location.search).get("thread_ts");
  store.channel = match[1];
  store.thread = parent ?? ts;
  history.replaceState(null, "", "/");
}

byId("thread-close").append(icon("cross"));
byId("thread-close").addEventListener("click", () => openChannel(store.channel));
byId("thread").addEventListener("keydown", (event) => { if (event.key === "Escape") openChannel(store.channel); });
onRedraw(draw);
onChange(draw);
setInterval(drawClock, 1000);
followLink();
watch("U0OLGA00001");
