// The buttons and the switch of languages; starts the page.

let moving = false;

function press(text, pressed, act, lang, title) {
  return el("button", { type: "button", "aria-pressed": pressed === null ? null : String(pressed), lang, title, on: { click: act } }, text);
}

function showButtons() {
  const w = words();
  const buttons = () => [...document.querySelectorAll(".tools .segments button, #actions > button")];
  const focused = buttons().indexOf(document.activeElement); // would be lost with the old button
  const speak = (language, both) => () => { state.language = language; state.both = both; translate(); };
  byId("languages").replaceChildren(
    ...languages.map((l) => press(page.words[l].self, !state.both && l === state.language, speak(l, false), l)),
    press(w.both, state.both, speak(state.language, true), undefined, w.both_hint));
  byId("views").replaceChildren(...["graph", "table"].map((view) => press(w[view], view === state.view, () => { show(view); commit(); })));
  const shade = () => { state.theme = theme() === "dark" ? "light" : "dark"; translate(); };
  const undoing = press(w.undo, null, undo, undefined, w.undo_hint);
  undoing.disabled = !past.length;
  byId("buttons").replaceChildren(
    ...(state.focus || state.path || state.open.size ? [press(page.communities ? w.overview : w.show_all, null, page.communities ? closeGroups : showAll)] : []),
    undoing,
    press(theme() === "dark" ? w.light : w.dark, null, shade),
    ...(data.edges.length > MANY ? [] : [press(w.physics, moving, move, undefined, w.physics_hint)]),
    press(w.fit, null, () => fit(moved(350)), undefined, w.fit_hint));
  if (focused >= 0 && buttons()[focused]) buttons()[focused].focus();
}

// The box around what is in sight; in a crowded drawing without the unconnected.
function extent() {
  let seen = [...drawn].filter((id) => !crowded || degree[id] > 0);
  if (!seen.length) seen = [...drawn];
  const boxes = seen.map((id) => ({ ...placeAt(id), r: 30 }));
  if (page.communities && !arranged.size) boxes.push(...page.communities.map(({ x, y, size }) => ({ x, y, r: size })));
  const ends = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, r } of boxes) {
    [ends[0], ends[1]] = [Math.min(ends[0], x - r), Math.min(ends[1], y - r)];
    [ends[2], ends[3]] = [Math.max(ends[2], x + r), Math.max(ends[3], y + r)];
  }
  return boxes.length ? ends : [-100, -100, 100, 100];
}

// Names stand out on both sides of their nodes, so a margin is left.
function fitted() {
  const [left, top, right, bottom] = extent();
  const box = byId("mynetwork").getBoundingClientRect();
  const margin = Math.min(crowded ? 56 : 80, box.width / 8);
  const scale = Math.min(1.2, Math.max(0.01, Math.min((box.width - 2 * margin) / (right - left), (box.height - margin) / (bottom - top))));
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale };
}

function fit(animation = false) {
  const whole = fitted();
  painted = whole.scale;
  paint();
  network.moveTo({ ...whole, animation });
}

function move() {
  moving = !moving;
  if (!moving) keepPlaces([...drawn]);
  network.setOptions({ physics: { enabled: moving } });
  showButtons();
}

function show(view) {
  state.view = view;
  document.querySelector("main").classList.toggle("tabular", view === "table");
  byId("graph-view").hidden = view !== "graph";
  byId("table-view").hidden = view !== "table";
  if (view === "table") showTable();
  showButtons();
}

const LABELLED = { search: "search", views: "views", languages: "languages", mynetwork: "canvas", panel: "details", "table-view": "table" };

function translate() {
  const w = words();
  root.lang = state.language;
  root.dir = w.dir;
  root.dataset.theme = theme();
  byId("skip").textContent = w.skip;
  byId("search").placeholder = w.search;
  for (const [id, key] of Object.entries(LABELLED)) byId(id).setAttribute("aria-label", w[key]);
  showTakeaways();
  reckon();
  showLegend();
  show(state.view);
  refresh();
}

function start() {
  root.dataset.asked = root.dataset.theme || "";
  state.theme = root.dataset.asked;
  restore(location.hash.slice(1));
  current = fragment();
  reckon();
  drawn = new Set(scene().nodes);
  const whole = fitted();
  painted = whole.scale; // so that everything is painted once
  translate();
  network.moveTo(whole);
  if (page.communities && state.open.size) openedAgain();
  if (state.choice && "entity" in state.choice && !state.path) network.moveTo({ position: placeAt(state.choice.entity) });
}

function openedAgain() {
  const last = [...state.open.keys()].pop();
  const { x, y, size } = page.communities[last];
  painted = Math.min(1, byId("mynetwork").clientHeight / (2.2 * size));
  network.moveTo({ position: { x, y }, scale: painted });
  paint();
}

darkScheme.addEventListener("change", translate);
window.addEventListener("hashchange", () => { restore(location.hash.slice(1)); translate(); });
byId("skip").addEventListener("click", (event) => { event.preventDefault(); show("table"); byId("table-view").focus(); });
for (const event of ["zoom", "animationFinished"]) network.on(event, rescale);
start();
