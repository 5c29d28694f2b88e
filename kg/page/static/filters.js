// The legend: every row of it is a filter.

function toggled(set, place, on) {
  if (on) set.delete(place);
  else set.add(place);
}

function legendRow(hidden, place, swatch, text, count, lang) {
  const box = el("input", { type: "checkbox", on: { change: (event) => { toggled(hidden, place, event.target.checked); refresh(); } } });
  box.checked = !hidden.has(place);
  return el("li", {}, el("label", {}, box, swatch, el("span", { class: "text", lang }, bdi(text)), el("span", { class: "count" }, number(count))));
}

function counted(list, key) {
  const counts = list.map(() => 0);
  for (const one of key === "type" ? page.entities : page.claims) counts[one[key]] += 1;
  return counts;
}

function group(id, title, rows, open = true) {
  if (!rows.length) return null;
  const made = el("details", {}, el("summary", { class: "caption" }, title), el("ul", { id }, ...rows));
  made.open = open;
  return made;
}

function typeRows() {
  const counts = counted(page.types, "type");
  const rows = page.types.map((type, place) => legendRow(state.types, place, typeSwatch(type), typeName(type), counts[place]));
  const literals = data.nodes.length - page.entities.length;
  if (literals) rows.push(legendRow(state.types, VALUE, typeSwatch(page.value), words().value_type, literals));
  return rows;
}

function modalityRows() {
  const counts = counted(page.modalities, "modality");
  return page.modalities.flatMap((_, place) => (counts[place] ? [legendRow(state.modalities, place, modalitySwatch(place), modalityName(place), counts[place])] : []));
}

function relationRows() {
  const counts = counted(page.relations, "relation");
  const order = page.relations.map((_, place) => place).sort((a, b) => page.relations[a].family - page.relations[b].family || a - b);
  return order.flatMap((place, at) => {
    const { family } = page.relations[place];
    const first = !at || page.relations[order[at - 1]].family !== family;
    const row = legendRow(state.relations, place, relationSwatch(place), heading(page.relations[place].labels), counts[place]);
    return first ? [el("li", { class: "family" }, label(page.families[family].labels)), row] : [row];
  });
}

function sourceRows() {
  const counts = page.documents.map(() => 0);
  for (const claim of page.claims) for (const at of new Set(claim.evidence.map((e) => e.document))) counts[at] += 1;
  if (page.documents.length < 2) return [];
  return page.documents.slice(0, 300).map((source, place) => legendRow(state.sources, place, null, source.title || source.source, counts[place], source.language));
}

function slider(id, text, most, value, shown, move) {
  const output = el("output", { for: id }, shown(value));
  const range = el("input", { type: "range", id, min: 0, max: most, step: 1, on: {
    input: (event) => { output.textContent = shown(Number(event.target.value)); move(Number(event.target.value)); refresh({ later: true }); },
    change: () => commit(),
  } });
  range.value = String(value);
  range.setAttribute("aria-valuetext", shown(value));
  return el("div", { class: "slider" }, el("label", { for: id }, text), output, range);
}

const dayAt = (place, otherwise) => (place < 0 ? otherwise : place);

function timeControls() {
  if (days.length < 2) return null;
  const last = days.length - 1;
  const named = (place) => date(days[place]);
  const since = slider("since", words().since, last, dayAt(days.indexOf(state.since), 0), named, (place) => { state.since = place ? days[place] : null; });
  const until = slider("until", words().until, last, dayAt(days.indexOf(state.until), last), named, (place) => { state.until = place < last ? days[place] : null; });
  const made = el("details", {}, el("summary", { class: "caption" }, words().time), since, until,
    el("button", { type: "button", id: "play", "aria-pressed": String(Boolean(playing)), on: { click: play } }, playing ? words().pause : words().play));
  made.open = true;
  return made;
}

let playing = 0;

// One step a day with news; 40 steps at most, however long the time.
function play() {
  if (playing) return pause();
  const last = days.length - 1;
  let at = days.indexOf(state.until);
  if (at < 0 || at === last) at = Math.max(0, days.indexOf(state.since)) - 1;
  const step = Math.max(1, Math.ceil(last / 40));
  const tick = () => {
    at = Math.min(last, at + step);
    state.until = at < last ? days[at] : null;
    refresh({ later: true });
    if (at === last) pause();
    else showTime();
  };
  playing = setInterval(tick, 700);
  tick();
  return showTime();
}

function pause() {
  clearInterval(playing);
  playing = 0;
  commit();
  showTime();
}

function showTime() {
  const focused = document.activeElement && document.activeElement.id;
  const place = byId("time");
  place.replaceChildren(...[timeControls()].filter(Boolean));
  if (focused && place.querySelector(`#${CSS.escape(focused)}`)) byId(focused).focus();
}

function hiddenRows() {
  return [...state.hidden].map((id) => el("li", {}, el("button", { type: "button", class: "text", on: { click: () => bringBack(id) } }, `${words().bring_back}: `, bdi(entityName(id)))));
}

function showLegend() {
  const sure = slider("sure", words().sure, 100, Math.round(state.sure * 100), (share) => percent(share / 100), (share) => { state.sure = share / 100; });
  byId("legend").setAttribute("aria-label", words().legend);
  const sources = sourceRows();
  byId("legend").replaceChildren(...[
    group("hidden", words().hidden, hiddenRows()),
    group("types", words().types, typeRows()),
    group("modalities", words().modalities, modalityRows()),
    group("relations", words().relations, relationRows()),
    page.claims.length ? sure : null,
    el("div", { id: "time" }),
    group("sources", words().articles, sources, sources.length < 13),
  ].filter(Boolean));
  showTime();
}
