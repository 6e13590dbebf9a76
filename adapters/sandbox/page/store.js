// What the page knows, and how it asks the sandbox.
import { toast } from "./dom.js";

const listeners = new Set();

export const store = {
  me: sessionStorage.getItem("me") || "",
  channel: sessionStorage.getItem("channel") || "",
  thread: sessionStorage.getItem("thread") || "",
  place: sessionStorage.getItem("place") || "", // the conversation that is open in Teams
  root: "", // the Teams thread one answers in
  view: sessionStorage.getItem("view") || "both", // which tools are shown
  state: null,
  received: 0, // when the state came, by this computer's clock
  seen: JSON.parse(sessionStorage.getItem("seen") || "{}"),
};

export const person = (id) => store.state?.people.find((each) => each.id === id);
export const channel = (id) => store.state?.channels.find((each) => each.id === id);
export const messageIn = (place, ts) => place?.messages.find((each) => each.ts === ts);
export const amIn = (place) => Boolean(place?.members.includes(store.me));

export const onChange = (listener) => listeners.add(listener);
export function changed() {
  for (const name of ["me", "channel", "thread", "place", "view"]) sessionStorage.setItem(name, store[name]);
  for (const listener of listeners) listener();
}

/** The sandbox's time now, in milliseconds. */
export const now = () => (store.state ? store.state.now + (Date.now() - store.received) : Date.now());

export function markSeen(id) {
  const place = channel(id);
  if (!place || place.messages.length === 0) return;
  (store.seen[store.me] ??= {})[id] = place.messages[place.messages.length - 1].ts;
  sessionStorage.setItem("seen", JSON.stringify(store.seen));
}

export function unread(place) {
  const last = store.seen[store.me]?.[place.id] ?? "";
  return place.messages.filter((each) => each.ts > last && each.user !== store.me && !each.tombstone).length;
}

/** Does something as the person one is now. Resolves to true when it worked. */
export async function act(what) {
  try {
    const response = await fetch("/sandbox/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: store.me, ...what }),
    });
    const answer = await response.json();
    if (!answer.ok) toast(answer.problem);
    return answer.ok;
  } catch {
    toast("The sandbox does not answer. Is it still running?");
    return false;
  }
}

let asking = null;

/** Someone else is at the page now: look with their eyes at once. */
export function becomePerson(id) {
  store.me = id;
  store.thread = "";
  store.root = "";
  asking?.abort();
}

async function ask(since) {
  asking = new AbortController();
  const response = await fetch(`/sandbox/state?as=${store.me}&since=${since}`, { signal: asking.signal });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** Keeps the state fresh for as long as the page is open. */
export async function watch(firstPerson) {
  store.me ||= firstPerson;
  for (;;) {
    const me = store.me;
    try {
      const same = store.state && store.state.me === me;
      const state = await ask(same ? store.state.revision : 0);
      if (me !== store.me) continue;
      store.state = state;
      store.received = Date.now();
      document.body.classList.remove("offline");
      changed();
    } catch (error) {
      if (error.name === "AbortError") continue;
      document.body.classList.add("offline");
      if (store.me !== firstPerson && !store.state) store.me = firstPerson;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
