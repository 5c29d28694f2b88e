// The drawing in step with the reader's choices; what a click and a pointer resting on it do.

const network = new vis.Network(byId("mynetwork"), { nodes, edges }, JSON.parse(data.options));
let drawn = new Set(); // the nodes in sight
let bundled = new Map(); // of a large graph: key of a bundle -> its edges

function nodesShown(edgeShown) {
  const shown = data.nodes.map(({ id }) => isEntity(id) && entityShown(id));
  data.edges.forEach((edge, place) => { if (edgeShown[place] && !isEntity(edge.to)) shown[edge.to] = true; });
  return shown;
}

// What shall be in sight: nodes, edges, and in a large graph groups and bundles.
function scene() {
  const edgeShown = data.edges.map((edge) => edge.claims.some((place) => claimShownAt[place]));
  const shown = nodesShown(edgeShown);
  rearrange(shown);
  specks = [];
  if (page.communities && !(within && within.claims)) {
    const made = overview(shown, edgeShown);
    gather(shown, made.live);
    return { nodes: [...made.live], edges: made.single, left: made.left, bundles: made.bundles };
  }
  const most = page.communities ? MOST_LIVE : Infinity;
  const seen = new Set((page.communities ? byDegree : data.nodes.map(({ id }) => id)).filter((id) => shown[id]).slice(0, most));
  if (state.focus) seen.add(state.focus.node);
  return { nodes: [...seen], edges: data.edges.filter((edge, place) => edgeShown[place] && seen.has(edge.from) && seen.has(edge.to)), left: [], bundles: [] };
}

// A small graph keeps what is out of sight, which is faster than to make it anew.
function put(set, looks) {
  const wantedIds = new Set(looks.map(({ id }) => id));
  const gone = set.getIds().filter((id) => !wantedIds.has(id));
  if (page.communities) set.remove(gone);
  else looks.push(...gone.map((id) => ({ id, hidden: true })));
  set.update(looks);
}

function paint() {
  const paints = paintbox();
  const bright = lit();
  const { nodes: ids, edges: all, left, bundles: every } = scene();
  const { lines, bundles } = apart(all, every, bright);
  drawn = new Set(ids);
  if (crowded && painted < FAR) chief = chiefNames(drawn);
  const looks = ids.map((id) => nodeLook(data.nodes[id], paints, bright));
  left.forEach((count, community) => { if (count) looks.push(groupLook(community, count, paints)); });
  const present = new Set(looks.map(({ id }) => id));
  bundled = new Map(bundles.filter(({ a, b }) => present.has(a) && present.has(b)).map((bundle) => [bundle.key, bundle]));
  if (page.communities) edges.clear(); // before their ends go
  put(nodes, looks);
  put(edges, [...lines.map((edge) => edgeLook(edge, paints, bright)), ...[...bundled.values()].map((bundle) => bundleLook(bundle, paints))]);
  const chosen = state.choice && drawn.has(state.choice.entity) ? [state.choice.entity] : [];
  network.setSelection({ nodes: chosen, edges: [] }, { highlightEdges: false });
}

// Chooses sizes anew once the scale has come to rest somewhere clearly different.
let resting = 0;
function rescale() {
  clearTimeout(resting);
  resting = setTimeout(() => {
    const ratio = network.getScale() / painted;
    if (ratio > 0.8 && ratio < 1.25 && !movedAway()) return;
    painted = network.getScale();
    paint();
  }, 120);
}

function countShown() {
  const shown = [page.entities.filter((_, id) => entityShown(id)).length, claimShownAt.filter(Boolean).length];
  const text = [[words().entities, shown[0], page.entities], [words().claims, shown[1], page.claims]];
  byId("shown").textContent = text.map(([name, count, all]) => `${name} ${number(count)}/${number(all.length)}`).join(" · ");
}

// Everything in step with `state`. While a slider moves, panel and address can wait.
function refresh({ later = false } = {}) {
  reckon();
  paint();
  countShown();
  if (state.view === "table") showTable();
  if (later) return;
  showPanel();
  showButtons();
  commit();
}

// Choose an entity, claims, or nothing; panel, drawing and article follow. `stay`: the view does.
function select(choice, stay) {
  if (choice && "entity" in choice && wanted !== null && choice.entity !== wanted) return pathTo(choice.entity);
  if (choice && state.view === "table") show("graph");
  if (!choice) wanted = null;
  state.choice = choice;
  if (choice && "entity" in choice && !byId("panel").contains(document.activeElement)) state.read = null;
  if (choice && "claims" in choice && state.read !== null) follow(choice.claims);
  if (choice && "entity" in choice) openAround(choice.entity);
  const goes = choice && "entity" in choice && !stay;
  const scale = goes ? Math.max(network.getScale(), crowded ? 1.1 : 0.8) : painted;
  painted = scale;
  refresh();
  if (goes) network.moveTo({ position: placeAt(choice.entity), scale, animation: moved(350) });
  return undefined;
}

// The article that is open stays if it says so itself.
function follow(claims) {
  const documents = claims.flatMap((place) => page.claims[place].evidence.map((e) => e.document));
  if (documents.length && !documents.includes(state.read)) [state.read] = documents;
}

function selectEdge(id) {
  const bundle = bundled.get(id);
  const all = bundle ? bundle.edges.flatMap((edge) => edge.claims) : data.edges[id].claims;
  const claims = all.filter((place) => claimShownAt[place]).slice(0, 100);
  select({ claims: claims.length ? claims : all.slice(0, 1) }, true);
}

network.on("click", ({ nodes: [node], edges: [edge], pointer }) => {
  const stroke = node === undefined && edge === undefined ? strokeAt(pointer.canvas) : null;
  hideTip();
  document.activeElement.blur();
  if (node < 0) openGroup(groupOf(node));
  else if (node !== undefined && isEntity(node)) select({ entity: node }, true);
  else if (node !== undefined) selectEdge(data.edges.find((one) => one.to === node).id);
  else if (edge !== undefined) selectEdge(edge);
  else if (stroke) selectEdge(stroke.id);
  else select(null);
});
network.on("dragEnd", ({ nodes: carried }) => {
  keepPlaces(carried.filter((id) => id >= 0));
  if (carried.length && batched.length) paint(); // the lines follow
  rescale();
});

function keepPlaces(carried) {
  if (arranged.size) return;
  for (const [id, at] of Object.entries(network.getPositions(carried))) Object.assign(data.nodes[id], at);
}

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
  showTip(event, ...spoken().map((language) => speaking(language, () => el("div", { class: "lead", lang: language, dir: words().dir }, sentenceText(claim)))),
    el("div", { class: "row" }, claimSwatch(claim), modalityName(claim.modality)),
    evidence ? el("div", { class: "more", dir: documentOf(evidence).dir, lang: documentOf(evidence).language }, quoteOf(evidence)) : "");
}

function nodeTip(event, id) {
  if (id < 0) return groupTip(event, groupOf(id));
  if (!isEntity(id)) return edgeTip(event, data.edges.find((edge) => edge.to === id));
  const about = page.claims.filter((claim) => claim.subject === id || claim.object === id);
  const first = about.find((claim) => claim.evidence.length);
  const source = first && documentOf(first.evidence[0]);
  return showTip(event, el("div", { class: "lead" }, bdi(entityName(id))),
    el("div", {}, `${typeName(page.types[typeOf(id)])} · ${words().claims} ${number(about.length)}`),
    first ? el("div", { class: "more", dir: source.dir, lang: source.language }, quoteOf(first.evidence[0])) : "");
}

network.on("hoverNode", ({ node, event }) => nodeTip(event, node));
network.on("hoverEdge", ({ edge, event }) => { if (!bundled.has(edge)) edgeTip(event, data.edges[edge]); });
network.on("beforeDrawing", (context) => { drawStrokes(context); drawSpecks(context); });
for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, hideTip);
byId("mynetwork").addEventListener("mouseleave", hideTip);
