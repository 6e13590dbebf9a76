// Messages as Slack shows them: authors, days, threads, what only one person sees.
import { renderBlocks } from "./blocks.js";
import { el, reconcile } from "./dom.js";
import { day, dayKey, full, mrkdwn, msOf, time } from "./format.js";
import { emoji, icon } from "./icons.js";
import { confirmed } from "./modal.js";
import { act, person, store } from "./store.js";

const together = 5 * 60 * 1000;

export function avatar(someone, size = "") {
  if (someone?.id === store.state?.bot) return el("img", { class: `avatar ${size}`, src: "/page/mark.svg", alt: "" });
  const initials = (someone?.name ?? "?").split(" ").map((word) => word[0]).join("").slice(0, 2);
  return el("span", { class: `avatar ${size} tone-${toneOf(someone)}`, "aria-hidden": "true" }, initials);
}

function toneOf(someone) {
  if (!someone || someone.bot) return "bot";
  return store.state.people.findIndex((each) => each.id === someone.id) % 6;
}

/** What is shown of a channel's messages: without replies, except broadcast ones. */
export const inRoom = (place) => place.messages.filter((each) => !each.thread_ts || each.broadcast);
export const inThread = (place, ts) => place.messages.filter((each) => each.thread_ts === ts && each.ts !== ts);

/** Items for reconcile(): everything that decides how a message looks, so that nothing else rebuilds it. */
export function items(place, messages, threaded) {
  let before = null;
  return messages.map((message) => {
    const ms = msOf(message.ts);
    const newDay = !before || dayKey(msOf(before.ts)) !== dayKey(ms);
    const firstReply = !threaded && message.thread_ts && !before?.thread_ts;
    const joined = !newDay && !firstReply && before.user === message.user && Boolean(before.only_you) === Boolean(message.only_you) && ms - msOf(before.ts) < together && !message.tombstone && !before.tombstone;
    before = message;
    const replies = threaded ? inThread(place, message.ts) : [];
    return {
      message, joined, me: store.me, zone: person(store.me)?.timezone,
      newDay: newDay ? day(ms) : "",
      replies: replies.filter((each) => !each.only_you).length,
      lastReply: replies.length ? replies[replies.length - 1].ts : "",
      repliers: [...new Set(replies.map((each) => each.user))].slice(0, 4),
      editing: editing === message.ts,
    };
  });
}

let editing = "";
let redraw = () => {};
export const onRedraw = (listener) => { redraw = listener; };

function tools(place, message, open) {
  const list = [];
  const add = (symbol, words, use) => list.push(el("button", { type: "button", class: "icon", "aria-label": words, title: words, "data-focus": words, onclick: use }, symbol));
  if (!message.only_you && !message.tombstone) {
    for (const name of ["white_check_mark", "eyes"]) add(emoji(name), `React with ${name.replaceAll("_", " ")}`, () => act({ do: "react", channel: place.id, ts: message.ts, name }));
  }
  if (open && !message.only_you) add(icon("thread"), "Reply in thread", () => open(message.ts));
  if (message.typed !== undefined) {
    add(icon("edit"), "Edit message", () => { editing = message.ts; redraw(); });
    add(icon("trash"), "Delete message", async () => {
      if (await confirmed({ title: "Delete message", text: "Delete this message? This cannot be undone.", confirm: "Delete", danger: true })) act({ do: "erase", channel: place.id, ts: message.ts });
    });
  }
  return list.length ? el("div", { class: "tools", role: "group", "aria-label": "Message actions" }, list) : null;
}

function editor(place, message) {
  const area = el("textarea", { rows: 2, "aria-label": "Edit message", value: message.typed });
  const stop = () => { editing = ""; redraw(); };
  const save = async () => { if (await act({ do: "edit", channel: place.id, ts: message.ts, text: area.value })) stop(); };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); save(); }
  });
  queueMicrotask(() => { area.focus(); area.setSelectionRange(area.value.length, area.value.length); });
  return el("div", { class: "editor" }, area,
    el("button", { type: "button", class: "button", onclick: stop }, "Cancel"),
    el("button", { type: "button", class: "button primary", onclick: save }, "Save"));
}

function content(place, message) {
  if (editing === message.ts) return editor(place, message);
  if (!message.blocks) return el("div", { class: "text lines" }, mrkdwn(message.text), message.edited ? el("span", { class: "edited" }, " (edited)") : null);
  const fields = [];
  const press = async (block, spec, chosen, confirm) => {
    if (confirm && !(await confirmed({ title: confirm.title.text, text: confirm.text.text, confirm: confirm.confirm.text, danger: confirm.style === "danger" }))) return;
    const state = {};
    for (const [blockId, actionId, read] of fields) (state[blockId] ??= {})[actionId] = read();
    await act({ do: "press", channel: place.id, ts: message.ts, block_id: block.block_id, action_id: spec.action_id, chosen, state });
  };
  return el("div", { class: "blocks" }, renderBlocks(message.blocks, { press, fields }));
}

function files(message) {
  if (!message.files) return null;
  return el("ul", { class: "files", "aria-label": "Files" }, message.files.map((each) => el("li", {}, `${each.title} (${each.size} bytes)`)));
}

function reactions(place, message) {
  if (!message.reactions) return null;
  return el("div", { class: "reactions" }, message.reactions.map((each) => el("button", {
    type: "button", class: each.users.includes(store.me) ? "reaction mine" : "reaction", "data-focus": `reaction-${each.name}`,
    "aria-label": `${each.name.replaceAll("_", " ")}: ${each.users.length}`, title: each.users.map((id) => person(id)?.name ?? id).join(", "),
    onclick: () => act({ do: "react", channel: place.id, ts: message.ts, name: each.name }),
  }, emoji(each.name) ?? `:${each.name}:`, " ", String(each.users.length))));
}

function threadLink(item, open) {
  if (!item.replies || !open) return null;
  return el("button", { type: "button", class: "thread-link", "data-focus": "thread", onclick: () => open(item.message.ts) },
    item.repliers.map((id) => avatar(person(id), "tiny")),
    el("strong", {}, item.replies === 1 ? "1 reply" : `${item.replies} replies`),
    el("span", {}, `Last reply ${full(msOf(item.lastReply))}`));
}

function author(message, someone) {
  const tag = message.user === store.state.bot ? el("span", { class: "tag" }, "APP") : someone?.role ? el("span", { class: `role ${someone.role}` }, someone.role) : null;
  return el("div", { class: "author" }, el("strong", {}, someone?.name ?? message.user), tag, el("time", { title: full(msOf(message.ts)) }, time(msOf(message.ts))));
}

/** open(ts) opens a thread; without it there are no threads here. */
export function messageNode(place, item, open) {
  const { message } = item;
  const someone = person(message.user);
  const classes = ["message", item.joined && "joined", message.only_you && "only-you", message.tombstone && "tombstone"].filter(Boolean).join(" ");
  const left = item.joined ? el("time", { class: "hover-time", title: full(msOf(message.ts)) }, time(msOf(message.ts))) : avatar(someone);
  const dismiss = message.only_you ? el("button", { type: "button", class: "link", "data-focus": "dismiss", onclick: () => act({ do: "erase", channel: place.id, ts: message.ts }) }, "Dismiss") : null;
  const only = message.only_you ? el("p", { class: "only" }, icon("eye"), " Only visible to you ", dismiss) : null;
  const broadcast = message.broadcast && open ? el("p", { class: "only" }, "replied to a thread") : null;
  const body = el("article", { class: classes, "aria-label": `${someone?.name ?? ""}, ${time(msOf(message.ts))}` },
    el("div", { class: "left" }, left),
    el("div", { class: "body" }, only, broadcast, item.joined ? null : author(message, someone), content(place, message), files(message), reactions(place, message), threadLink(item, open)),
    tools(place, message, open));
  return el("div", {}, item.newDay ? el("div", { class: "day" }, el("span", {}, item.newDay)) : null, body);
}

/** Shows messages and stays at the bottom when one was there. */
export function show(parent, place, list, open) {
  const atBottom = parent.scrollHeight - parent.scrollTop - parent.clientHeight < 80 || parent.dataset.place !== parent.shownPlace;
  reconcile(parent, items(place, list, Boolean(open)), (item) => `${store.me} ${place.id} ${item.message.ts}`, (item) => messageNode(place, item, open));
  if (atBottom) parent.scrollTop = parent.scrollHeight;
  parent.shownPlace = parent.dataset.place;
}
