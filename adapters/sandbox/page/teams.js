// The Teams half of the page: places, posts with their replies, cards, the message box.
import { ready, renderCard } from "./cards.js";
import { makeComposer } from "./composer.js";
import { el, fill, reconcile } from "./dom.js";
import { day, dayKey, full, time } from "./format.js";
import { icon } from "./icons.js";
import { avatar } from "./messages.js";
import { confirmed } from "./modal.js";
import { showDialog } from "./teams-dialog.js";
import { act, changed, store } from "./store.js";

const byId = (id) => document.getElementById(id);
const teams = () => store.state.teams;
const places = () => teams().places;
const here = () => places().find((each) => each.id === store.place);
const personOf = (id) => teams().people.find((each) => each.id === id);
const msOf = (message) => Number(message.id);
const faces = { like: "👍", heart: "❤️", laugh: "😆", surprised: "😮" };

// ---- places

function unread(place) {
  const last = store.seen[store.me]?.[place.id] ?? "";
  return place.messages.filter((each) => each.id > last && each.from !== teams().me && !each.deleted).length;
}

function markSeen(place) {
  if (place.messages.length === 0) return;
  (store.seen[store.me] ??= {})[place.id] = place.messages[place.messages.length - 1].id;
  sessionStorage.setItem("seen", JSON.stringify(store.seen));
}

export function openPlace(id) {
  store.place = id;
  store.root = "";
  if (store.view === "slack") store.view = "teams";
  changed();
}

function entry(place) {
  const current = place.id === store.place && document.body.dataset.view !== "slack";
  const count = current ? 0 : unread(place);
  const symbol = place.kind === "personal" ? "●" : place.kind === "group" ? icon("thread") : "#";
  const name = place.name === "General" && place.team ? `General (${place.team})` : place.name;
  return el("li", {}, el("button", {
    type: "button", class: ["place", current && "here", count && "unread", !place.installed && "outside"].filter(Boolean).join(" "),
    "aria-current": current ? "page" : undefined, "data-place": place.id, onclick: () => openPlace(place.id),
  }, el("span", { class: "symbol", "aria-hidden": "true" }, symbol), el("span", { class: "place-name" }, name),
  count ? el("span", { class: "badge" }, el("span", { class: "visually-hidden" }, "unread: "), String(count)) : null));
}

function drawPlaces() {
  const order = { channel: 0, group: 1, personal: 2 };
  const sorted = [...places()].sort((a, b) => order[a.kind] - order[b.kind] || Number(!a.installed) - Number(!b.installed) || a.name.localeCompare(b.name));
  const chat = sorted.some((each) => each.kind === "personal") ? null
    : el("li", {}, el("button", { type: "button", class: "place outside", onclick: async () => { await act({ do: "teams.chat" }); } }, el("span", { class: "symbol", "aria-hidden": "true" }, "●"), "Chat with Debrief"));
  fill(byId("places"), sorted.map(entry), chat);
}

// ---- messages

let editing = "";
const dismissed = new Set();

function noticeBelow(message) {
  const all = teams().notices.filter((each) => each.message === message.id);
  const last = all[all.length - 1];
  return last && !dismissed.has(last.id) ? last : null;
}

function words(message) {
  const parts = message.text.split(/(@(?:Debrief|[A-Z][\p{L}]+ [A-Z][\p{L}]+))/u);
  return parts.map((part) => (part.startsWith("@") && (part === "@Debrief" || teams().people.some((each) => `@${each.name}` === part)) ? el("span", { class: "mention" }, part) : part));
}

function editor(place, message) {
  const area = el("textarea", { rows: 2, "aria-label": "Edit message", value: message.typed });
  const stop = () => { editing = ""; changed(); };
  const save = async () => { if (await act({ do: "teams.edit", place: place.id, message: message.id, text: area.value })) stop(); };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); save(); }
  });
  queueMicrotask(() => area.focus());
  return el("div", { class: "editor" }, area, el("button", { type: "button", class: "button", onclick: stop }, "Cancel"), el("button", { type: "button", class: "button primary", onclick: save }, "Save"));
}

function content(place, message) {
  if (message.deleted) return el("p", { class: "text deleted" }, "This message has been deleted.");
  if (editing === message.id) return editor(place, message);
  if (message.card) return renderCard(message.card, (action, inputs) => act({ do: "teams.press", place: place.id, message: message.id, action, inputs }));
  return el("div", { class: "lines text" }, words(message), message.edited ? el("span", { class: "edited" }, " Edited") : null);
}

function tools(place, message) {
  if (message.deleted) return null;
  const tool = (symbol, label, use) => el("button", { type: "button", class: "icon", "aria-label": label, title: label, "data-focus": label, onclick: use }, symbol);
  return el("div", { class: "tools", role: "group", "aria-label": "Message actions" },
    Object.keys(faces).slice(0, 2).map((name) => tool(faces[name], `React with ${name}`, () => act({ do: "teams.react", place: place.id, message: message.id, name }))),
    message.typed === undefined ? null : [
      tool(icon("edit"), "Edit message", () => { editing = message.id; changed(); }),
      tool(icon("trash"), "Delete message", async () => {
        if (await confirmed({ title: "Delete message", text: "Delete this message?", confirm: "Delete", danger: true })) act({ do: "teams.erase", place: place.id, message: message.id });
      })]);
}

function messageNode(place, message, notice) {
  const someone = personOf(message.from);
  const name = message.from === teams().bot ? "Debrief" : someone?.name ?? message.from;
  const known = someone && store.state.people.find((each) => each.handle === someone.handle);
  const face = message.app ? el("img", { class: "avatar round", src: "/page/mark.svg", alt: "" }) : avatar(known, "round");
  const tag = message.app ? el("span", { class: "tag" }, "APP") : someone?.role ? el("span", { class: `role ${someone.role}` }, someone.role) : null;
  const reactions = (message.reactions ?? []).map((each) => el("button", { type: "button", class: each.users.includes(teams().me) ? "reaction mine" : "reaction", "data-focus": `reaction-${each.name}`, "aria-label": `${each.name}: ${each.users.length}`, onclick: () => act({ do: "teams.react", place: place.id, message: message.id, name: each.name }) }, faces[each.name] ?? each.name, " ", String(each.users.length)));
  return el("article", { class: "message", "aria-label": `${name}, ${time(msOf(message))}` },
    el("div", { class: "left" }, face),
    el("div", { class: "body" },
      el("div", { class: "author" }, el("strong", {}, name), tag, el("time", { title: full(msOf(message)) }, time(msOf(message)))),
      content(place, message),
      notice ? el("p", { class: notice.error ? "notice wrong" : "notice", role: "status" }, icon("eye"), el("span", { class: "lines" }, notice.text), el("button", { type: "button", class: "link", "data-focus": "dismiss", onclick: () => { dismissed.add(notice.id); changed(); } }, "Dismiss")) : null,
      reactions.length ? el("div", { class: "reactions" }, reactions) : null),
    tools(place, message));
}

function reply(root) {
  store.root = root;
  changed();
  byId("teams-text").focus();
}

function postNode(place, item) {
  const { head, replies } = item;
  const post = el("section", { class: place.kind === "channel" ? "post" : "post flat" },
    messageNode(place, head, item.notices[head.id]),
    replies.map((each) => messageNode(place, each, item.notices[each.id])),
    place.kind === "channel" && !head.deleted ? el("button", { type: "button", class: item.answering ? "reply-link answering" : "reply-link", "data-focus": "reply", onclick: () => reply(head.id) }, icon("thread"), " Reply") : null);
  return el("div", {}, item.newDay ? el("div", { class: "day" }, el("span", {}, item.newDay)) : null, post);
}

function items(place, rendering) {
  let before = null;
  return place.messages.filter((each) => !each.root).map((head) => {
    const replies = place.messages.filter((each) => each.root === head.id);
    const notices = {};
    for (const each of [head, ...replies]) notices[each.id] = noticeBelow(each);
    const newDay = !before || dayKey(msOf(before)) !== dayKey(msOf(head)) ? day(msOf(head)) : "";
    before = head;
    return { head, replies, notices, newDay, rendering, me: store.me, answering: store.root === head.id, editing: [head, ...replies].some((each) => each.id === editing) };
  });
}

// ---- the room

function headActions(place) {
  const button = (label, what, more = {}) => el("button", { type: "button", class: "button small-button", onclick: () => act({ do: what, place: place.id, ...more }) }, label);
  const people = place.kind === "personal" ? "" : `${place.people} people${place.installed ? " and Debrief" : ""}`;
  return [
    el("span", { class: "members" }, people),
    place.installed && place.kind !== "personal" ? button(place.consent ? "Debrief reads all" : "Debrief reads mentions", "teams.consent", { given: !place.consent }) : null,
    place.installed ? button("Remove Debrief", "teams.uninstall") : button("Add Debrief", "teams.install"),
  ];
}

const composer = makeComposer(byId("teams-composer"), () => {
  const place = here();
  if (!place) return { label: "" };
  if (place.kind === "personal" && !place.installed) return { label: "", refusal: "Add Debrief to chat with it." };
  const answering = place.kind === "channel" && store.root;
  const label = answering ? "Reply, or @Debrief help" : place.kind === "channel" ? "Start a post, or @Debrief help" : place.kind === "personal" ? "Message Debrief: help" : "Type a message, or @Debrief help";
  return { label, answering: Boolean(answering) };
}, {
  id: "teams-text",
  people: () => [{ handle: "debrief", name: "Debrief", role: "" }, ...teams().people],
  send: (text) => act({ do: "teams.type", place: store.place, root: here()?.kind === "channel" ? store.root : "", text }),
});

function choosePlace() {
  if (here()) return;
  const first = places().find((each) => each.name === "checkout") ?? places().find((each) => each.installed) ?? places()[0];
  store.place = first.id;
  store.root = "";
}

export function drawTeams() {
  if (!teams()) return;
  choosePlace();
  const place = here();
  if (document.body.dataset.view !== "slack") markSeen(place);
  drawPlaces();
  byId("teams-title").textContent = place.name;
  byId("teams-topic").textContent = place.kind === "personal" ? "Reminders and answers come here" : [place.team, place.topic].filter(Boolean).join(" · ");
  fill(byId("teams-actions"), headActions(place));
  const rendering = ready(changed);
  byId("licences").hidden = !store.state.renderer;
  const list = byId("posts");
  const atBottom = list.scrollHeight - list.scrollTop - list.clientHeight < 80 || list.shownPlace !== `${store.me} ${place.id}`;
  reconcile(list, items(place, rendering), (item) => `${store.me} ${place.id} ${item.head.id}`, (item) => postNode(place, item));
  if (atBottom) list.scrollTop = list.scrollHeight;
  list.shownPlace = `${store.me} ${place.id}`;
  list.classList.toggle("empty", list.children.length === 0);
  const head = place.messages.find((each) => each.id === store.root);
  byId("answering").hidden = !(place.kind === "channel" && head);
  if (head) byId("answering-words").textContent = `In the thread of ${head.from === teams().bot ? "Debrief" : personOf(head.from)?.name ?? head.from}, ${time(msOf(head))}`;
  composer.draw();
  showDialog(rendering);
}

byId("answering-end").addEventListener("click", () => { store.root = ""; changed(); });
