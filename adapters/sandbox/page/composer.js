// The message box: sends on Enter, completes @people, #channels and the command.
import { el, fill } from "./dom.js";
import { act, store } from "./store.js";

/**
 * place() gives {channel, thread, label, refusal}. Another tool than Slack gives its own box's id, its people
 * and send(text), which resolves to true when it worked.
 */
export function makeComposer(form, place, tool = null) {
  const id = tool?.id ?? (form.dataset.place === "room" ? "composer-text" : "thread-text");
  const area = el("textarea", { id, rows: 1, autocomplete: "off", "aria-autocomplete": "list", "aria-controls": `${id}-list`, "aria-expanded": "false", role: "combobox" });
  const list = el("ul", { id: `${id}-list`, class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
  const broadcast = el("input", { type: "checkbox" });
  const also = form.dataset.place === "thread" ? el("label", { class: "also" }, broadcast, " Also send to the channel") : null;
  const refusal = el("div", { class: "refusal" });
  const send = el("button", { type: "submit", class: "button primary", "aria-label": "Send" }, "Send");
  const box = el("div", { class: "box" }, list, area, el("div", { class: "box-foot" }, also, el("span", { class: "keys" }, el("kbd", {}, "Enter"), " sends, ", el("kbd", {}, "Shift"), "+", el("kbd", {}, "Enter"), " is a new line"), send));
  fill(form, refusal, box);

  let found = [];
  let active = 0;

  function grow() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
  }

  function candidates() {
    const before = area.value.slice(0, area.selectionStart);
    if (!tool && /^\/\w*$/.test(before)) return { from: 0, options: [{ insert: store.state.command + " ", text: store.state.command, about: "Follow up on an incident or an upgrade: try help" }].filter((each) => each.text.startsWith(before)) };
    const match = before.match(tool ? /(^|[\s(:])(@)([\w.-]*)$/ : /(^|[\s(:])([@#])([\w.-]*)$/);
    if (!match) return { from: 0, options: [] };
    const word = match[3].toLowerCase();
    const all = match[2] === "@"
      ? (tool?.people() ?? store.state.people.filter((each) => each.id !== "USLACKBOT")).map((each) => ({ insert: `@${each.handle} `, text: `@${each.handle}`, about: each.role ? `${each.name}, ${each.role}` : each.name }))
      : store.state.channels.filter((each) => each.kind !== "direct" && !each.archived).map((each) => ({ insert: `#${each.name} `, text: `#${each.name}`, about: each.topic }));
    return { from: before.length - word.length - 1, options: all.filter((each) => (each.text + " " + each.about).toLowerCase().includes(word)).slice(0, 6) };
  }

  function suggest() {
    const { from, options } = candidates();
    found = options.map((each) => ({ ...each, from }));
    active = 0;
    drawSuggestions();
  }

  function drawSuggestions() {
    list.hidden = found.length === 0;
    area.setAttribute("aria-expanded", String(!list.hidden));
    fill(list, found.map((each, index) => el("li", { id: `${id}-option-${index}`, role: "option", "aria-selected": String(index === active), onmousedown: (event) => { event.preventDefault(); take(index); } }, el("strong", {}, each.text), " ", el("span", {}, each.about))));
    if (list.hidden) area.removeAttribute("aria-activedescendant");
    else area.setAttribute("aria-activedescendant", `${id}-option-${active}`);
  }

  function take(index) {
    const { from, insert } = found[index];
    area.setRangeText(insert, from, area.selectionStart, "end");
    found = [];
    drawSuggestions();
    grow();
  }

  async function submit() {
    const text = area.value.trim();
    const { channel, thread } = place();
    if (!text || send.getAttribute("aria-busy") === "true") return;
    send.setAttribute("aria-busy", "true");
    area.value = "";
    grow();
    const ok = await (tool ? tool.send(text) : act({ do: "type", channel, thread_ts: thread, text, broadcast: broadcast.checked }));
    if (!ok) area.value = text;
    broadcast.checked = false;
    send.removeAttribute("aria-busy");
    grow();
  }

  area.addEventListener("input", () => { grow(); suggest(); });
  area.addEventListener("blur", () => { found = []; drawSuggestions(); });
  area.addEventListener("keydown", (event) => {
    if (found.length > 0 && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      drawSuggestions();
    } else if (found.length > 0 && ["Tab", "Enter"].includes(event.key) && area.value.slice(found[active].from, area.selectionStart) !== found[active].text) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && found.length > 0) {
      event.stopPropagation();
      found = [];
      drawSuggestions();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });

  return {
    focus: () => area.focus(),
    draw() {
      const { label, refusal: words } = place();
      area.placeholder = label;
      area.setAttribute("aria-label", label);
      box.hidden = Boolean(words);
      fill(refusal, words ?? "");
    },
  };
}
