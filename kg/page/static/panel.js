// The panel at the side: an overview, or one entity, or the claims behind an edge, or an article.

function entityButton(id) {
  return el("button", { type: "button", on: { click: () => select({ entity: id }) } }, bdi(entityName(id)));
}

function citation(source, whole) {
  const title = source.url ? link(source.url, whole ? words().source : source.title || source.url) : whole ? "" : bdi(source.title, source.language);
  const rest = [source.published && date(source.published), source.source !== source.url && source.source];
  const parts = rest.filter(Boolean).flatMap((text, place) => [place ? " · " : "", bdi(text)]);
  return el("div", { class: "cite" }, title, el("div", {}, ...parts));
}

function evidenceFigure(evidence, place) {
  const opens = el("button", { type: "button", class: "text", on: { click: () => read(evidence.document, [place]) } }, words().read_on);
  return el("figure", { class: "evidence" }, quotation(evidence), el("figcaption", {}, citation(documentOf(evidence)), opens));
}

function sureness(claim) {
  const meter = el("meter", { min: 0, max: 1, value: claim.confidence, "aria-hidden": "true" });
  return el("span", { class: "sure" }, `${words().confidence} ${percent(claim.confidence)}`, meter);
}

function claimCard(place) {
  const claim = page.claims[place];
  const rows = facts(claim, told(claim));
  const list = rows.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, bdi(text))]);
  return el("article", { class: "claim" },
    el("div", { class: "head" }, status(claim), sureness(claim)),
    ...sentence(claim),
    rows.length ? el("dl", { class: "facts" }, ...list) : null,
    ...claim.evidence.map((evidence) => evidenceFigure(evidence, place)));
}

const section = (title, ...children) => el("section", {}, el("h3", { class: "caption" }, title), ...children);

function head(title, ...kind) {
  const close = el("button", { type: "button", class: "close", "aria-label": words().close, on: { click: () => select(null) } }, "×");
  return el("header", {}, el("div", {}, el("h2", {}, bdi(title)), el("p", { class: "kind" }, ...kind)), close);
}

const MOST_CARDS = 60; // of a hub: more would take longer to draw than anybody waits

function claimList(places, shown = MOST_CARDS) {
  const list = section(`${words().claims} (${number(places.length)})`, ...places.slice(0, shown).map(claimCard));
  if (places.length > shown) {
    const more = el("button", { type: "button", class: "text", on: { click: () => list.replaceWith(claimList(places, shown + MOST_CARDS)) } }, words().more);
    list.append(more);
  }
  return list;
}

// Steps from one actor: its neighbourhood, the way to another, out of sight.
function steps(id) {
  const depth = state.focus && state.focus.node === id ? state.focus.depth : 0;
  const near = [0, 1, 2, 3].map((n) => press(n ? number(n) : words().all, n === depth, () => focusOn(id, n)));
  const way = wanted === id ? el("p", { class: "hint" }, words().path_choose) : null;
  return el("div", { class: "steps" },
    el("div", { class: "segments", role: "group", "aria-label": words().neighbourhood }, el("span", { class: "label" }, words().neighbourhood), ...near),
    el("div", { class: "row" }, press(words().path_from, null, () => pathFrom(id)), press(words().hide, null, () => hide(id))), way);
}

function entityPanel(id) {
  const entity = page.entities[id];
  const shown = new Set(inLanguages(entity.names));
  const others = [...languages.map((l) => [entity.names[l], l]), ...entity.also].filter(([name]) => !shown.has(name));
  const unique = [...new Map(others.map((row) => [row[0], row])).values()];
  const places = page.claims.flatMap((claim, place) => (claim.subject === id || claim.object === id || claim.attributed === id ? [place] : []));
  return [
    head(entityName(id), typeSwatch(page.types[entity.type]), typeName(page.types[entity.type])),
    steps(id),
    unique.length ? section(words().also, el("div", { class: "tags" }, ...unique.map(([name, lang]) => bdi(name, lang)))) : null,
    entity.links.length ? section(words().elsewhere, el("ul", {}, ...entity.links.map((a) => el("li", {}, link(a, a.replace(/^https?:\/\/(www\.)?/, "")))))) : null,
    claimList(places),
  ];
}

function claimsPanel(places) {
  const claim = page.claims[places[0]];
  const one = places.every((place) => page.claims[place].relation === claim.relation);
  const title = one ? heading(page.relations[claim.relation].labels) : words().claims;
  return [head(title, ...(one ? [claimSwatch(claim), modalityName(claim.modality)] : [])), claimList(places)];
}

function rowsOf(list, counts) {
  return el("ul", { class: "rows" }, ...list.map((id) => el("li", {}, el("button", { type: "button", on: { click: () => select({ entity: id }) } },
    typeSwatch(page.types[page.entities[id].type]), bdi(entityName(id)), el("span", { class: "count" }, number(counts[id]))))));
}

function pathPanel() {
  const { way, claims } = within;
  const title = state.path.map(entityName).join(" → ");
  const back = press(words().show_all, null, showAll);
  if (!way.length) return [head(title), el("p", { class: "hint" }, words().path_none), back];
  return [head(title, `${words().path_steps} ${number(way.length - 1)}`), back, claimList([...claims].filter((place) => claimShownAt[place]))];
}

function overviewPanel() {
  const counts = page.entities.map(() => 0);
  for (const claim of page.claims) for (const id of [claim.subject, claim.object]) if (id !== null) counts[id] += 1;
  const top = counts.map((_, id) => id).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, 8);
  const figures = [["entities", page.entities], ["claims", page.claims], ["articles", page.documents]];
  const reading = (source, place) => el("li", { class: "plain" }, citation(source), el("button", { type: "button", class: "text", on: { click: () => read(place) } }, words().read));
  return [
    el("h2", { class: "unseen" }, words().overview),
    el("dl", { class: "figures" }, ...figures.map(([key, list]) => el("div", {}, el("dt", {}, words()[key]), el("dd", {}, number(list.length))))),
    el("section", {}, el("p", { class: "hint" }, words().hint)),
    state.focus ? press(words().show_all, null, showAll) : null,
    section(words().connected, rowsOf(top, counts)),
    section(words().articles, el("ul", { class: "rows" }, ...page.documents.slice(0, 40).map(reading))),
  ];
}

function detailsPanel() {
  if (state.choice && "entity" in state.choice) return entityPanel(state.choice.entity);
  if (state.choice) return claimsPanel(state.choice.claims);
  return state.path ? pathPanel() : overviewPanel();
}

function tabs() {
  const article = () => {
    const claim = state.choice && "claims" in state.choice ? page.claims[state.choice.claims[0]] : page.claims.find((one) => state.choice && one.subject === state.choice.entity);
    read(claim && claim.evidence.length ? claim.evidence[0].document : 0);
  };
  return el("div", { class: "segments tabs", role: "group", "aria-label": words().details },
    press(words().details, state.read === null, () => { state.read = null; refresh(); }),
    press(words().article, state.read !== null, article));
}

function showPanel() {
  const panel = byId("panel");
  const focused = [...panel.querySelectorAll("button")].indexOf(document.activeElement);
  const parts = state.read === null ? detailsPanel() : articlePanel();
  panel.replaceChildren(...[page.documents.length ? tabs() : null, ...parts].filter(Boolean));
  panel.hidden = root.classList.contains("embed") && !state.choice && !state.path && state.read === null;
  panel.classList.toggle("reading", state.read !== null);
  const here = panel.querySelector(".sentence.here");
  if (here) here.scrollIntoView({ block: "center" });
  else panel.scrollTop = 0;
  const buttons = panel.querySelectorAll("button");
  if (focused >= 0 && buttons.length) (buttons[focused] || buttons[0]).focus({ preventScroll: true });
}
