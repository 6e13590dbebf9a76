// Small helpers: elements are built from data, never from markup text.

/** el("p", {class: "x", onclick: f}, "text", node, [more]) */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== ""));
  return node;
}

export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((each) => each !== null && each !== undefined));
}

/**
 * Shows `items` in `parent`, reusing the node of an item whose data did not change, so that focus and
 * scroll position stay. `make(item)` builds a node.
 */
export function reconcile(parent, items, keyOf, make) {
  const known = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const signature = JSON.stringify(item);
    const old = known.get(key);
    if (old && old.signature === signature) return old;
    const focused = old && old.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    const node = make(item);
    node.dataset.key = key;
    node.signature = signature;
    if (focused) queueMicrotask(() => node.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus());
    return node;
  });
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
  while (parent.children.length > wanted.length) parent.lastElementChild.remove();
}

export function toast(text) {
  const node = el("div", { class: "toast" }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 4500);
}
