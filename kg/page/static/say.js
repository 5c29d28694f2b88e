// A claim as a sentence in plain words, out of the patterns of its relation and modality.

const patternOf = (claim, language) => (page.relations[claim.relation].says[language] || [])[claim.modality];

// The pieces of a pattern, filled in; null if one of its details is missing.
function filled(pieces, claim, put) {
  const made = [];
  for (const piece of pieces) {
    if (typeof piece === "string") made.push(piece);
    else if (piece[0] === "maybe") made.push(...(filled(piece[1], claim, put) || []));
    else if (piece[0] === "form") made.push(piece[page.types[page.entities[claim.subject].type].form[state.language] || 1]);
    else {
      const part = put(claim, piece[1]);
      if (part === undefined) return null;
      made.push(part);
    }
  }
  return made;
}

// In one language, the one that is spoken: the pieces, with what `put` makes of a detail.
function pieces(claim, put) {
  const pattern = patternOf(claim, state.language);
  if (pattern) return filled(pattern, claim, put);
  return [put(claim, "subject"), ` ${page.relations[claim.relation].labels[state.language]} `, put(claim, "object")];
}

const endOf = (claim) => (claim.object === null ? literal(claim) : entityName(claim.object));

function asText(claim, key) {
  if (key === "subject") return `\u2068${entityName(claim.subject)}\u2069`;
  const text = key === "object" ? endOf(claim) : detail(claim, key);
  return text === undefined ? undefined : `\u2068${text}\u2069`;
}

function asElement(claim, key) {
  if (key === "subject") return entityButton(claim.subject);
  if (key === "object" && claim.object !== null) return entityButton(claim.object);
  const text = key === "object" ? literal(claim) : detail(claim, key);
  return text === undefined ? undefined : el("span", { class: "literal" }, bdi(text));
}

const capitalised = (parts) => (typeof parts[0] === "string" ? [capital(parts[0]), ...parts.slice(1)] : parts);

function sentenceText(claim) {
  const parts = capitalised(pieces(claim, asText));
  const source = claim.attributed === null ? "" : ` — ${words().according} \u2068${entityName(claim.attributed)}\u2069`;
  return `${parts.join("")}${source}`;
}

// What a pattern says already need not stand below it once more.
function told(claim) {
  const keys = new Set();
  const pattern = patternOf(claim, state.language);
  if (pattern) filled(pattern, claim, (one, key) => { const text = asText(one, key); if (text !== undefined) keys.add(key); return text; });
  return keys;
}

function sentence(claim) {
  return spoken().map((language) => speaking(language, () => {
    const source = claim.attributed === null ? [] : [" — ", words().according, " ", entityButton(claim.attributed)];
    return el("p", { class: "says", lang: language, dir: words().dir }, ...capitalised(pieces(claim, asElement)), ...source);
  }));
}
