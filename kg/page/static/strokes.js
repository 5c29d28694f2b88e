// Edges of a crowded view, drawn as a few long paths: a browser draws those many times faster than
// one by one. Those near the reader's eye stay edges of their own, with words, arrows and dashes.

const MANY = 500; // edges; up to so many each is drawn by itself
const REACH = 7; // pixels on the screen by which a click may miss a line
let strokes = []; // [path, colour, opacity]
let batched = []; // the edges in them
let paintedAt = { x: 0, y: 0 };

function viewBox() {
  const box = byId("mynetwork").getBoundingClientRect();
  return { ...network.getViewPosition(), wide: box.width / painted, tall: box.height / painted };
}

// Which of the edges are drawn by themselves; the others are gathered into `strokes`.
function apart(lines, bundles, bright) {
  [strokes, batched] = [[], []];
  paintedAt = network.getViewPosition();
  if (lines.length + bundles.length <= MANY) return { lines, bundles };
  const view = viewBox();
  const near = (id) => Math.abs(placeAt(id).x - view.x) < 0.75 * view.wide && Math.abs(placeAt(id).y - view.y) < 0.75 * view.tall;
  const alone = (edge) => (bright ? bright.edges.has(edge.id) : painted >= FAR && (near(edge.from) || near(edge.to)));
  let single = lines.filter(alone);
  if (single.length > MANY) single = single.slice(0, MANY);
  const taken = new Set(single);
  batched = lines.filter((edge) => !taken.has(edge));
  gatherStrokes(bundles, bright);
  return { lines: single, bundles: [] };
}

function gatherStrokes(bundles, bright) {
  const paths = page.families.map(() => new Path2D());
  for (const edge of batched) {
    const [a, b] = [placeAt(edge.from), placeAt(edge.to)];
    const path = paths[page.relations[page.claims[edge.claims[0]].relation].family];
    path.moveTo(a.x, a.y);
    path.lineTo(b.x, b.y);
  }
  strokes = paths.map((path, family) => [path, page.families[family][theme()], bright ? 0.14 : 0.55]);
  const between = new Path2D();
  const centre = (id) => (id < 0 ? page.communities[groupOf(id)] : placeAt(id));
  for (const { a, b } of bundles) {
    between.moveTo(centre(a).x, centre(a).y);
    between.lineTo(centre(b).x, centre(b).y);
  }
  strokes.push([between, colour("--muted"), 0.18]);
}

function drawStrokes(context) {
  context.save();
  context.lineWidth = 1 / network.getScale();
  for (const [path, stroke, opacity] of strokes) {
    context.strokeStyle = stroke;
    context.globalAlpha = opacity;
    context.stroke(path);
  }
  context.restore();
}

// The gathered edge under a point of the drawing, if there is one.
function strokeAt({ x, y }) {
  let best = { away: REACH / network.getScale(), edge: null };
  for (const edge of batched) {
    const [a, b] = [placeAt(edge.from), placeAt(edge.to)];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const share = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    const away = Math.hypot(a.x + share * dx - x, a.y + share * dy - y);
    if (away < best.away) best = { away, edge };
  }
  return best.edge;
}

// Whether the reader has moved on to where the edges are not drawn one by one.
function movedAway() {
  if (!batched.length || painted < FAR) return false;
  const [view, { x, y }] = [viewBox(), paintedAt];
  return Math.abs(view.x - x) > 0.3 * view.wide || Math.abs(view.y - y) > 0.3 * view.tall;
}
