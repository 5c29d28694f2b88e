// The buttons and the switch of languages; starts the page.

document.addEventListener("keydown", (event) => {
  if (event.target === byId("search")) return;
  if (event.key === "/") { event.preventDefault(); byId("search").focus(); }
  if (event.key === "Escape") select(null);
});

let moving = false;
const press = (text, pressed, act, lang, title) => el("button", { type: "button", "aria-pressed": pressed === null ? null : String(pressed), lang, title, on: { click: act } }, text);

function showButtons() {
  const w = words();
  const buttons = () => [...document.querySelectorAll(".segments button, #actions button")];
  const focused = buttons().indexOf(document.activeElement); // would be lost with the old button
  const speak = (language, both) => () => { state.language = language; state.both = both; translate(); };
  byId("languages").replaceChildren(
    ...languages.map((l) => press(page.words[l].self, !state.both && l === state.language, speak(l, false), l)),
    press(w.both, state.both, speak(state.language, true), undefined, w.both_hint));
  byId("views").replaceChildren(...["graph", "table"].map((view) => press(w[view], view === state.view, () => show(view))));
  byId("actions").replaceChildren(
    press(w.physics, moving, move, undefined, w.physics_hint),
    press(w.fit, null, () => fit({ duration: 350 }), undefined, w.fit_hint));
  if (focused >= 0) buttons()[focused].focus();
}

// vis fits the nodes; their names stand out on both sides, so a margin is left.
function fit(animation) {
  network.fit({ maxZoomLevel: 1.2, nodes: data.nodes.map(({ id }) => id).filter((id) => !crowded || degree[id] > 0) });
  network.moveTo({ scale: 0.86 * network.getScale(), animation });
}

function move() {
  moving = !moving;
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

function translate() {
  const w = words();
  document.documentElement.lang = state.language;
  document.documentElement.dir = w.dir;
  byId("skip").textContent = w.skip;
  byId("search").placeholder = w.search;
  byId("search").setAttribute("aria-label", w.search);
  byId("views").setAttribute("aria-label", w.views);
  byId("languages").setAttribute("aria-label", w.languages);
  byId("mynetwork").setAttribute("aria-label", w.canvas);
  byId("panel").setAttribute("aria-label", w.details);
  byId("table-view").setAttribute("aria-label", w.table);
  showButtons();
  showLegend();
  paint();
  applyFilter();
  showPanel(selection && selection.panel);
}

byId("skip").addEventListener("click", () => { show("table"); byId("table-view").focus(); });
dark.addEventListener("change", translate);
translate();
for (const event of ["zoom", "animationFinished"]) network.on(event, rescale);
fit();
painted = network.getScale();
paint();
