// The legend, which filters, and the table of all claims, which holds what the graph shows.

const typeOf = (id) => page.entities[id].type;
const VALUE = page.types.length; // the legend's row for literals, after the types

function claimShown(claim) {
  const object = claim.object === null ? VALUE : typeOf(claim.object);
  return !state.modalities.has(claim.modality) && !state.types.has(typeOf(claim.subject)) && !state.types.has(object);
}

function legendRow(hidden, place, swatch, text, count) {
  const toggle = (event) => {
    if (event.target.checked) hidden.delete(place);
    else hidden.add(place);
    applyFilter();
  };
  const box = el("input", { type: "checkbox", on: { change: toggle } });
  box.checked = !hidden.has(place);
  return el("li", {}, el("label", {}, box, swatch, el("span", { class: "text" }, text), el("span", { class: "count" }, number(count))));
}

function showLegend() {
  const types = page.types.map((type, place) => legendRow(state.types, place, typeSwatch(type), typeName(type),
    page.entities.filter((entity) => entity.type === place).length));
  const literals = data.nodes.length - page.entities.length;
  if (literals) types.push(legendRow(state.types, VALUE, typeSwatch(page.value), words().value_type, literals));
  const modalities = page.modalities.flatMap((_, place) => {
    const count = page.claims.filter((claim) => claim.modality === place).length;
    return count ? [legendRow(state.modalities, place, modalitySwatch(place), modalityName(place), count)] : [];
  });
  byId("legend").setAttribute("aria-label", words().legend);
  byId("legend").replaceChildren(
    el("h2", { class: "caption" }, words().types), el("ul", { id: "types" }, ...types),
    el("h2", { class: "caption" }, words().modalities), el("ul", { id: "modalities" }, ...modalities));
}

function tableRow(claim) {
  const w = words();
  const object = claim.object === null ? literal(claim) : entityName(claim.object);
  const details = facts(claim).map(([name, text]) => el("span", { class: "fact" }, `${name}: `, bdi(text)));
  const quotes = claim.evidence.flatMap((e) => [
    el("div", { dir: documentOf(e).dir, lang: documentOf(e).language }, quoteOf(e)), citation(documentOf(e))]);
  return el("tr", {},
    el("th", { scope: "row" }, bdi(entityName(claim.subject))), el("td", {}, bdi(relationName(claim))), el("td", {}, bdi(object)),
    el("td", {}, ...details), el("td", {}, status(claim)),
    el("td", {}, claim.attributed === null ? "" : bdi(entityName(claim.attributed))),
    el("td", { class: "number" }, percent(claim.confidence)),
    el("td", { class: "quote" }, ...quotes));
}

function showTable() {
  const keys = ["subject", "relation", "object", "qualifiers", "modality", "attributed", "confidence", "quote"];
  byId("table-view").replaceChildren(el("table", {}, el("caption", {}, words().caption),
    el("thead", {}, el("tr", {}, ...keys.map((key) => el("th", { scope: "col" }, words()[key])))),
    el("tbody", {}, ...page.claims.filter(claimShown).map(tableRow))));
}
