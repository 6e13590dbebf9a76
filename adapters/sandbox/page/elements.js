// Block Kit's interactive elements. Each gives a node and, when it holds something, read(): the value as Slack
// sends it, or null.
import { el } from "./dom.js";
import { textObject } from "./format.js";
import { icon } from "./icons.js";
import { store } from "./store.js";

const label = (text) => textObject(text);
const plain = (text) => text.text;

/** use(chosen) sends the action; named(node) puts label and description on a control. */
export function element(spec, value, use, named) {
  const make = makers[spec.type];
  if (!make) return { node: el("span", { class: "unknown" }, `[${spec.type}]`) };
  return make(spec, value ?? {}, use, named);
}

function button(spec, value, use) {
  const attributes = { type: "button", class: `button ${spec.style ?? ""}`, "data-focus": spec.action_id };
  if (spec.accessibility_label) attributes["aria-label"] = spec.accessibility_label;
  const node = el("button", attributes, label(spec.text));
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy") === "true") return;
    node.setAttribute("aria-busy", "true");
    await use({}, spec.confirm);
    node.removeAttribute("aria-busy");
    if (spec.url) window.open(spec.url, "_blank", "noopener");
  });
  return { node };
}

function input(type, member) {
  return (spec, value, use, named) => {
    const area = spec.type === "plain_text_input" && spec.multiline;
    const node = el(area ? "textarea" : "input", {
      type: area ? undefined : type, rows: area ? 3 : undefined, value: value[member] ?? "",
      placeholder: spec.placeholder ? plain(spec.placeholder) : undefined, "data-focus": spec.action_id,
      autofocus: spec.focus_on_load, autocomplete: "off",
    });
    node.addEventListener("change", () => use({ [member]: node.value || null }));
    named(node);
    return { node, read: () => ({ [member]: node.value || null }) };
  };
}

// ---- choosing from a list

const flat = (spec) => spec.options ?? (spec.option_groups ?? []).flatMap((group) => group.options);

function optionNodes(options, chosen) {
  return options.map((each) => el("option", { value: each.value, selected: chosen.includes(each.value) }, plain(each.text)));
}

/** A <select>; `options` are {value, text}; wrap() makes Slack's value of the chosen ones. */
function select(spec, options, chosen, wrap, use, named, many = false) {
  const node = el("select", { multiple: many, "data-focus": spec.action_id, size: many ? Math.min(6, options.length) : undefined });
  if (!many) node.append(el("option", { value: "" }, spec.placeholder ? plain(spec.placeholder) : "Choose"));
  if (spec.option_groups) {
    node.append(...spec.option_groups.map((group) => el("optgroup", { label: plain(group.label) }, optionNodes(group.options, chosen))));
  } else node.append(...optionNodes(options, chosen));
  const read = () => wrap([...node.selectedOptions].map((each) => each.value).filter(Boolean));
  node.addEventListener("change", () => use(read()));
  named(node);
  const about = el("p", { class: "about" });
  const describe = () => {
    const text = options.find((each) => each.value === node.value)?.description;
    about.replaceChildren(...(text ? label(text) : []));
  };
  node.addEventListener("change", describe);
  describe();
  return { node: el("span", { class: "choice" }, node, about), read };
}

function staticSelect(spec, value, use, named) {
  const options = flat(spec);
  const wrap = ([id]) => ({ selected_option: options.find((each) => each.value === id) ?? null });
  return select(spec, options, [value.selected_option?.value], wrap, use, named);
}

function multiStaticSelect(spec, value, use, named) {
  const options = flat(spec);
  const wrap = (ids) => ({ selected_options: options.filter((each) => ids.includes(each.value)) });
  return select(spec, options, (value.selected_options ?? []).map((each) => each.value), wrap, use, named, true);
}

const asOption = (id, text) => ({ value: id, text: { type: "plain_text", text } });
const people = () => store.state.people.filter((each) => !each.bot).map((each) => asOption(each.id, each.name));
const places = () => store.state.channels.filter((each) => each.kind !== "direct" && !each.archived).map((each) => asOption(each.id, "#" + each.name));

const pick = (list, member) => (spec, value, use, named) =>
  select(spec, list(), [value[member]], ([id]) => ({ [member]: id ?? null }), use, named);
const pickMany = (list, member) => (spec, value, use, named) =>
  select(spec, list(), value[member] ?? [], (ids) => ({ [member]: ids }), use, named, true);

function overflow(spec, value, use) {
  const menu = el("span", { class: "menu", hidden: true, role: "menu" });
  const node = el("button", { type: "button", class: "button", "aria-haspopup": "menu", "aria-label": "More actions", "data-focus": spec.action_id }, icon("dots"));
  node.addEventListener("click", () => { menu.hidden = !menu.hidden; if (!menu.hidden) menu.firstElementChild?.focus(); });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.hidden = true; node.focus(); event.stopPropagation(); } });
  menu.append(...spec.options.map((option) => el("button", {
    type: "button", role: "menuitem",
    onclick: () => { menu.hidden = true; use({ selected_option: option }, spec.confirm); },
  }, label(option.text))));
  return { node: el("span", { class: "overflow" }, node, menu) };
}

// ---- ticking

let groups = 0;

function ticks(type) {
  return (spec, value, use, named) => {
    const name = `group-${++groups}`;
    const chosen = type === "radio" ? [value.selected_option?.value] : (value.selected_options ?? []).map((each) => each.value);
    const boxes = spec.options.map((option, index) => {
      const box = el("input", { type, name, value: option.value, "data-focus": `${spec.action_id}-${index}` });
      box.checked = chosen.includes(option.value);
      box.addEventListener("change", () => use(read()));
      const about = option.description ? el("small", {}, label(option.description)) : null;
      return { box, option, node: el("label", { class: "tick" }, box, el("span", {}, label(option.text), about)) };
    });
    const picked = () => boxes.filter((each) => each.box.checked).map((each) => each.option);
    const read = () => (type === "radio" ? { selected_option: picked()[0] ?? null } : { selected_options: picked() });
    const node = el("div", { class: "ticks", role: type === "radio" ? "radiogroup" : "group" }, boxes.map((each) => each.node));
    named(node);
    return { node, read };
  };
}

const makers = {
  button,
  plain_text_input: input("text", "value"),
  number_input: input("text", "value"),
  email_text_input: input("email", "value"),
  url_text_input: input("url", "value"),
  datepicker: input("date", "selected_date"),
  timepicker: input("time", "selected_time"),
  static_select: staticSelect,
  multi_static_select: multiStaticSelect,
  users_select: pick(people, "selected_user"),
  multi_users_select: pickMany(people, "selected_users"),
  conversations_select: pick(places, "selected_conversation"),
  channels_select: pick(places, "selected_channel"),
  overflow,
  radio_buttons: ticks("radio"),
  checkboxes: ticks("checkbox"),
};
