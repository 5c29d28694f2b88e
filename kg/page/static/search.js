// The search box: names in any spelling, a list to choose from.

const keys = page.entities.map((entity) => [...Object.values(entity.names), ...entity.also.map((row) => row[0])].map(searchKey));

function matches(text) {
  const key = searchKey(text);
  if (!key) return [];
  const rank = (id) => (keys[id].some((name) => name.startsWith(key)) ? 0 : keys[id].some((name) => name.includes(key)) ? 1 : 2);
  return page.entities.map((_, id) => [rank(id), id]).filter(([r]) => r < 2).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 12).map(([, id]) => id);
}

const search = { found: [], at: 0 };

function showMatches() {
  const typed = byId("search").value.trim();
  const list = byId("matches");
  list.hidden = !typed;
  byId("search").setAttribute("aria-expanded", String(Boolean(typed)));
  const rows = search.found.map((id, place) => el("li", { role: "option", id: `match-${place}`, "aria-selected": String(place === search.at),
    on: { mousedown: (event) => { event.preventDefault(); choose(place); } } },
    typeSwatch(page.types[typeOf(id)]), bdi(entityName(id)), el("span", { class: "kind" }, typeName(page.types[typeOf(id)]))));
  list.replaceChildren(...(rows.length ? rows : [el("li", { class: "none" }, words().search_none)]));
  if (rows.length) byId("search").setAttribute("aria-activedescendant", `match-${search.at}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function closeMatches() {
  byId("matches").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
}

function choose(place) {
  if (search.found[place] === undefined) return;
  closeMatches();
  select({ entity: search.found[place] });
  byId("search").value = "";
  byId("panel").focus();
}

byId("search").addEventListener("input", (event) => { search.found = matches(event.target.value); search.at = 0; showMatches(); });
byId("search").addEventListener("blur", closeMatches);
byId("search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && search.found.length) {
    search.at = (search.at + step + search.found.length) % search.found.length;
    showMatches();
    event.preventDefault();
  } else if (event.key === "Enter") choose(search.at);
  else if (event.key === "Escape") { event.target.value = ""; closeMatches(); event.target.blur(); }
});
