// How nodes and edges look: shapes, colours, dashes, and words that stay readable at any scale.

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const isEntity = (id) => id < page.entities.length;
const valueClaim = new Map(data.edges.filter((edge) => !isEntity(edge.to)).map((edge) => [edge.to, page.claims[edge.claims[0]]]));
const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
const crowded = data.nodes.length > 45;
const FAR = 0.55; // the scale below which a crowded drawing shows no words but the chief names
const degree = data.nodes.map(() => 0);
for (const edge of data.edges) for (const end of [edge.from, edge.to]) degree[end] += 1;
const byDegree = degree.map((_, id) => id).sort((a, b) => degree[b] - degree[a] || a - b);
const edgesOfClaim = page.claims.map(() => 0);
data.edges.forEach((edge, place) => { for (const claim of edge.claims) edgesOfClaim[claim] = place; });
let chief = new Set(); // the nodes that are named from afar
let painted = 1; // the scale that sizes were last chosen for
let arranged = new Map(); // places other than the computed ones: of a neighbourhood, of a path
const placeAt = (id) => arranged.get(id) || data.nodes[id];

function nodeText(id) {
  if (!isEntity(id)) return wrapped(literal(valueClaim.get(id), code), 22, 3);
  return inLanguages(page.entities[id].names).map((name) => wrapped(name, 20, 2)).join("\n");
}

function edgeText(edge) {
  const times = edge.claims.length > 1 ? ` ×${edge.claims.length}` : "";
  const lines = inLanguages(page.relations[page.claims[edge.claims[0]].relation].labels);
  return wrapped(lines[0] + times, 30, 1) + lines.slice(1).map((line) => `\n${wrapped(line, 30, 1)}`).join("");
}

// What stands out: what is chosen and what touches it. Null: everything does.
function lit() {
  if (!state.choice) return null;
  const { entity, claims } = state.choice;
  const chosen = claims ? [...new Set(claims.map((place) => edgesOfClaim[place]))].map((place) => data.edges[place])
    : data.edges.filter((edge) => edge.from === entity || edge.to === entity);
  const ends = chosen.flatMap((edge) => [edge.from, edge.to]);
  return { edges: new Set(chosen.map((edge) => edge.id)), nodes: new Set(claims ? ends : [...ends, entity]) };
}

// `share` of one colour on another. Opacity would let the edges show through the nodes.
function mixed(front, back, share) {
  const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) => Math.round(part(front, at) * share + part(back, at) * (1 - share)));
  return `rgb(${channels.join(",")})`;
}

// The best connected nodes whose names, as wide as they are on the screen, do not lie on one another.
function chiefNames(shown) {
  const taken = [];
  let tried = 0;
  for (const id of byDegree) {
    if (!shown.has(id) || !isEntity(id)) continue;
    tried += 1;
    if (tried > 160) break;
    const at = placeAt(id);
    const [x, y, half] = [at.x * painted, at.y * painted, 5 + 4 * Math.min(20, entityName(id).length)];
    const free = taken.every((one) => Math.abs(one.y - y) > 34 || Math.abs(one.x - x) > one.half + half);
    if (free) taken.push({ id, x, y, half });
  }
  return new Set(taken.map(({ id }) => id));
}

// In a crowded drawing words and dots keep their size on the screen while the distances grow, and
// from afar only the best connected are named.
function sized(node, bright) {
  const value = !isEntity(node.id);
  if (!crowded) return { label: nodeText(node.id), shape: node.shape, size: node.size, text: Math.max(value ? 13 : 14, Math.min(21, 12.5 / painted)) };
  const chosen = bright && bright.nodes.has(node.id) && bright.nodes.size < 24;
  const named = painted >= FAR || chosen || chief.has(node.id);
  const size = Math.max((node.size || 9) / (painted < 1 ? Math.sqrt(painted) : painted), 2.5 / painted);
  return { label: named ? nodeText(node.id) : " ", shape: value && painted < FAR ? "dot" : node.shape, size, text: 13 / painted };
}

function nodeLook(node, paints, bright) {
  const value = !isEntity(node.id);
  const dim = bright && !bright.nodes.has(node.id);
  const chosen = state.choice && state.choice.entity === node.id;
  const shade = (hex) => (dim ? mixed(hex, paints.ground, 0.22) : hex);
  const fill = shade(value ? paints.surface : page.types[typeOf(node.id)].color);
  const border = chosen ? paints.text : value ? shade(page.value.color) : paints.ground;
  const { label, shape, size, text } = sized(node, bright);
  const on = { background: fill, border: value ? paints.accent : paints.text };
  const { x, y } = placeAt(node.id);
  return {
    id: node.id, label, shape, size, x, y, hidden: false,
    color: { background: fill, border, highlight: on, hover: on },
    borderWidth: (chosen ? 3 : value ? 1 : 2) / (crowded ? Math.max(1, painted) : 1), margin: 7, shapeProperties: { borderRadius: 7 },
    font: { face: paints.face, size: text, color: dim ? paints.faint : paints.text, strokeWidth: value ? 0 : text * 0.28, strokeColor: paints.ground, vadjust: value ? 0 : -2 },
  };
}

// Words stand along their line, but nobody wants to read them upright.
function steep(edge) {
  const [a, b] = [placeAt(edge.from), placeAt(edge.to)];
  return Math.abs(a.y - b.y) > 1.2 * Math.abs(a.x - b.x);
}

function edgeLook(edge, paints, bright) {
  const stroke = strokeOf(page.claims[edge.claims[0]].relation);
  const { dashes } = page.modalities[edge.modality];
  const dim = bright && !bright.edges.has(edge.id);
  const unnamed = dim || (crowded && painted < FAR && !bright);
  const text = crowded && painted > 1 ? 12 / painted : Math.max(12, Math.min(18, 10.5 / painted));
  return {
    id: edge.id, from: edge.from, to: edge.to, hidden: false, smooth: edge.smooth, width: edge.width,
    label: unnamed ? " " : edgeText(edge), dashes: dashes.length ? dashes : false,
    color: { color: stroke, highlight: stroke, hover: stroke, opacity: dim ? 0.14 : 0.9 },
    font: { face: paints.face, size: text, color: paints.muted, strokeWidth: text / 3, strokeColor: paints.ground, align: steep(edge) ? "horizontal" : "middle" },
    arrows: edge.arrows ? { to: { enabled: true, scaleFactor: 0.55 } } : { to: { enabled: false } },
  };
}

function paintbox() {
  return { face: colour("--face"), text: colour("--text"), muted: colour("--muted"), ground: colour("--ground"), surface: colour("--surface"), accent: colour("--accent"), faint: colour("--line-strong") };
}
