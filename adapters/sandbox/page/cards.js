// Adaptive Cards with Microsoft's own renderer. When it is not part of this build, the card's plain text.
import { el } from "./dom.js";
import { person, store } from "./store.js";

const light = {
  supportsInteractivity: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  spacing: { small: 6, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: "#e1dfdd" },
  fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  containerStyles: {
    default: { backgroundColor: "#ffffff", foregroundColors: colors() },
    emphasis: { backgroundColor: "#f5f5f5", foregroundColors: colors() },
    good: { backgroundColor: "#e7f2da", foregroundColors: colors() },
    attention: { backgroundColor: "#f8e3e5", foregroundColors: colors() },
    warning: { backgroundColor: "#fff7d8", foregroundColors: colors() },
    accent: { backgroundColor: "#e8ebfa", foregroundColors: colors() },
  },
  imageSizes: { small: 32, medium: 52, large: 100 },
  actions: { maxActions: 6, spacing: "default", buttonSpacing: 8, showCard: { actionMode: "inline", inlineTopMargin: 12 }, actionsOrientation: "horizontal", actionAlignment: "left" },
  factSet: { title: { weight: "bolder", wrap: true, maxWidth: 160 }, value: { wrap: true }, spacing: 12 },
  inputs: { label: { inputSpacing: "small", requiredInputs: { weight: "bolder", suffix: " *", suffixColor: "attention" }, optionalInputs: { weight: "bolder" } }, errorMessage: { color: "attention", spacing: "small" } },
  textStyles: { heading: { size: "large", weight: "bolder" }, columnHeader: { weight: "bolder" } },
};

function colors() {
  const pair = (strong, subtle) => ({ default: strong, subtle, highlightColors: { default: "#fdf0c4", subtle: "#fdf0c4" } });
  return { default: pair("#242424", "#616161"), dark: pair("#242424", "#616161"), light: pair("#ffffff", "#e1dfdd"), accent: pair("#4f52b2", "#6264a7"), good: pair("#237b4b", "#498205"), warning: pair("#835c00", "#a05e03"), attention: pair("#c4314b", "#d74553") };
}

/** What the renderer found wrong with cards; the tests look at it. */
export const problems = (window.cardProblems = []);

let loading = null;

function script(name) {
  return new Promise((resolve, reject) => {
    const node = el("script", { src: `/page/${name}`, onload: resolve, onerror: reject });
    document.head.append(node);
  });
}

async function load() {
  await script("adaptivecards.min.js");
  await script("markdown-it.umd.min.js");
  // What Teams knows in cards: bold, italics, links and lists.
  const markdown = window.markdownit("zero", { breaks: true }).enable(["emphasis", "link", "list", "newline", "escape", "entity"]);
  window.AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    // A mention is no markup: it is kept aside while the rest is read.
    const marked = text.replaceAll("<at>", "\uE000").replaceAll("</at>", "\uE001");
    result.outputHtml = markdown.render(marked).replaceAll("\uE000", '<span class="mention">@').replaceAll("\uE001", "</span>");
    result.didProcess = true;
  };
}

/** True once the renderer can be used; `then` is called when it becomes so. */
export function ready(then) {
  if (!store.state?.renderer) return false;
  if (window.AdaptiveCards?.AdaptiveCard.onProcessMarkdown && window.markdownit && loading === true) return true;
  loading ??= load().then(() => { loading = true; then(); }, () => { loading = null; });
  return false;
}

/** Dates in the person's zone; the renderer would take this computer's. */
function dated(text) {
  return text.replace(/\{\{(DATE|TIME)\((\S+?)(?:,\s*(\w+))?\)\}\}/g, (whole, kind, when, length) => {
    const at = new Date(when);
    if (Number.isNaN(at.getTime())) return whole;
    const shape = kind === "TIME" ? { hour: "2-digit", minute: "2-digit" } : length === "LONG" ? { weekday: "long", day: "numeric", month: "long", year: "numeric" } : length === "SHORT" ? { weekday: "short", day: "numeric", month: "short", year: "numeric" } : { year: "numeric", month: "2-digit", day: "2-digit" };
    return new Intl.DateTimeFormat("en-GB", { timeZone: person(store.me)?.timezone || "UTC", ...shape }).format(at);
  });
}

/** Numbers the card's actions in the order of its document, as the sandbox does. */
function numbered(card) {
  const copy = structuredClone(card);
  let count = 0;
  const walk = (node) => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (node === null || typeof node !== "object") return;
    if (typeof node.type === "string" && node.type.startsWith("Action.")) node.id = `action-${count++}`;
    for (const [name, each] of Object.entries(node)) {
      if (["text", "value"].includes(name) && typeof each === "string") node[name] = dated(each);
      else if (!["fallback", "data", "msteams"].includes(name)) walk(each);
    }
  };
  walk(copy);
  return copy;
}

function plain(message) {
  return el("div", { class: "card plain-card" }, el("div", { class: "lines" }, message.fallbackText ?? "A card."),
    el("p", { class: "only" }, "This build has no renderer for Adaptive Cards. Run ./dev demo once with npm at hand: it fetches Microsoft’s and builds it in."));
}

/** use(index, inputs) presses the action with that number. */
export function renderCard(card, use) {
  if (!window.AdaptiveCards || loading !== true) return plain(card);
  const { AdaptiveCard, HostConfig, SerializationContext } = window.AdaptiveCards;
  const shown = new AdaptiveCard();
  shown.hostConfig = new HostConfig(light);
  const context = new SerializationContext();
  shown.parse(numbered(card), context);
  for (let i = 0; i < context.eventCount; i++) problems.push(context.getEventAt(i).message);
  for (const failure of shown.validateProperties().validationEvents) problems.push(failure.message);
  shown.onExecuteAction = (action) => {
    const type = action.getJsonTypeName();
    if (type === "Action.OpenUrl") return window.open(action.url, "_blank", "noopener");
    if (!["Action.Submit", "Action.Execute"].includes(type)) return undefined;
    const inputs = shown.getAllInputs().filter((each) => each.id && each.value !== undefined && each.value !== null);
    return use(Number(action.id.replace("action-", "")), Object.fromEntries(inputs.map((each) => [each.id, String(each.value)])));
  };
  const node = shown.render();
  for (const link of node.querySelectorAll("a[href]")) { link.target = "_blank"; link.rel = "noopener"; }
  return el("div", { class: "card" }, node);
}
