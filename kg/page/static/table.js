// The table of all claims, which holds what the graph shows.

const MOST_ROWS = 500; // at once; a browser takes seconds for tens of thousands
let rowsShown = MOST_ROWS;

function tableRow(claim) {
  const details = facts(claim).map(([name, text]) => el("span", { class: "fact" }, `${name}: `, bdi(text)));
  const quotes = claim.evidence.flatMap((e) => [
    el("div", { dir: documentOf(e).dir, lang: documentOf(e).language }, quoteOf(e)), citation(documentOf(e))]);
  return el("tr", {},
    el("th", { scope: "row" }, bdi(entityName(claim.subject))), el("td", {}, bdi(relationName(claim))), el("td", {}, bdi(endOf(claim))),
    el("td", {}, ...details), el("td", {}, status(claim)),
    el("td", {}, claim.attributed === null ? "" : bdi(entityName(claim.attributed))),
    el("td", { class: "number" }, percent(claim.confidence)),
    el("td", { class: "quote" }, ...quotes));
}

function showTable() {
  const keys = ["subject", "relation", "object", "qualifiers", "modality", "attributed", "confidence", "quote"];
  const shown = page.claims.filter(claimShown);
  const more = press(`${words().more} (${number(shown.length - rowsShown)})`, null, () => { rowsShown += MOST_ROWS; showTable(); });
  byId("table-view").replaceChildren(el("table", {}, el("caption", {}, words().caption),
    el("thead", {}, el("tr", {}, ...keys.map((key) => el("th", { scope: "col" }, words()[key])))),
    el("tbody", {}, ...shown.slice(0, rowsShown).map(tableRow))), ...(shown.length > rowsShown ? [more] : []));
}
