"use strict";
// Asks the server, and shows what it answers. What comes from the graph becomes text only, never markup.

const byId = (id) => document.getElementById(id);
const { words: spoken, language, base } = byId("words").dataset;
const words = JSON.parse(spoken);
const RESULTS = "application/sparql-results+json";
const SAVED = {
  table: { CSV: "text/csv", TSV: "text/tab-separated-values", JSON: RESULTS, XML: "application/sparql-results+xml" },
  graph: { Turtle: "text/turtle", "N-Triples": "application/n-triples", "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" },
};

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) if (value) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// IRIs of the graph lead to its pages here; a path of two slashes would lead elsewhere.
function address(iri) {
  const path = iri.slice(base.length);
  if (iri.startsWith(base) && !path.startsWith("/")) {
    const [place, anchor] = path.split("#");
    return `/${place}${place.includes("?") ? "&" : "?"}lang=${language}${anchor ? `#${anchor}` : ""}`;
  }
  return /^https?:\/\//i.test(iri) ? iri : "";
}

function cell(term) {
  if (!term) return el("td", {});
  if (term.type === "triple") return el("td", {}, JSON.stringify(term.value));
  const text = term.type === "uri" && term.value.startsWith(base) ? decoded(term.value.slice(base.length)) : term.value;
  const content = el("bdi", { lang: term["xml:lang"] }, text);
  const link = term.type === "uri" ? address(term.value) : "";
  return el("td", {}, link ? el("a", { href: link, rel: "noopener noreferrer" }, content) : content);
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function table(answer) {
  const names = answer.head.vars;
  const rows = answer.results.bindings;
  const head = el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name)));
  const body = rows.map((row) => el("tr", {}, ...names.map((name) => cell(row[name]))));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...body));
}

async function ask(accept) {
  return fetch("/sparql", {
    method: "POST", headers: { Accept: accept, "Content-Type": "application/sparql-query" }, body: byId("query").value,
  });
}

async function save(name, media) {
  const answer = await ask(media);
  const link = el("a", { href: URL.createObjectURL(await answer.blob()), download: `answer.${name.toLowerCase().replace(/\W/g, "-")}` });
  link.click();
  URL.revokeObjectURL(link.href);
}

function offer(kind) {
  const buttons = Object.entries(SAVED[kind]).map(([name, media]) => {
    const button = el("button", { type: "button" }, name);
    button.addEventListener("click", () => save(name, media));
    return button;
  });
  byId("save").replaceChildren(words.save, ...buttons.flatMap((button) => [" ", button]));
  byId("save").hidden = false;
}

function show(status, content, kind) {
  byId("status").textContent = status;
  byId("answer").replaceChildren(...(content ? [content] : []));
  if (kind) offer(kind);
}

function answered(media, text) {
  if (!media.startsWith(RESULTS)) return show("", el("pre", { dir: "ltr" }, text), "graph");
  const answer = JSON.parse(text);
  if ("boolean" in answer) return show(answer.boolean ? words.yes : words.no, null, "table");
  const count = answer.results.bindings.length;
  return show(`${count} ${count === 1 ? words.row : words.rows}`, table(answer), "table");
}

async function run() {
  byId("save").hidden = true;
  show(words.running);
  const asked = new URLSearchParams({ query: byId("query").value, lang: language });
  history.replaceState(null, "", asked.toString().length < 8000 ? `/sparql?${asked}` : "/");
  try {
    const answer = await ask(`${RESULTS}, text/turtle;q=0.9`);
    const text = await answer.text();
    if (answer.ok) answered(answer.headers.get("content-type"), text);
    else show(words.failed, el("pre", { dir: "auto" }, text));
  } catch {
    show(words.unreachable);
  }
}

byId("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
byId("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
byId("examples").addEventListener("click", (event) => {
  const button = event.target.closest("[data-query]");
  if (!button) return;
  byId("query").value = button.dataset.query;
  byId("query").focus();
  run();
});
if (new URLSearchParams(location.search).has("query")) run();
