// What of the graph is shown, and the reader's choices as text: the URL's fragment, and undo.

const LISTS = { types: page.types, modalities: page.modalities, relations: page.relations };
const VALUE = page.types.length; // the legend's row for literals, after the types
const typeOf = (id) => page.entities[id].type;
const placeOf = (list) => new Map(list.map((one, place) => [one.id, place]));
const entityPlace = placeOf(page.entities);
const claimPlace = placeOf(page.claims);
const documentPlace = placeOf(page.documents);
const number0 = (text, least, most) => Math.min(most, Math.max(least, Number(text) || 0));

// The day on which a claim was published first, to compare and to slide over.
const dayOf = (claim) => claim.evidence.map((e) => documentOf(e).published || "").filter(Boolean).sort()[0] || null;
const dayOfClaim = page.claims.map(dayOf);
const days = [...new Set(dayOfClaim.filter(Boolean))].sort();

function inTime(place) {
  if (state.since === null && state.until === null) return true;
  const day = dayOfClaim[place];
  return day !== null && (state.since === null || day >= state.since) && (state.until === null || day <= state.until);
}

function passes(claim, place) {
  const object = claim.object === null ? VALUE : typeOf(claim.object);
  if (state.modalities.has(claim.modality) || state.relations.has(claim.relation) || claim.confidence < state.sure) return false;
  if (state.types.has(typeOf(claim.subject)) || state.types.has(object)) return false;
  if (state.hidden.has(claim.subject) || (claim.object !== null && state.hidden.has(claim.object))) return false;
  return inTime(place) && !(state.sources.size && claim.evidence.every((e) => state.sources.has(e.document)));
}

// Filled by `reckon`: which claims are shown, and which entities (null: all that pass).
let claimShownAt = [];
let within = null;
const claimShown = (_, place) => claimShownAt[place];

// Nobody wants to see actors about whom nothing is left of the time or the articles chosen.
function narrowed() {
  return state.sources.size > 0 || state.since !== null || state.until !== null || state.relations.size > 0;
}

function reckon() {
  claimShownAt = page.claims.map(passes);
  within = null;
  if (state.path) within = alongPath(state.path);
  else if (state.focus) within = around(state.focus.node, state.focus.depth);
  if (within) claimShownAt = claimShownAt.map((shown, place) => shown && within.claims.has(place));
  else if (narrowed()) {
    const left = new Set(page.claims.flatMap((claim, place) => (claimShownAt[place] ? [claim.subject, claim.object] : [])));
    within = { nodes: left, claims: null };
  }
}

function entityShown(id) {
  return !state.types.has(typeOf(id)) && !state.hidden.has(id) && (!within || within.nodes.has(id));
}

const ids = (set, list) => [...set].map((place) => list[place].id).join(",");

function fragment() {
  const parts = new URLSearchParams();
  const put = (key, value) => { if (value) parts.set(key, value); };
  put("lang", state.both ? `${state.language}+` : state.language !== page.language && state.language);
  put("theme", state.theme !== root.dataset.asked && state.theme);
  put("view", state.view !== "graph" && state.view);
  for (const [key, list] of Object.entries(LISTS)) put(key, [...state[key]].map((place) => (list[place] ? list[place].name : "=")).join(","));
  put("sources", ids(state.sources, page.documents));
  put("hidden", ids(state.hidden, page.entities));
  put("sure", state.sure);
  put("since", state.since);
  put("until", state.until);
  put("focus", state.focus && `${page.entities[state.focus.node].id},${state.focus.depth}`);
  put("path", state.path && ids(state.path, page.entities));
  put("open", [...state.open].map(([community, times]) => `${community}x${times}`).join(","));
  put("read", state.read !== null && page.documents[state.read].id);
  if (state.choice && "entity" in state.choice) put("node", page.entities[state.choice.entity].id);
  else if (state.choice) put("claims", ids(state.choice.claims, page.claims));
  return parts.toString();
}

// The fragment is text from outside like any other: what is not known in it is passed over.
function restore(text) {
  const parts = new URLSearchParams(text);
  const list = (key) => (parts.get(key) || "").split(",").filter(Boolean);
  const places = (key, known) => list(key).map((id) => known.get(id)).filter((place) => place !== undefined);
  const language = (parts.get("lang") || page.language).replace(/[+ ]$/, "");
  state.language = languages.includes(language) ? language : page.language;
  state.both = /[+ ]$/.test(parts.get("lang") || "");
  state.theme = ["light", "dark"].includes(parts.get("theme")) ? parts.get("theme") : root.dataset.asked;
  state.view = parts.get("view") === "table" ? "table" : "graph";
  for (const [key, known] of Object.entries(LISTS)) {
    state[key] = new Set(list(key).map((name) => (name === "=" && key === "types" ? VALUE : known.findIndex((one) => one.name === name))).filter((place) => place >= 0));
  }
  state.sources = new Set(places("sources", documentPlace));
  state.hidden = new Set(places("hidden", entityPlace));
  state.sure = number0(parts.get("sure"), 0, 1);
  for (const key of ["since", "until"]) state[key] = days.includes(parts.get(key)) ? parts.get(key) : null;
  const [focus] = places("focus", entityPlace);
  state.focus = focus === undefined ? null : { node: focus, depth: number0(list("focus")[1], 1, 9) };
  const path = places("path", entityPlace);
  state.path = path.length === 2 ? path : null;
  state.open = new Map(list("open").map((part) => part.split("x").map(Number)).filter(([c, times]) => page.communities && page.communities[c] && times > 0));
  const [read] = places("read", documentPlace);
  state.read = read === undefined ? null : read;
  const [node] = places("node", entityPlace);
  const claims = places("claims", claimPlace);
  state.choice = node !== undefined ? { entity: node } : claims.length ? { claims } : null;
}

const past = [];
let current = "";

// Keep what was before, and put what is now into the address.
function commit() {
  const now = fragment();
  if (now === current) return;
  past.push(current);
  current = now;
  writeAddress();
}

function writeAddress() {
  try {
    history.replaceState(null, "", `#${current}`);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // a frame without an address of its own
  }
}

function undo() {
  if (!past.length) return;
  current = past.pop();
  writeAddress();
  restore(current);
  translate();
}
