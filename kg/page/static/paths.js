// The neighbourhood of an actor, and the shortest way between two, over the claims that pass.

function neighbours() {
  const next = page.entities.map(() => []);
  page.claims.forEach((claim, place) => {
    if (!claimShownAt[place] || claim.object === null) return;
    next[claim.subject].push(claim.object);
    next[claim.object].push(claim.subject);
  });
  return next;
}

// Breadth first from `start`: node -> [distance, node before it].
function reached(start, depth, next) {
  const found = new Map([[start, [0, null]]]);
  const queue = [start];
  for (const node of queue) { // grows while it is walked
    const [distance] = found.get(node);
    if (distance >= depth) continue;
    for (const other of next[node]) {
      if (found.has(other)) continue;
      found.set(other, [distance + 1, node]);
      queue.push(other);
    }
  }
  return found;
}

function around(node, depth) {
  const found = reached(node, depth, neighbours());
  const nodes = new Set(found.keys());
  const claims = new Set();
  page.claims.forEach((claim, place) => {
    const inside = nodes.has(claim.subject) && (claim.object === null ? claim.subject === node : nodes.has(claim.object));
    if (inside) claims.add(place);
  });
  return { nodes, claims, tree: found };
}

function alongPath([from, to]) {
  const found = reached(from, Infinity, neighbours());
  const way = [];
  for (let node = found.has(to) ? to : null; node !== null; node = found.get(node)[1]) way.unshift(node);
  const step = new Map(way.map((node, place) => [node, place]));
  const claims = new Set();
  page.claims.forEach((claim, place) => {
    if (claim.object === null || !step.has(claim.subject) || !step.has(claim.object)) return;
    if (Math.abs(step.get(claim.subject) - step.get(claim.object)) === 1) claims.add(place);
  });
  return { nodes: new Set(way.length ? way : [from, to]), claims, way };
}

function focusOn(node, depth) {
  [state.focus, state.path, state.choice] = [depth ? { node, depth } : null, null, { entity: node }];
  refresh();
  fit(moved(350));
}

let wanted = null; // the actor from which a path shall lead to the next one chosen

function pathFrom(node) {
  wanted = node;
  showPanel();
  announce(words().path_choose);
  byId("search").focus();
}

function pathTo(node) {
  [state.path, state.focus] = [[wanted, node], null];
  wanted = null;
  state.choice = null;
  refresh();
  fit(moved(350));
}

function showAll() {
  [state.focus, state.path] = [null, null];
  refresh();
  fit(moved(350));
}

function hide(node) {
  state.hidden.add(node);
  if (state.choice && state.choice.entity === node) state.choice = null;
  if (state.focus && state.focus.node === node) state.focus = null;
  refresh();
  showLegend();
}

function bringBack(node) {
  state.hidden.delete(node);
  refresh();
  showLegend();
}
