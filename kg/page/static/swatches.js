// Small pictures for the legend and the panel, and the colours that go with them.

const SVG = "http://www.w3.org/2000/svg";
const POINTS = {
  square: "2,2 12,2 12,12 2,12", diamond: "7,0.5 13.5,7 7,13.5 0.5,7", triangle: "7,1 13.5,12.5 0.5,12.5",
  triangleDown: "7,13 13.5,1.5 0.5,1.5", hexagon: "4,1 10,1 13.5,7 10,13 4,13 0.5,7",
  star: "7,0.3 8.9,4.8 13.7,5.1 10,8.3 11.2,13 7,10.4 2.8,13 4,8.3 0.3,5.1 5.1,4.8",
};
const darkScheme = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const theme = () => state.theme || (darkScheme.matches ? "dark" : "light");
const strokeOf = (relation) => page.families[page.relations[relation].family][theme()];
const moved = (duration) => (still.matches ? false : { duration });

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

function line(width, stroke, dashes) {
  const drawn = svg("line", { x1: 0, y1: 5, x2: width, y2: 5, stroke, "stroke-width": 2.4, "stroke-dasharray": dashes.map((dash) => dash * 0.6).join(" ") });
  return svg("svg", { class: "swatch", width, height: 10, "aria-hidden": "true" }, drawn);
}

const modalitySwatch = (place, width = 30) => line(width, "currentColor", page.modalities[place].dashes);
const relationSwatch = (relation, width = 22) => line(width, strokeOf(relation), []);
const claimSwatch = (claim) => line(26, strokeOf(claim.relation), page.modalities[claim.modality].dashes);
const status = (claim) => el("span", { class: "status" }, claimSwatch(claim), modalityName(claim.modality));
