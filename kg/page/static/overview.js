// Graphs of thousands: communities stand as one node each, and open where the reader asks.

const SHARE = 150; // so many members of a community come into sight each time it is opened
const MOST_LIVE = 900; // nodes drawn at once
const MOST_BUNDLES = 400;
const MOST_NAMED = 40;
const MOST_SPECKS = 6000;
const groupId = (community) => -1 - community;
const groupOf = (id) => -1 - id;
const members = (page.communities || []).map(() => []);
if (page.communities) for (const id of byDegree) members[data.nodes[id].community].push(id);

// The nodes in sight while no neighbourhood and no path is.
function opened(shown) {
  const live = new Set();
  for (const [community, times] of state.open) {
    for (const id of members[community].filter((one) => shown[one]).slice(0, SHARE * times)) live.add(id);
  }
  const bright = lit();
  if (bright) {
    const wantedFirst = state.choice.claims ? [...bright.nodes] : [state.choice.entity, ...byDegree.filter((id) => bright.nodes.has(id)).slice(0, 40)];
    for (const id of wantedFirst.slice(0, 120)) if (shown[id]) live.add(id);
  }
  return live;
}

function openGroup(community) {
  const times = (state.open.get(community) || 0) + 1;
  state.open.delete(community); // to the end: the one opened last
  state.open.set(community, times);
  const size = ([one, n]) => Math.min(members[one].length, SHARE * n);
  const total = () => [...state.open].reduce((sum, one) => sum + size(one), 0);
  while (total() > MOST_LIVE && state.open.size > 1) state.open.delete(state.open.keys().next().value);
  if (total() > MOST_LIVE) state.open.set(community, Math.floor(MOST_LIVE / SHARE));
  const { x, y, size: radius } = page.communities[community];
  const box = byId("mynetwork").getBoundingClientRect();
  const scale = Math.min(1, Math.min(box.width, box.height) / (2.2 * radius));
  painted = scale;
  refresh();
  network.moveTo({ position: { x, y }, scale, animation: moved(400) });
}

// An actor that is chosen shall not lie under the group that stands for its like.
function openAround(id) {
  if (!page.communities || (within && within.claims)) return;
  const { community } = data.nodes[id];
  if (!state.open.has(community)) state.open.set(community, 1);
  while (state.open.size > MOST_LIVE / SHARE) state.open.delete(state.open.keys().next().value);
}

function closeGroups() {
  state.open.clear();
  [state.focus, state.path, state.choice] = [null, null, null];
  refresh();
  fit(moved(350));
}

// What is drawn of a large graph: nodes by themselves, groups for the others, bundles of edges.
function overview(shown, edgeShown) {
  const live = opened(shown);
  const left = page.communities.map(() => 0);
  data.nodes.forEach(({ id, community }) => { if (shown[id] && !live.has(id)) left[community] += 1; });
  const stands = (id) => (live.has(id) ? id : groupId(data.nodes[id].community));
  const bundles = new Map();
  const single = [];
  data.edges.forEach((edge, place) => {
    if (!edgeShown[place]) return;
    const [a, b] = [stands(edge.from), stands(edge.to)];
    if (a >= 0 && b >= 0) single.push(edge);
    if ((a >= 0 && b >= 0) || a === b) return;
    const key = a < b ? `${a}:${b}` : `${b}:${a}`;
    const known = bundles.get(key);
    if (known) known.edges.push(edge);
    else bundles.set(key, { key, a, b, edges: [edge] });
  });
  const heaviest = [...bundles.values()].sort((one, other) => other.edges.length - one.edges.length).slice(0, MOST_BUNDLES);
  return { live, left, single, bundles: heaviest };
}

function groupName(community) {
  const [first, second] = page.communities[community].top.map(entityName);
  return [first, second].filter(Boolean).map((name) => wrapped(name, 20, 1)).join("\n");
}

function groupLook(community, count, paints) {
  const group = page.communities[community];
  const open = state.open.has(community);
  const hue = page.types[typeOf(group.top[0])].color;
  const on = { background: mixed(hue, paints.ground, 0.5), border: paints.text };
  const named = community < MOST_NAMED || open;
  const more = wrapped(`${open ? "+" : ""}${number(count)}`, 20, 1);
  return {
    id: groupId(community), shape: "dot", x: group.x, y: open ? group.y + group.size : group.y, hidden: false,
    size: open ? 14 / painted : group.size * 0.5,
    label: named ? (open ? more : `${groupName(community)}\n${more}`) : " ",
    color: { background: mixed(hue, paints.ground, 0.3), border: hue, highlight: on, hover: on }, borderWidth: 1.5,
    font: { face: paints.face, size: 13 / painted, color: paints.text, strokeWidth: 4 / painted, strokeColor: paints.ground, vadjust: -2 / painted },
  };
}

function bundleLook(bundle, paints) {
  const width = Math.min(7, 0.6 + Math.log2(bundle.edges.length)) / painted;
  const stroke = mixed(paints.muted, paints.ground, 0.45);
  return { id: bundle.key, from: bundle.a, to: bundle.b, hidden: false, label: " ", smooth: false, dashes: false, width,
    arrows: { to: { enabled: false } }, color: { color: stroke, highlight: paints.accent, hover: paints.accent, opacity: state.open.size ? 0.3 : 0.8 } };
}

// Behind the groups a speck for each actor, so that the whole is seen; made anew when it changes.
let specks = [];

function gather(shown, live) {
  const paths = page.types.map(() => new Path2D());
  const side = 1.6 / Math.min(painted, 0.5);
  for (const id of byDegree.slice(0, MOST_SPECKS)) {
    if (!isEntity(id) || !shown[id] || live.has(id)) continue;
    const { x, y } = data.nodes[id];
    paths[typeOf(id)].rect(x - side / 2, y - side / 2, side, side);
  }
  specks = paths.map((path, type) => [path, page.types[type].color]);
}

function drawSpecks(context) {
  for (const [path, fill] of specks) {
    context.fillStyle = fill;
    context.fill(path);
  }
}

function groupTip(event, community) {
  const { top } = page.communities[community];
  showTip(event, el("div", { class: "lead" }, ...top.flatMap((id, place) => [place ? " · " : "", bdi(entityName(id))])),
    el("div", {}, `${words().entities} ${number(members[community].length)}`), el("div", { class: "more" }, words().group_hint));
}
