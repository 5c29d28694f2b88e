// The drawing: how nodes and edges look, what a click and a pointer resting on them do.

const nodes = new vis.DataSet(data.nodes);
const edges = new vis.DataSet(data.edges);
const network = new vis.Network(byId("mynetwork"), { nodes, edges }, JSON.parse(data.options));
const isEntity = (id) => id < page.entities.length;
const valueClaim = new Map(data.edges.filter((edge) => !isEntity(edge.to)).map((edge) => [edge.to, page.claims[edge.claims[0]]]));
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const crowded = data.nodes.length > 70;
const FAR = 0.55; // the scale below which a crowded drawing shows no words but the chief names
const degree = data.nodes.map(() => 0);
for (const edge of data.edges) for (const end of [edge.from, edge.to]) degree[end] += 1;
const byDegree = degree.map((_, id) => id).sort((a, b) => degree[b] - degree[a] || a - b);
let chief = new Set(); // the nodes that are named from afar
let painted = 1; // the scale that sizes were last chosen for
let selection = null;

function nodeText(id) {
  if (!isEntity(id)) return wrapped(literal(valueClaim.get(id)), 22, 3);
  return inLanguages(page.entities[id].names).map((name) => wrapped(name, 20, 2)).join("\n");
}

function edgeText(edge) {
  const times = edge.claims.length > 1 ? ` ×${edge.claims.length}` : "";
  const lines = inLanguages(page.relations[page.claims[edge.claims[0]].relation].labels);
  return wrapped(lines[0] + times, 30, 1) + lines.slice(1).map((line) => `\n${wrapped(line, 30, 1)}`).join("");
}

// What stands out: the chosen node or edge and what touches it. Null: everything does.
function lit() {
  if (!selection) return null;
  const chosen = data.edges.filter((edge) => ("edge" in selection ? edge.id === selection.edge : edge.from === selection.node || edge.to === selection.node));
  const ends = chosen.flatMap((edge) => [edge.from, edge.to]);
  return { edges: new Set(chosen.map((edge) => edge.id)), nodes: new Set("node" in selection ? [...ends, selection.node] : ends) };
}

// `share` of one colour on another. Opacity would let the edges show through the nodes.
function mixed(front, back, share) {
  const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) => Math.round(part(front, at) * share + part(back, at) * (1 - share)));
  return `rgb(${channels.join(",")})`;
}

// The best connected nodes whose names, as wide as they are on the screen, do not lie on one another.
function chiefNames() {
  const at = network.getPositions();
  const taken = [];
  for (const id of byDegree.slice(0, 60)) {
    const [x, y, half] = [at[id].x * painted, at[id].y * painted, 5 + 4 * Math.min(20, isEntity(id) ? entityName(id).length : 20)];
    const free = taken.every((one) => Math.abs(one.y - y) > 34 || Math.abs(one.x - x) > one.half + half);
    if (free && isEntity(id)) taken.push({ id, x, y, half });
  }
  return new Set(taken.map(({ id }) => id));
}

// In a crowded drawing words and dots keep their size on the screen while the distances grow, and
// from afar only the best connected are named.
function sized(node, bright) {
  const value = !isEntity(node.id);
  if (!crowded) return { label: nodeText(node.id), shape: node.shape, size: node.size, text: Math.max(value ? 13 : 14, Math.min(21, 12.5 / painted)) };
  const chosen = bright && bright.nodes.has(node.id) && bright.nodes.size < 40;
  const named = painted >= FAR || chosen || chief.has(node.id);
  const size = Math.max((node.size || 9) / Math.max(1, painted), 2.5 / painted);
  return { label: named ? nodeText(node.id) : " ", shape: value && painted < FAR ? "dot" : node.shape, size, text: 13 / painted };
}

function nodeLook(node, theme, bright) {
  const value = !isEntity(node.id);
  const dim = bright && !bright.nodes.has(node.id);
  const shade = (hex) => (dim ? mixed(hex, theme.ground, 0.22) : hex);
  const fill = shade(value ? theme.surface : page.types[typeOf(node.id)].color);
  const border = value ? shade(page.value.color) : theme.ground;
  const { label, shape, size, text } = sized(node, bright);
  const on = { background: fill, border: value ? theme.accent : theme.text };
  return {
    id: node.id, label, shape, size,
    color: { background: fill, border, highlight: on, hover: on },
    borderWidth: (value ? 1 : 2) / (crowded ? Math.max(1, painted) : 1), margin: 7, shapeProperties: { borderRadius: 7 },
    font: { face: theme.face, size: text, color: dim ? theme.faint : theme.text, strokeWidth: value ? 0 : text * 0.28, strokeColor: theme.ground, vadjust: value ? 0 : -2 },
  };
}

// Words stand along their line, but nobody wants to read them upright.
function steep(edge) {
  const [a, b] = [data.nodes[edge.from], data.nodes[edge.to]];
  return Math.abs(a.y - b.y) > 1.2 * Math.abs(a.x - b.x);
}

function edgeLook(edge, theme, bright) {
  const stroke = strokeOf(edge.modality);
  const { dashes } = page.modalities[edge.modality];
  const dim = bright && !bright.edges.has(edge.id);
  const unnamed = dim || (crowded && painted < FAR && !bright);
  const text = crowded && painted > 1 ? 12 / painted : Math.max(12, Math.min(18, 10.5 / painted));
  return {
    id: edge.id, label: unnamed ? " " : edgeText(edge), dashes: dashes.length ? dashes : false,
    color: { color: stroke, highlight: stroke, hover: stroke, opacity: dim ? 0.14 : 0.9 },
    font: { face: theme.face, size: text, color: theme.muted, strokeWidth: text / 3, strokeColor: theme.ground, align: steep(edge) ? "horizontal" : "middle" },
    arrows: edge.arrows ? { to: { enabled: true, scaleFactor: 0.55 } } : { to: { enabled: false } },
  };
}

function paint() {
  const theme = { face: colour("--face"), text: colour("--text"), muted: colour("--muted"), ground: colour("--ground"), surface: colour("--surface"), accent: colour("--accent"), faint: colour("--line-strong") };
  const bright = lit();
  if (crowded && painted < FAR) chief = chiefNames();
  nodes.update(data.nodes.map((node) => nodeLook(node, theme, bright)));
  edges.update(data.edges.map((edge) => edgeLook(edge, theme, bright)));
}

// Chooses sizes anew once the scale has come to rest somewhere clearly different.
let resting = 0;
function rescale() {
  clearTimeout(resting);
  resting = setTimeout(() => {
    const ratio = network.getScale() / painted;
    if (ratio > 0.8 && ratio < 1.25) return;
    painted = network.getScale();
    paint();
  }, 120);
}

function applyFilter() {
  const hiddenType = (id) => state.types.has(isEntity(id) ? typeOf(id) : VALUE);
  const edgeHidden = data.edges.map((edge) => state.modalities.has(edge.modality) || hiddenType(edge.from) || hiddenType(edge.to));
  const reached = new Set(data.edges.flatMap((edge, place) => (edgeHidden[place] ? [] : [edge.to])));
  const hidden = (id) => hiddenType(id) || (!isEntity(id) && !reached.has(id));
  nodes.update(data.nodes.map(({ id }) => ({ id, hidden: hidden(id) })));
  edges.update(data.edges.map(({ id }, place) => ({ id, hidden: edgeHidden[place] })));
  const shown = [page.entities.filter((_, id) => !hidden(id)).length, page.claims.filter(claimShown).length];
  byId("shown").textContent = `${words().entities} ${number(shown[0])}/${number(page.entities.length)} · ${words().claims} ${number(shown[1])}/${number(page.claims.length)}`;
  if (state.view === "table") showTable();
}

// Choose an entity (by its number), an edge, or nothing; the panel and the drawing follow.
function select(choice, stay) {
  if (choice && state.view === "table") show("graph");
  if (!choice) selection = null;
  else selection = "entity" in choice ? { node: choice.entity, panel: choice } : choice;
  if (selection && "node" in selection) {
    network.selectNodes([selection.node], false);
    if (!stay) network.focus(selection.node, { scale: Math.max(network.getScale(), crowded ? 1.3 : 0.8), animation: { duration: 350 } });
  } else if (selection) network.setSelection({ nodes: [], edges: [selection.edge] }, { highlightEdges: false });
  else network.unselectAll();
  paint();
  showPanel(selection && selection.panel);
}

function selectEdge(id) {
  select({ edge: id, panel: { claims: edges.get(id).claims } }, true);
}

network.on("click", ({ nodes: [node], edges: [edge] }) => {
  hideTip();
  if (node !== undefined && isEntity(node)) select({ entity: node }, true);
  else if (node !== undefined) selectEdge(data.edges.find((one) => one.to === node).id);
  else if (edge !== undefined) selectEdge(edge);
  else select(null);
});

function hideTip() {
  byId("tip").hidden = true;
}

function showTip(event, ...children) {
  const tip = byId("tip");
  tip.replaceChildren(...children);
  tip.hidden = false;
  const [x, y] = [event.clientX + 14, event.clientY + 16];
  tip.style.left = `${Math.max(8, Math.min(x, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 12 : y}px`;
}

function edgeTip(event, edge) {
  const claim = page.claims[edge.claims[0]];
  const [evidence] = claim.evidence;
  const end = claim.object === null ? literal(claim) : entityName(claim.object);
  const lead = [bdi(entityName(claim.subject)), " ", bdi(relationName(claim)), " ", bdi(end)];
  showTip(event, el("div", { class: "lead" }, ...lead), el("div", {}, modalityName(claim.modality)),
    evidence ? el("div", { class: "more", dir: documentOf(evidence).dir, lang: documentOf(evidence).language }, quoteOf(evidence)) : "");
}

function nodeTip(event, id) {
  if (!isEntity(id)) return edgeTip(event, data.edges.find((edge) => edge.to === id));
  const count = page.claims.filter((claim) => claim.subject === id || claim.object === id).length;
  const first = page.claims.find((claim) => (claim.subject === id || claim.object === id) && claim.evidence.length);
  const source = first && documentOf(first.evidence[0]);
  return showTip(event, el("div", { class: "lead" }, bdi(entityName(id))),
    el("div", {}, `${typeName(page.types[typeOf(id)])} · ${words().claims} ${number(count)}`),
    first ? el("div", { class: "more", dir: source.dir, lang: source.language }, quoteOf(first.evidence[0])) : "");
}

network.on("hoverNode", ({ node, event }) => nodeTip(event, node));
network.on("hoverEdge", ({ edge, event }) => edgeTip(event, edges.get(edge)));
for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, hideTip);
byId("mynetwork").addEventListener("mouseleave", hideTip);
