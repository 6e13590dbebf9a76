// The page's own symbols, drawn rather than typed: not every computer has a font with emoji.

const shapes = {
  lock: "M5 7V5.2a3 3 0 0 1 6 0V7M3.8 7h8.4v6H3.8z",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z",
  thread: "M2.5 3h11v7.5H7L4 13v-2.5H2.5z",
  edit: "M10.6 2.8l2.6 2.6L6 12.6l-3.2.6.6-3.2z",
  trash: "M3 4.5h10M6.3 4.5V3h3.4v1.5M4.2 4.5l.6 8.5h6.4l.6-8.5",
  check: "M3.5 8.5l3 3 6-7",
  cross: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2.5l6.2 11H1.8zM8 6.5v3.2M8 11.6v.4",
  dots: "M3.5 8h.1M8 8h.1M12.5 8h.1",
};

const dots = {
  red_circle: "#d92d20", large_orange_circle: "#e8890c", large_yellow_circle: "#e9c429", large_green_circle: "#17924f", large_blue_circle: "#2563c9", white_circle: "#d5dcda",
};
const drawn = { white_check_mark: ["check", "#17924f"], heavy_check_mark: ["check", "#17924f"], x: ["cross", "#d92d20"], warning: ["warning", "#b46a00"], eyes: ["eye", "#3b4a47"], lock: ["lock", "#3b4a47"], speech_balloon: ["thread", "#3b4a47"] };

function svg(label, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  node.setAttribute("viewBox", "0 0 16 16");
  node.setAttribute("class", "symbol-icon");
  if (label) { node.setAttribute("role", "img"); node.setAttribute("aria-label", label); } else node.setAttribute("aria-hidden", "true");
  node.append(...children);
  return node;
}

function shape(name, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

/** A symbol of the page, such as "eye"; decoration unless it has a label. */
export function icon(name, label = "", color = "currentColor") {
  return svg(label, shape("path", { d: shapes[name], fill: "none", stroke: color, "stroke-width": 1.5, "stroke-linecap": "round", "stroke-linejoin": "round" }));
}

const typed = {
  tada: "🎉", clap: "👏", pray: "🙏", "+1": "👍", thumbsup: "👍", "-1": "👎", hourglass: "⌛", bell: "🔔", rotating_light: "🚨", rocket: "🚀",
  bulb: "💡", memo: "📝", heart: "❤️", wave: "👋", smile: "😄", arrow_right: "➡️", calendar: "📅", chart_with_upwards_trend: "📈", raised_hands: "🙌", star: "⭐",
};

/** The emoji of that name as a node, or null when there is none. */
export function emoji(name) {
  const label = name.replaceAll("_", " ");
  if (dots[name]) return svg(label, shape("circle", { cx: 8, cy: 8, r: 6, fill: dots[name] }));
  if (drawn[name]) return icon(drawn[name][0], label, drawn[name][1]);
  if (!typed[name]) return null;
  const node = document.createElement("span");
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", label);
  node.textContent = typed[name];
  return node;
}
