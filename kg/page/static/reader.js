// The articles beside the graph: whole, with the actors named in them and the sentences that claim.

const NONE = [];
const ROLES = ["", "subject", "trigger", "object"];

// Document -> its claiming sentences in order, each with the claims that it carries.
const sentences = page.documents.map(() => new Map());
page.claims.forEach((claim, place) => {
  for (const evidence of claim.evidence) {
    if (!evidence.quote.length) continue;
    const [start, end] = sentenceOf(evidence);
    const known = sentences[evidence.document].get(start);
    if (known) { known.claims.add(place); known.end = Math.max(known.end, end); }
    else sentences[evidence.document].set(start, { start, end, claims: new Set([place]) });
  }
});

function sentencesOf(document) {
  const kept = [];
  for (const one of [...sentences[document].values()].sort((a, b) => a.start - b.start)) {
    const last = kept[kept.length - 1];
    if (!last || one.start >= last.end) kept.push(one);
    else for (const place of one.claims) last.claims.add(place);
  }
  return kept;
}

// The text of a span, its actors as buttons.
function withActors(source, start, end) {
  const made = [];
  let at = start;
  for (const [from, to, id] of source.mentions) {
    if (from < at || to > end) continue;
    const colour = page.types[typeOf(id)].name;
    made.push(source.text.slice(at, from), el("button", { type: "button", class: "actor", "data-type": colour, "data-entity": id,
      on: { click: (event) => { event.stopPropagation(); select({ entity: id }); } } }, source.text.slice(from, to)));
    at = to;
  }
  return [...made, source.text.slice(at, end)];
}

function sentenceElement(source, { start, end, claims }) {
  const places = [...claims];
  const here = state.choice && "claims" in state.choice && state.choice.claims.some((place) => claims.has(place));
  const open = () => select({ claims: places }, true);
  const button = el("button", { type: "button", class: "behind", "aria-label": `${words().claims}: ${places.length}`, on: { click: (event) => { event.stopPropagation(); open(); } } }, number(places.length));
  return el("span", { class: here ? "sentence here" : "sentence", on: { click: open } }, ...withActors(source, start, end), button);
}

function paragraph(source, start, end, list) {
  const made = [];
  let at = start;
  for (const one of list) {
    if (one.start < at || one.end > end) continue;
    made.push(...withActors(source, at, one.start), sentenceElement(source, one));
    at = one.end;
  }
  return el("p", {}, ...made, ...withActors(source, at, end));
}

function paragraphs(text) {
  const spans = [];
  let at = 0;
  for (const part of text.split("\n")) {
    if (part.trim()) spans.push([at, at + part.length]);
    at += part.length + 1;
  }
  return spans;
}

function articlePanel() {
  const source = page.documents[state.read];
  const list = sentencesOf(state.read);
  const choose = el("select", { "aria-label": words().article, on: { change: (event) => read(Number(event.target.value)) } },
    ...page.documents.map((one, place) => el("option", { value: place, lang: one.language }, one.title || one.id)));
  choose.value = String(state.read);
  const chosen = state.choice && "claims" in state.choice ? state.choice.claims : NONE;
  return [
    page.documents.length > 1 ? choose : null,
    el("article", { class: "reader", dir: source.dir, lang: source.language },
      el("h2", {}, source.title), citation(source, true),
      ...paragraphs(source.text).filter(([a, b]) => source.text.slice(a, b).trim() !== source.title || list.some((one) => one.start >= a && one.end <= b))
        .map(([a, b]) => paragraph(source, a, b, list))),
    chosen.length ? el("div", { class: "strip", role: "group", "aria-label": words().claims },
      ...chosen.map((place) => el("div", { class: "claim" }, status(page.claims[place]), ...sentence(page.claims[place])))) : null,
  ];
}

function read(document, places) {
  state.read = document;
  if (places) return select({ claims: places }, true);
  refresh();
  return undefined;
}

// The sentence with the paragraph around it; the words that name the two ends are marked.
function quotation(evidence) {
  const source = documentOf(evidence);
  if (!evidence.quote.length) return el("blockquote", {});
  const [start, end] = sentenceOf(evidence);
  const before = source.text.lastIndexOf("\n", start - 1) + 1;
  const next = source.text.indexOf("\n", end);
  const pieces = evidence.quote.map(([from, to, role]) => {
    const text = source.text.slice(from, to);
    return role ? el("mark", { class: ROLES[role] }, bdi(text)) : text;
  });
  return el("blockquote", { dir: source.dir, lang: source.language },
    source.text.slice(start ? before : 0, start), el("span", { class: "quoted" }, ...pieces), source.text.slice(end, next < 0 ? undefined : next));
}
