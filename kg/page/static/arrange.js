// Places for a neighbourhood, ring by ring, and for a path, from one side to the other.

const RING = 210; // pixels between two rings
const WIDE = 1.35; // names are wide
const ROOM = 120; // pixels that a node wants of its ring

function childrenOf(tree) {
  const children = new Map([...tree.keys()].map((id) => [id, []]));
  for (const [id, [, before]] of tree) if (before !== null) children.get(before).push(id);
  return children;
}

function rings(start, tree, literals) {
  const children = childrenOf(tree);
  children.get(start).push(...literals);
  const depths = [...tree.values()].map(([depth]) => depth);
  const radius = [0];
  for (let depth = 1; depth <= Math.max(1, ...depths); depth += 1) {
    const count = depths.filter((one) => one === depth).length + (depth === 1 ? literals.length : 0);
    radius.push(Math.max(radius[depth - 1] + RING, (count * ROOM) / (2 * Math.PI)));
  }
  const leaves = new Map();
  for (const id of [...tree.keys(), ...literals].reverse()) {
    const below = children.get(id) || [];
    leaves.set(id, below.reduce((sum, child) => sum + (leaves.get(child) || 1), 0) || 1);
  }
  const places = new Map([[start, { x: 0, y: 0 }]]);
  const spans = new Map([[start, [0, 2 * Math.PI, 0]]]);
  for (const id of tree.keys()) { // outwards, as they were reached
    const [from, width, depth] = spans.get(id);
    let angle = from;
    for (const child of children.get(id)) {
      const share = (width * (leaves.get(child) || 1)) / leaves.get(id);
      const [turn, r] = [angle + share / 2, radius[depth + 1]];
      places.set(child, { x: Math.round(WIDE * r * Math.cos(turn)), y: Math.round(r * Math.sin(turn)) });
      spans.set(child, [angle, share, depth + 1]);
      angle += share;
    }
  }
  return places;
}

// A small graph keeps its places: the reader knows them by now.
function rearrange(shown) {
  arranged = new Map();
  if (!within || !within.claims || !crowded) return;
  if (within.way) within.way.forEach((id, place) => arranged.set(id, { x: 240 * place, y: place % 2 ? 46 : -46 }));
  else {
    const literals = [...valueClaim].filter(([id, claim]) => shown[id] && claim.subject === state.focus.node).map(([id]) => id);
    arranged = rings(state.focus.node, within.tree, literals);
  }
}
