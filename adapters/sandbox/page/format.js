// Slack's mrkdwn and dates as DOM nodes. User text only ever becomes text nodes.
import { el } from "./dom.js";
import { emoji } from "./icons.js";
import { channel, now, person, store } from "./store.js";

export const unescapeText = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

// ---- dates

const zone = () => person(store.me)?.timezone || "UTC";
const inZone = (ms, options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone(), ...options }).format(new Date(ms));

export const time = (ms) => inZone(ms, { hour: "2-digit", minute: "2-digit" });
export const day = (ms) => inZone(ms, { weekday: "long", day: "numeric", month: "long" });
export const dayKey = (ms) => inZone(ms, { year: "numeric", month: "2-digit", day: "2-digit" });
export const full = (ms) => inZone(ms, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
export const msOf = (ts) => Math.floor(Number(ts) * 1000);

function relativeDay(ms) {
  const names = [["today", 0], ["yesterday", -86400000], ["tomorrow", 86400000]];
  return names.find(([, shift]) => dayKey(now() + shift) === dayKey(ms))?.[0];
}

function ago(ms) {
  const minutes = Math.round((now() - ms) / 60000);
  const [size, unit] = Math.abs(minutes) < 60 ? [minutes, "minute"] : Math.abs(minutes) < 1440 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-size, unit);
}

const dateTokens = {
  date_num: (ms) => inZone(ms, { year: "numeric", month: "2-digit", day: "2-digit" }).split("/").reverse().join("-"),
  date: (ms) => inZone(ms, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (ms) => inZone(ms, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (ms) => inZone(ms, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
  date_pretty: (ms) => relativeDay(ms) ?? dateTokens.date(ms),
  date_short_pretty: (ms) => relativeDay(ms) ?? dateTokens.date_short(ms),
  date_long_pretty: (ms) => relativeDay(ms) ?? dateTokens.date_long(ms),
  time,
  time_secs: (ms) => inZone(ms, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago,
};

function dateNode(inside) {
  const [, seconds, format] = inside.split("|")[0].split("^");
  const fallback = inside.includes("|") ? inside.slice(inside.indexOf("|") + 1) : "";
  const ms = Number(seconds) * 1000;
  if (!Number.isFinite(ms) || !format) return unescapeText(fallback);
  const text = format.replace(/\{(\w+)\}/g, (whole, token) => dateTokens[token]?.(ms) ?? whole);
  return el("time", { datetime: new Date(ms).toISOString(), title: full(ms) }, unescapeText(text));
}

// ---- references in angle brackets

function reference(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescapeText(inside.slice(bar + 1));
  if (target.startsWith("@")) {
    const id = target.slice(1);
    const known = person(id);
    return el("span", { class: id === store.me ? "mention me" : "mention" }, "@" + (known ? known.name : label || id));
  }
  if (target.startsWith("#")) {
    const place = channel(target.slice(1));
    return el("span", { class: "mention" }, "#" + (place?.name ?? (label || "private channel")));
  }
  if (target.startsWith("!date^")) return dateNode(inside);
  if (target.startsWith("!")) return el("span", { class: "mention me" }, "@" + (label || target.slice(1).split("^")[0]));
  const url = unescapeText(target);
  if (!/^(https?:|mailto:)/.test(url)) return `<${inside}>`;
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, label || url.replace(/^mailto:/, ""));
}

// ---- mrkdwn

const inlinePattern =
  /<([^>\n]+)>|`([^`\n]+)`|(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*[^\s_])_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*[^\s~])~(?![\w~])|:([a-z0-9_+-]+):/g;

function inline(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(inlinePattern)) {
    nodes.push(unescapeText(text.slice(last, match.index)));
    const [whole, inside, code, bold, italic, strike, name] = match;
    if (inside !== undefined) nodes.push(reference(inside));
    else if (code !== undefined) nodes.push(el("code", {}, unescapeText(code)));
    else if (bold !== undefined) nodes.push(el("strong", {}, inline(bold)));
    else if (italic !== undefined) nodes.push(el("em", {}, inline(italic)));
    else if (strike !== undefined) nodes.push(el("s", {}, inline(strike)));
    else nodes.push(emoji(name) ?? whole);
    last = match.index + whole.length;
  }
  nodes.push(unescapeText(text.slice(last)));
  return nodes;
}

function lines(text) {
  const nodes = [];
  let quote = null;
  text.split("\n").forEach((line, index, all) => {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quoted) {
      if (quote) quote.append(el("br"));
      else nodes.push((quote = el("blockquote")));
      quote.append(...inline(quoted[1]).filter((each) => each !== ""));
      return;
    }
    // A quote ends its line by itself.
    if (quote && line === "" && index < all.length - 1) { quote = null; return; }
    quote = null;
    nodes.push(...inline(line));
    if (index < all.length - 1 && !all[index + 1].match(/^(?:&gt;|>)/)) nodes.push(el("br"));
  });
  return nodes;
}

/** Slack markup to nodes. */
export function mrkdwn(text) {
  const nodes = [];
  text.split("```").forEach((part, index) => {
    if (index % 2 === 1) nodes.push(el("pre", {}, unescapeText(part.replace(/^\n/, ""))));
    else if (part) nodes.push(...lines(part));
  });
  return nodes.filter((each) => each !== "");
}

/** A text object of Block Kit. */
export function textObject(text) {
  if (!text) return [];
  if (text.type === "mrkdwn") return mrkdwn(text.text);
  return text.text.split(/(:[a-z0-9_+-]+:)/).map((part) => (part.length > 2 && part.startsWith(":") && part.endsWith(":") && emoji(part.slice(1, -1))) || part);
}
