// Taking away: the view as PNG or SVG, the claims as JSON or CSV. No address is asked for anything.

function download(name, kind, content) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: kind });
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// What is chosen; with nothing chosen, what is shown.
function chosenClaims() {
  const shown = page.claims.map((_, place) => place).filter((place) => claimShownAt[place]);
  if (!state.choice) return shown;
  if (state.choice.claims) return state.choice.claims;
  const { entity } = state.choice;
  return shown.filter((place) => page.claims[place].subject === entity || page.claims[place].object === entity);
}

function plainClaim(place) {
  const claim = page.claims[place];
  const [evidence] = claim.evidence;
  const source = evidence && documentOf(evidence);
  const name = (id) => (id === null ? null : page.entities[id].names[state.language]);
  return {
    id: claim.id, subject: name(claim.subject), subject_id: page.entities[claim.subject].id, relation: page.relations[claim.relation].name,
    object: name(claim.object), object_id: claim.object === null ? null : page.entities[claim.object].id, value: claim.value,
    ...Object.fromEntries(claim.qualifiers.map(([key, value, entity]) => [`detail_${key}`, entity === null ? value : name(entity)])),
    modality: page.modalities[claim.modality].name, attributed_to: name(claim.attributed), confidence: claim.confidence,
    sentence: speaking(state.language, () => sentenceText(claim)).replace(/[\u2068\u2069]/g, ""),
    quote: evidence ? quoteOf(evidence) : null, article: source ? source.title : null, published: source ? source.published : null, url: source ? source.url : null,
  };
}

// A cell that begins like a formula is one for a spreadsheet; an apostrophe before it makes it text.
function csvCell(value) {
  if (value === null || value === undefined) return "";
  const text = String(value);
  const safe = typeof value !== "number" && /^[\s\u2066-\u2069\ufeff]*[=+\-@|%\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function asCsv(rows) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  // The mark in front tells a spreadsheet that this is UTF-8.
  return `\ufeff${[columns.map(csvCell), ...rows.map((row) => columns.map((column) => csvCell(row[column])))].map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

const asJson = (rows) => `${JSON.stringify(rows, null, 1)}\n`;

function pictureOnGround() {
  const drawing = document.querySelector("#mynetwork canvas");
  const picture = el("canvas", { width: drawing.width, height: drawing.height });
  const context = picture.getContext("2d");
  context.fillStyle = colour("--ground");
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(drawing, 0, 0);
  return picture;
}

const SIDES = { triangle: 3, triangleDown: 3, diamond: 4, hexagon: 6 };

function svgShape(look) {
  const { x, y, size = 9 } = look;
  const paintOf = { fill: look.color.background, stroke: look.color.border, "stroke-width": look.borderWidth };
  if (look.shape === "box") {
    const [wide, tall] = [Math.max(...look.label.split("\n").map((part) => part.length)) * look.font.size * 0.56 + 14, look.label.split("\n").length * look.font.size * 1.25 + 12];
    return svg("rect", { x: x - wide / 2, y: y - tall / 2, width: wide, height: tall, rx: 7, ...paintOf });
  }
  if (look.shape === "square") return svg("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, ...paintOf });
  const corners = look.shape === "star" ? 10 : SIDES[look.shape];
  if (!corners) return svg("circle", { cx: x, cy: y, r: size, ...paintOf });
  const start = look.shape === "triangleDown" ? Math.PI / 2 : look.shape === "hexagon" ? 0 : -Math.PI / 2;
  const at = (corner) => {
    const [turn, r] = [start + (2 * Math.PI * corner) / corners, look.shape === "star" && corner % 2 ? size * 0.5 : size * 1.15];
    return `${(x + r * Math.cos(turn)).toFixed(1)},${(y + r * Math.sin(turn)).toFixed(1)}`;
  };
  return svg("polygon", { points: Array.from({ length: corners }, (_, corner) => at(corner)).join(" "), ...paintOf });
}

function svgWords(text, x, y, font) {
  const lines = text.split("\n").map((part) => part.replace(/[\u2068\u2069]/g, "")).filter((part) => part.trim());
  return lines.map((part, place) => svg("text", { x, y: y + place * font.size * 1.2, "font-size": font.size, "text-anchor": "middle", "font-family": "sans-serif",
    "unicode-bidi": "plaintext", fill: font.color, stroke: font.strokeColor, "stroke-width": font.strokeWidth || 0, "paint-order": "stroke" }, part));
}

function svgEdge(edge, at) {
  const [a, b] = [at.get(edge.from), at.get(edge.to)];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const turn = edge.smooth ? edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0;
  const [cx, cy] = [(a.x + b.x) / 2 + turn * dy, (a.y + b.y) / 2 - turn * dx];
  const stop = (b.size || 14) + 5;
  const end = [b.x - (dx / length) * stop, b.y - (dy / length) * stop];
  const stroke = { fill: "none", stroke: edge.color.color, "stroke-width": edge.width, opacity: edge.color.opacity };
  const curve = svg("path", { d: `M${a.x},${a.y} Q${cx.toFixed(1)},${cy.toFixed(1)} ${end.map((n) => n.toFixed(1)).join(",")}`, "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none",
    ...(edge.arrows.to.enabled ? { "marker-end": "url(#arrow)" } : {}), ...stroke });
  return [curve, ...(edge.font ? svgWords(edge.label, (a.x + b.x + 2 * cx) / 4, (a.y + b.y + 2 * cy) / 4, edge.font) : [])];
}

// The view as vectors, for print and for a picture editor. Browsers' own serializer escapes it.
function asSvg() {
  const shown = nodes.get().filter((node) => !node.hidden);
  const at = new Map(shown.map((node) => [node.id, node]));
  const box = byId("mynetwork").getBoundingClientRect();
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const [wide, tall] = [box.width / network.getScale(), box.height / network.getScale()];
  const arrow = svg("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 8, refY: 5, markerWidth: 6, markerHeight: 6, orient: "auto-start-reverse" }, svg("path", { d: "M0,0 L10,5 L0,10 z", fill: "context-stroke" }));
  const lines = edges.get().filter((edge) => !edge.hidden && at.has(edge.from) && at.has(edge.to)).flatMap((edge) => svgEdge(edge, at));
  const far = batched.map((edge) => {
    const [a, b] = [placeAt(edge.from), placeAt(edge.to)];
    return svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: strokeOf(page.claims[edge.claims[0]].relation), "stroke-width": 1 / network.getScale(), opacity: 0.55 });
  });
  const figures = shown.flatMap((node) => [svgShape(node), ...svgWords(node.label, node.x, node.shape === "box" ? node.y + node.font.size * 0.35 : node.y + (node.size || 9) + node.font.size * 1.1, node.font)]);
  const made = svg("svg", { viewBox: [corner.x, corner.y, wide, tall].map((n) => n.toFixed(1)).join(" "), width: Math.round(box.width), height: Math.round(box.height) },
    svg("title", {}, document.title), svg("defs", {}, arrow),
    svg("rect", { x: corner.x, y: corner.y, width: wide, height: tall, fill: colour("--ground") }), ...far, ...lines, ...figures);
  return new XMLSerializer().serializeToString(made);
}

const TAKEAWAYS = {
  PNG: () => pictureOnGround().toBlob((blob) => download("graph.png", "image/png", blob)),
  SVG: () => download("graph.svg", "image/svg+xml", asSvg()),
  CSV: () => download("claims.csv", "text/csv", asCsv(chosenClaims().map(plainClaim))),
  JSON: () => download("claims.json", "application/json", asJson(chosenClaims().map(plainClaim))),
};

function showTakeaways() {
  const list = el("div", { class: "menu" }, ...Object.entries(TAKEAWAYS).map(([name, act]) => press(name, null, act)), press(words().print, null, () => print()));
  byId("takeaway").replaceChildren(el("summary", {}, words().save), list);
}
