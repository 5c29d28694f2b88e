// The panel at the side: an overview, or one entity, or the claims behind one edge.

const SVG = "http://www.w3.org/2000/svg";
const POINTS = {
  square: "2,2 12,2 12,12 2,12", diamond: "7,0.5 13.5,7 7,13.5 0.5,7", triangle: "7,1 13.5,12.5 0.5,12.5",
  triangleDown: "7,13 13.5,1.5 0.5,1.5", hexagon: "4,1 10,1 13.5,7 10,13 4,13 0.5,7",
  star: "7,0.3 8.9,4.8 13.7,5.1 10,8.3 11.2,13 7,10.4 2.8,13 4,8.3 0.3,5.1 5.1,4.8",
};
const dark = matchMedia("(prefers-color-scheme: dark)");
const strokeOf = (place) => page.modalities[place][dark.matches ? "dark" : "light"];

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function typeSwatch(look) {
  const fill = { fill: look.color };
  let shape = svg("circle", { cx: 7, cy: 7, r: 6, ...fill });
  if (look.shape === "box") shape = svg("rect", { x: -2, y: 2.5, width: 18, height: 9, rx: 3, fill: "none", stroke: look.color, "stroke-width": 1.5 });
  else if (look.shape !== "dot") shape = svg("polygon", { points: POINTS[look.shape], ...fill });
  return svg("svg", { class: "swatch", width: 14, height: 14, viewBox: "0 0 14 14", "aria-hidden": "true" }, shape);
}

function modalitySwatch(place, width = 30) {
  const line = svg("line", {
    x1: 0, y1: 5, x2: width, y2: 5, stroke: strokeOf(place), "stroke-width": 2.4,
    "stroke-dasharray": page.modalities[place].dashes.map((dash) => dash * 0.6).join(" "),
  });
  return svg("svg", { class: "swatch", width, height: 10, "aria-hidden": "true" }, line);
}

const status = (claim) => el("span", { class: "status" }, modalitySwatch(claim.modality, 26), modalityName(claim.modality));

function entityButton(id) {
  return el("button", { type: "button", on: { click: () => select({ entity: id }) } }, bdi(entityName(id)));
}

// The claim in words: subject, relation, object.
function sentence(claim) {
  const end = claim.object === null ? el("span", { class: "literal" }, bdi(literal(claim))) : entityButton(claim.object);
  return el("p", { class: "says" }, entityButton(claim.subject), " ", el("span", { class: "verb" }, bdi(relationName(claim))), " ", end);
}

function quotation(evidence) {
  const source = documentOf(evidence);
  const pieces = evidence.quote.map(([text, role]) => (role ? el("mark", { class: role }, bdi(text)) : text));
  return el("blockquote", { dir: source.dir, lang: source.language }, ...pieces);
}

function citation(source) {
  const title = source.url ? link(source.url, source.title) : bdi(source.title, source.language);
  const rest = [source.published && date(source.published), source.source !== source.url && source.source];
  const parts = rest.filter(Boolean).flatMap((text, place) => [place ? " · " : "", bdi(text)]);
  return el("div", { class: "cite" }, title, el("div", {}, ...parts));
}

function claimCard(claim) {
  const rows = facts(claim);
  if (claim.attributed !== null) rows.push([words().attributed, entityName(claim.attributed)]);
  const list = rows.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, bdi(text))]);
  return el("article", { class: "claim" },
    el("div", { class: "head" }, status(claim), el("span", { class: "sure" }, `${words().confidence} ${percent(claim.confidence)}`)),
    sentence(claim),
    rows.length ? el("dl", { class: "facts" }, ...list) : null,
    ...claim.evidence.map((evidence) => el("figure", { class: "evidence" }, quotation(evidence), el("figcaption", {}, citation(documentOf(evidence))))));
}

const section = (title, ...children) => el("section", {}, el("h3", { class: "caption" }, title), ...children);

function head(title, ...kind) {
  const close = el("button", { type: "button", class: "close", "aria-label": words().close, on: { click: () => select(null) } }, "×");
  return el("header", {}, el("div", {}, el("h2", {}, bdi(title)), el("p", { class: "kind" }, ...kind)), close);
}

function claimList(places) {
  return section(`${words().claims} (${places.length})`, ...places.map((place) => claimCard(page.claims[place])));
}

function entityPanel(id) {
  const entity = page.entities[id];
  const shown = new Set(inLanguages(entity.names));
  const others = [...languages.map((l) => [entity.names[l], l]), ...entity.also].filter(([name]) => !shown.has(name));
  const unique = [...new Map(others.map((row) => [row[0], row])).values()];
  const places = page.claims.flatMap((claim, place) => (claim.subject === id || claim.object === id || claim.attributed === id ? [place] : []));
  return [
    head(entityName(id), typeSwatch(page.types[entity.type]), typeName(page.types[entity.type])),
    unique.length ? section(words().also, el("div", { class: "tags" }, ...unique.map(([name, lang]) => bdi(name, lang)))) : null,
    entity.links.length ? section(words().elsewhere, el("ul", {}, ...entity.links.map((a) => el("li", {}, link(a, a.replace(/^https?:\/\/(www\.)?/, "")))))) : null,
    claimList(places),
  ];
}

function edgePanel(places) {
  const claim = page.claims[places[0]];
  return [head(heading(page.relations[claim.relation].labels), modalitySwatch(claim.modality, 26), modalityName(claim.modality)), claimList(places)];
}

function rowsOf(ids, counts) {
  return el("ul", { class: "rows" }, ...ids.map((id) => el("li", {}, el("button", { type: "button", on: { click: () => select({ entity: id }) } },
    typeSwatch(page.types[page.entities[id].type]), bdi(entityName(id)), el("span", { class: "count" }, number(counts[id]))))));
}

function overviewPanel() {
  const counts = page.entities.map(() => 0);
  for (const claim of page.claims) for (const id of [claim.subject, claim.object]) if (id !== null) counts[id] += 1;
  const top = counts.map((_, id) => id).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, 8);
  const figures = [["entities", page.entities], ["claims", page.claims], ["articles", page.documents]];
  return [
    el("dl", { class: "figures" }, ...figures.map(([key, list]) => el("div", {}, el("dt", {}, words()[key]), el("dd", {}, number(list.length))))),
    el("section", {}, el("p", { class: "hint" }, words().hint)),
    section(words().connected, rowsOf(top, counts)),
    section(words().articles, el("ul", { class: "rows" }, ...page.documents.map((source) => el("li", { class: "plain" }, citation(source))))),
  ];
}

function showPanel(selection) {
  const parts = !selection ? overviewPanel() : "entity" in selection ? entityPanel(selection.entity) : edgePanel(selection.claims);
  byId("panel").replaceChildren(...parts.filter(Boolean));
  byId("panel").scrollTop = 0;
}
