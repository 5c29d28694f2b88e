// Words: names, labels, numbers and dates in the language that the reader chose.
// Text from articles goes into the page by textContent only, here in `el`.

const data = JSON.parse(document.getElementById("data").textContent);
const page = data.page;
const root = document.documentElement;
// All that the reader has chosen; `types` to `hidden` hold what is left out. See state.js.
const state = {
  language: page.language, both: false, theme: root.dataset.theme, view: "graph", read: null, choice: null,
  types: new Set(), modalities: new Set(), relations: new Set(), sources: new Set(), hidden: new Set(),
  sure: 0, since: null, until: null, focus: null, path: null, open: new Map(),
};
const byId = (id) => document.getElementById(id);
const words = () => page.words[state.language];
const languages = Object.keys(page.words);

function el(tag, options, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(options || {})) {
    if (value === undefined || value === null) continue;
    if (key === "class") node.className = value;
    else if (key === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const bdi = (text, lang) => el("bdi", { lang }, String(text));

// The policy of the page stops scripts in addresses too; this keeps them from becoming links at all.
function link(address, text) {
  if (!/^https?:\/\//i.test(address)) return bdi(text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, bdi(text));
}

// The label in the reader's language, or in all languages of the page, that one first.
function inLanguages(labels) {
  return [...new Set(spoken().map((language) => labels[language]))];
}

const label = (labels) => inLanguages(labels).join(" · ");
const entityName = (id) => label(page.entities[id].names);
const relationName = (claim) => label(page.relations[claim.relation].labels);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const heading = (labels) => inLanguages(labels).map(capital).join(" · ");
const typeName = (type) => heading(type.labels);
const modalityName = (place) => heading(page.modalities[place].labels);
const qualifiers = new Map(page.qualifiers);

// The sign of a share stands beside its number, so its name need not say it again.
function qualifierName(key) {
  const name = qualifiers.has(key) ? heading(qualifiers.get(key)) : key.replaceAll("_", " ");
  return name.replace(/ \(%\)/g, "");
}

function number(value, upper = value) {
  const style = Math.abs(value) >= 1e6 ? { notation: "compact", compactDisplay: "long" } : {};
  const format = new Intl.NumberFormat(words().locale, { maximumFractionDigits: 3, ...style });
  return value === upper ? format.format(value) : format.formatRange(value, upper);
}

// "US dollars": the name in the form that goes with a large number.
function currencyName(code) {
  if (!/^[A-Z]{3}$/.test(code)) return code;
  const style = { style: "currency", currency: code, currencyDisplay: "name", notation: "compact" };
  const parts = new Intl.NumberFormat(words().locale, style).formatToParts(1e9);
  return parts.find((part) => part.type === "currency").value;
}

function amount(value, upper, currency, named = currencyName) {
  const range = typeof value === "number" ? number(value, typeof upper === "number" ? upper : value) : String(value);
  return currency === undefined ? range : `${range} ${named(String(currency))}`;
}

// Do something as if the reader had chosen that one language.
function speaking(language, act) {
  const [kept, both] = [state.language, state.both];
  [state.language, state.both] = [language, false];
  const made = act();
  [state.language, state.both] = [kept, both];
  return made;
}

const spoken = () => (state.both ? [state.language, ...languages.filter((l) => l !== state.language)] : [state.language]);

function date(text) {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!parts) return text;
  const moment = new Date(Date.UTC(+parts[1], +parts[2] - 1, +(parts[3] || 1)));
  const style = { timeZone: "UTC", year: "numeric", month: "long", ...(parts[3] ? { day: "numeric" } : {}) };
  return Number.isNaN(moment.getTime()) ? text : new Intl.DateTimeFormat(words().locale, style).format(moment);
}

const qualifier = (claim, key) => (claim.qualifiers.find((row) => row[0] === key) || [])[1];

// What stands at the end of a claim that has no entity there.
function literal(claim, named) {
  const { value } = claim;
  const sum = value === null ? qualifier(claim, "amount") : value;
  if (sum === undefined) return words().undisclosed;
  const currency = value === null || typeof value === "number" ? qualifier(claim, "currency") : undefined;
  return amount(sum, currency && qualifier(claim, "amount_max"), currency, named);
}

const code = (currency) => currency; // on the drawing, where there is no room for its name

const DATES = new Set(["date", "since", "until"]); // a year is no quantity: 2019, not 2,019

// The value of one detail in words; undefined where the claim lacks it.
function detail(claim, key) {
  const row = claim.qualifiers.find((one) => one[0] === key);
  if (!row) return undefined;
  const [, value, entity] = row;
  if (entity !== null) return entityName(entity);
  if (key === "amount") return amount(value, qualifier(claim, "amount_max"), qualifier(claim, "currency"));
  if (typeof value !== "number") return DATES.has(key) ? date(value) : String(value);
  if (/percent$/.test(key)) return `${number(value)}%`;
  return DATES.has(key) ? String(value) : number(value);
}

// Rows [name, text] of the details that `told` does not hold; a sum and its currency are one row.
function facts(claim, told = new Set()) {
  const literalSum = claim.object === null && (claim.value === null || claim.value === qualifier(claim, "amount"));
  const skipped = new Set(["amount_max", "currency", ...told, ...(literalSum ? ["amount"] : [])]);
  return claim.qualifiers.flatMap(([key]) => (skipped.has(key) ? [] : [[qualifierName(key), detail(claim, key)]]));
}

const documentOf = (evidence) => page.documents[evidence.document];
const sentenceOf = (evidence) => [evidence.quote[0][0], evidence.quote[evidence.quote.length - 1][1]];
const quoteOf = (evidence) => (evidence.quote.length ? documentOf(evidence).text.slice(...sentenceOf(evidence)) : "");
const percent = (share) => new Intl.NumberFormat(words().locale, { style: "percent" }).format(share);

// A look-up key: no vowel marks, hamzas, tatweel or accents, one form of alef, ta marbuta and ya.
function searchKey(text) {
  return text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase()
    .replace(/ٱ/g, "ا").replace(/ة/g, "ه").replace(/[ىی]/g, "ي").replace(/ک/g, "ك").replace(/ø/g, "o")
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660).replace(/\s+/g, " ").trim();
}

// Lines of a label on the canvas. Each is isolated by itself: a browser orders a line of mixed
// scripts by the direction of the canvas, and an isolate does not reach over a line break.
function wrapped(text, width, most) {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, most).map((line) => (line.length > 2 * width ? `${line.slice(0, 2 * width)}…` : line));
  if (lines.length > most) shown[most - 1] += "…";
  return shown.map((line) => `\u2068${line}\u2069`).join("\n");
}
