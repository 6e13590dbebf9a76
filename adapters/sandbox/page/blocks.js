// Block Kit's blocks as nodes.
import { el } from "./dom.js";
import { element } from "./elements.js";
import { mrkdwn, textObject } from "./format.js";

/**
 * What a set of blocks can do: `press(block, spec, chosen, confirm)` sends an action, `values` are what was entered, `errors`
 * are words per block id. Fields that hold something are put into `fields` as [block id, action id, read].
 */
export function renderBlocks(blocks, context) {
  return blocks.map((block) => (renderers[block.type] ?? unknown)(block, context));
}

const unknown = (block) => el("p", { class: "unknown" }, `[${block.type}]`);
const nothing = () => {};

function interactive(block, spec, context, named = nothing, quiet = false) {
  const value = context.values?.[block.block_id]?.[spec.action_id];
  const use = quiet ? nothing : (chosen, confirm) => context.press(block, spec, chosen, confirm);
  const made = element(spec, value, use, named);
  if (made.read) context.fields?.push([block.block_id, spec.action_id, made.read]);
  return made.node;
}

function labelled(text) {
  return (node) => node.setAttribute("aria-label", text);
}

function section(block, context) {
  const fields = block.fields ? el("div", { class: "fields" }, block.fields.map((each) => el("div", {}, textObject(each)))) : null;
  const body = el("div", { class: "section-text" }, block.text ? el("div", {}, textObject(block.text)) : null, fields);
  if (!block.accessory) return el("div", { class: "block section" }, body);
  const side = block.accessory.type === "image" ? picture(block.accessory) : interactive(block, block.accessory, context, labelled(block.text?.text ?? ""));
  return el("div", { class: "block section with-side" }, body, el("div", { class: "side-element" }, side));
}

/** Pictures are not fetched: the sandbox never leaves this computer. */
const picture = (spec) => el("span", { class: "picture", role: "img", "aria-label": spec.alt_text }, spec.alt_text);

const header = (block) => el("div", { class: "block header", role: "heading", "aria-level": "3" }, textObject(block.text));
const divider = () => el("hr", { class: "block divider" });

function context_(block) {
  return el("div", { class: "block context" }, block.elements.map((each) => (each.type === "image" ? picture(each) : el("span", {}, textObject(each)))));
}

function actions(block, context) {
  return el("div", { class: "block actions" }, block.elements.map((each) => interactive(block, each, context, labelled(each.placeholder?.text ?? ""))));
}

let inputs = 0;

function input(block, context) {
  const id = `field-${++inputs}`;
  const optional = block.optional ? el("span", { class: "optional" }, " (optional)") : null;
  const error = context.errors?.[block.block_id];
  const hint = block.hint ? el("p", { class: "hint", id: `${id}-hint` }, textObject(block.hint)) : null;
  const words = el("p", { class: "field-error", id: `${id}-error`, "data-error": block.block_id, role: "alert" }, error ?? "");
  let control = null;
  const named = (node) => {
    control = node;
    node.id = id;
    node.setAttribute("aria-describedby", `${id}-error${hint ? ` ${id}-hint` : ""}`);
    if (!block.optional) node.setAttribute("aria-required", "true");
    if (error) node.setAttribute("aria-invalid", "true");
  };
  const node = interactive(block, block.element, context, named, !block.dispatch_action);
  const grouped = control && !["INPUT", "TEXTAREA", "SELECT"].includes(control.tagName);
  const title = el(grouped ? "span" : "label", { class: "field-label", id: `${id}-label`, for: grouped ? undefined : id }, textObject(block.label), optional);
  if (grouped) control.setAttribute("aria-labelledby", `${id}-label`);
  return el("div", { class: "block input" }, title, node, hint, words);
}

// ---- rich text

function richElement(each) {
  const style = each.style ?? {};
  let node = {
    text: () => each.text,
    user: () => mrkdwn(`<@${each.user_id}>`),
    channel: () => mrkdwn(`<#${each.channel_id}>`),
    link: () => mrkdwn(each.text ? `<${each.url}|${each.text}>` : `<${each.url}>`),
    emoji: () => mrkdwn(`:${each.name}:`),
    date: () => mrkdwn(`<!date^${each.timestamp}^${each.format}|${each.fallback ?? ""}>`),
    broadcast: () => mrkdwn(`<!${each.range}>`),
  }[each.type]?.() ?? "";
  for (const [name, tag] of [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"]]) {
    if (style[name]) node = el(tag, {}, node);
  }
  return node;
}

function richPart(part) {
  const inner = () => part.elements.map((each) => (each.elements ? el("li", {}, each.elements.map(richElement)) : richElement(each)));
  if (part.type === "rich_text_list") return el(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent ?? 0}` }, inner());
  if (part.type === "rich_text_quote") return el("blockquote", {}, inner());
  if (part.type === "rich_text_preformatted") return el("pre", {}, inner());
  return el("div", { class: "lines" }, inner());
}

const richText = (block) => el("div", { class: "block rich" }, block.elements.map(richPart));

function table(block) {
  const cell = (each) => (each.type === "rich_text" ? each.elements.map(richPart) : each.text ?? "");
  const [head, ...rows] = block.rows;
  return el("div", { class: "block table" }, el("table", {},
    el("thead", {}, el("tr", {}, head.map((each) => el("th", { scope: "col" }, cell(each))))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((each) => el("td", {}, cell(each))))))));
}

const renderers = {
  section, header, divider, context: context_, actions, input, rich_text: richText, table,
  image: (block) => el("div", { class: "block" }, picture(block)),
  markdown: (block) => el("div", { class: "block lines" }, block.text),
};
