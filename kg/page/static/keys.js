// The keyboard on the drawing: arrows walk from actor to actor, the rest as the help says.

function announce(text) {
  byId("live").textContent = "";
  byId("live").textContent = text;
}

// The nearest node in sight in the direction of an arrow, those straight ahead first.
function nodeTowards(from, dx, dy) {
  const at = placeAt(from);
  let best = null;
  for (const id of drawn) {
    if (id === from || !isEntity(id)) continue;
    const [x, y] = [placeAt(id).x - at.x, placeAt(id).y - at.y];
    const [ahead, aside] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
    const cost = ahead + 2 * aside;
    if (ahead > 0 && aside < 2 * ahead && (!best || cost < best.cost)) best = { id, cost };
  }
  return best ? best.id : from;
}

const firstNode = () => byDegree.find((id) => drawn.has(id) && isEntity(id));

function walk(dx, dy) {
  const chosen = state.choice && drawn.has(state.choice.entity) ? state.choice.entity : null;
  const next = chosen === null ? firstNode() : nodeTowards(chosen, dx, dy);
  if (next === undefined) return;
  select({ entity: next });
  const near = page.claims.filter((claim) => claim.subject === next || claim.object === next).length;
  announce(`${entityName(next)}, ${typeName(page.types[typeOf(next)])}, ${words().claims} ${number(near)}`);
  byId("mynetwork").focus();
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: moved(150) });
  rescale();
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const GRAPH_KEYS = {
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(moved(350)),
  Enter: () => { if (!page.communities || state.choice) byId("panel").focus(); else openGroup(0); },
  Delete: () => { if (state.choice && "entity" in state.choice) hide(state.choice.entity); },
};

byId("mynetwork").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key]) walk(...ARROWS[event.key]);
  else if (GRAPH_KEYS[event.key]) GRAPH_KEYS[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && event.target !== byId("search")) { event.preventDefault(); undo(); }
  if (event.target === byId("search") || event.target.tagName === "SELECT") return;
  if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
  if (event.key === "Escape") select(null);
});
