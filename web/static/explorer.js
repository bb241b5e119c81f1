// The graph explorer: the drawing of the server, brought to life by Cytoscape.js. All it shows comes from the
// JSON API; its state stands in the address. Without this script the page keeps its drawing and its table.
const root = document.getElementById("explorer");
const view = document.getElementById("explorer-view");
const canvas = document.getElementById("explorer-canvas");
const told = document.getElementById("explorer-told");
const count = document.getElementById("explorer-count");
const form = view?.querySelector("form");
const expanded = new Set();
const ways = new Set(); // what a path from the focus was asked to
let graph = null;

// -- the address: explore, open (ids expanded), way (ends of paths from the focus), no (kinds and relations left out), since, until, size ---------
const LEFT_OUT = ["kind", "relation"];

function read_address() {
  const given = new URLSearchParams(location.search);
  for (const name of ["since", "until", "size"]) if (given.has(name)) form.elements[name].value = given.get(name);
  for (const box of boxes()) box.checked = !given.getAll(`no_${box.name}`).includes(box.value);
  return [given.getAll("open"), given.getAll("way")];
}

function write_address() {
  const given = new URLSearchParams(location.search);
  for (const name of ["open", "way", "since", "until", "size", ...LEFT_OUT.map((n) => `no_${n}`)]) given.delete(name);
  given.set("explore", "1");
  for (const id of [...expanded].filter((id) => id !== root.dataset.focus)) given.append("open", id);
  for (const name of ways) given.append("way", name);
  for (const box of boxes()) if (!box.checked) given.append(`no_${box.name}`, box.value);
  for (const name of ["since", "until"]) if (form.elements[name].value) given.set(name, form.elements[name].value);
  if (form.elements.size.value !== "documents") given.set("size", form.elements.size.value);
  history.replaceState(null, "", `${location.pathname}?${given}`);
  point_files(given);
}

// The files hold what the view shows: their addresses say the same as the view's.
function point_files(given) {
  const asked = new URLSearchParams(given);
  for (const name of ["explore", "size", "to"]) asked.delete(name);
  asked.set("focus", root.dataset.focus);
  asked.set("depth", root.dataset.depth);
  for (const link of document.querySelectorAll("a.file[data-form]")) link.href = `/graph.${link.dataset.form}?${asked}`;
}

function boxes() {
  return [...form.querySelectorAll("input[type=checkbox]")];
}

// -- data -----------------------------------------------------------------------------------------------------
async function ask(path, given) {
  const answer = await fetch(`/api/v1/${path}?${new URLSearchParams(given)}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function expand(id, depth = 1) {
  if (expanded.has(id)) return;
  expanded.add(id);
  try {
    add(await ask("graph", { focus: id, depth }), id);
  } catch {
    expanded.delete(id);
    count.textContent = count.dataset.failed;
    return;
  }
  refresh();
  arrange();
}

// A shortest path from the focus: its nodes and the relations along it join the view.
async function connect(name) {
  const part = name && !ways.has(name) ? await ask("path", { focus: root.dataset.focus, to: name }).catch(() => null) : null;
  if (!part?.nodes.length) {
    if (name && !ways.has(name)) count.textContent = count.dataset.none;
    return;
  }
  ways.add(name);
  add(part, root.dataset.focus);
  refresh();
  arrange();
  const goal = graph.nodes().filter((node) => node.id() === name || node.data("name") === name);
  if (goal.nonempty()) goal.first().select();
}

function add(part, around) {
  const centre = graph.$id(around).nonempty() ? graph.$id(around).position() : { x: 0, y: 0 };
  const fresh = part.nodes.filter((node) => graph.$id(node.id).empty());
  fresh.forEach((node, number) => {
    const angle = (2 * Math.PI * number) / fresh.length;
    const away = node.id === around ? 0 : 160;
    const position = { x: centre.x + away * Math.cos(angle), y: centre.y + away * Math.sin(angle) };
    graph.add({ group: "nodes", data: { ...node, label: short(node.name) }, position });
  });
  for (const edge of part.edges) {
    const id = `${edge.source} ${edge.kind} ${edge.target}`;
    const known = graph.$id(id);
    const place = `${edge.document} ${edge.char_start}`;
    if (known.empty()) {
      const data = { id, source: edge.source, target: edge.target, kind: edge.kind, places: {} };
      graph.add({ group: "edges", data });
    }
    graph.$id(id).data("places")[place] = edge.year ?? null;
  }
}

function short(name) {
  const characters = [...name];
  return characters.length > 15 ? `${characters.slice(0, 14).join("")}…` : name;
}

// -- what is seen ---------------------------------------------------------------------------------------------
function refresh() {
  const wanted = (name) => new Set(boxes().filter((b) => b.name === name && b.checked).map((b) => b.value));
  const [kinds, relations] = LEFT_OUT.map(wanted);
  const since = Number(form.elements.since.value) || null;
  const until = Number(form.elements.until.value) || null;
  const in_time = (year) => (!since && !until) || (year && (!since || year >= since) && (!until || year <= until));
  graph.batch(() => {
    graph.elements().removeClass("off");
    graph.nodes().filter((n) => !kinds.has(n.data("kind")) && n.id() !== root.dataset.focus).addClass("off");
    for (const edge of graph.edges()) {
      const some = Object.values(edge.data("places")).filter(in_time).length;
      edge.data("count", some);
      if (!some || !relations.has(edge.data("kind")) || edge.connectedNodes().some((n) => n.hasClass("off"))) {
        edge.addClass("off");
      }
    }
    const alone = (n) => !expanded.has(n.id()) && n.connectedEdges().not(".off").empty();
    graph.nodes().filter(alone).addClass("off");
  });
  measure();
  write_address();
  const seen = graph.elements().not(".off");
  const numbers = { nodes: seen.nodes().length, edges: seen.edges().length };
  count.textContent = count.dataset.text.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
}

function measure() {
  const seen = graph.elements().not(".off");
  const by = form.elements.size.value;
  const rank = by === "pagerank" ? seen.pageRank() : null;
  const between = by === "betweenness" ? seen.betweennessCentrality({ directed: false }) : null;
  const value = (node) =>
    rank ? rank.rank(node) : between ? between.betweenness(node)
      : by === "degree" ? node.connectedEdges().not(".off").length : Math.log2(1 + node.data("documents"));
  const values = seen.nodes().map((node) => [node, value(node)]);
  const most = Math.max(...values.map(([, v]) => v), Number.EPSILON);
  graph.batch(() => values.forEach(([node, v]) => node.data("size", 12 + (36 * v) / most)));
}

function arrange() {
  graph.resize();
  graph.elements().not(".off").layout({
    name: "fcose", randomize: false, animate: false, quality: "default", nodeSeparation: 120, idealEdgeLength: 130,
    nodeDimensionsIncludeLabels: true,
  }).run();
  graph.fit(graph.elements().not(".off"), 30);
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

function look() {
  const colour = colours();
  return [
    { selector: "node", style: {
      "background-color": (n) => colour(n.data("kind")), label: "data(label)", color: colour("ink"),
      width: (n) => n.data("size") ?? 14, height: (n) => n.data("size") ?? 14, "font-size": 11,
      "font-family": "sans-serif", "text-valign": "bottom", "text-margin-y": 3,
      "text-outline-color": colour("sheet"), "text-outline-width": 2 } },
    { selector: "edge", style: {
      width: (e) => Math.min(1 + Math.log2(e.data("count") || 1), 6), "line-color": colour("soft"), "line-opacity": 0.35,
      "target-arrow-color": colour("soft"), "target-arrow-shape": "triangle", "arrow-scale": 0.7,
      "curve-style": "bezier" } },
    { selector: ":selected", style: { "border-width": 3, "border-color": colour("focus"), "line-color": colour("focus") } },
    { selector: ".off", style: { display: "none" } },
  ];
}

// -- what is told ---------------------------------------------------------------------------------------------
function element(name, text, given = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.assign(made, given);
  return made;
}

function entity_link(node) {
  const href = "/" + node.id().split("/").map(encodeURIComponent).join("/");
  return element("a", node.data("name"), { href, className: `entity ${node.data("kind")}`, lang: "zh-CN" });
}

function tell_node(node) {
  const head = element("h3", "");
  head.append(entity_link(node));
  told.replaceChildren(head);
}

async function tell_edge(edge) {
  const { source, target, kind } = edge.data();
  const given = { source, target, kind };
  const name = form.querySelector(`input[name=relation][value=${kind}]`).nextElementSibling.textContent;
  const head = element("h3", "");
  head.append(entity_link(edge.source()), ` ${name} `, entity_link(edge.target()));
  told.replaceChildren(head);
  const part = await ask("relations", { ...given, per_page: 10 }).catch(() => null);
  if (!part) return told.append(element("p", count.dataset.failed));
  told.append(element("p", told.dataset.count.replace("{count}", part.total), { className: "hint" }));
  told.append(...part.results.map(quoted));
  const all = element("a", told.dataset.all, { href: `/relations?${new URLSearchParams(given)}` });
  told.append(all);
}

// Offsets count code points; `sentence` is the characters from sentence_start.
function quoted({ year, evidence }) {
  const characters = [...evidence.sentence];
  const from = evidence.start - evidence.sentence_start;
  const to = evidence.end - evidence.sentence_start;
  const link = element("a", characters.slice(0, from).join(""), { href: evidence.url });
  link.append(element("mark", characters.slice(from, to).join("")), characters.slice(to).join(""));
  const line = element("p", "");
  line.append(link, year ? element("small", ` ${year}`) : "");
  const quote = element("blockquote", "", { className: "quote", lang: "zh-CN" });
  quote.append(line);
  return quote;
}

// -- files ----------------------------------------------------------------------------------------------------
function save(blob, suffix) {
  const link = element("a", "", { href: URL.createObjectURL(blob), download: `suwen-graph.${suffix}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function save_png() {
  const options = { output: "blob-promise", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: colours()("sheet") };
  save(await graph.png(options), "png");
}

function save_svg() {
  const colour = colours();
  const seen = graph.elements().not(".off");
  const box = seen.boundingBox();
  const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const place = ({ x, y }) => [x.toFixed(1), y.toFixed(1)];
  const lines = seen.edges().map((edge) => {
    const [[x1, y1], [x2, y2]] = [place(edge.source().position()), place(edge.target().position())];
    const width = parseFloat(edge.style("width")).toFixed(1);
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour("soft")}" stroke-opacity=".5" stroke-width="${width}"/>`;
  });
  const spots = seen.nodes().map((node) => {
    const [x, y] = place(node.position());
    const radius = (node.data("size") / 2).toFixed(1);
    const below = (node.position().y + node.data("size") / 2 + 13).toFixed(1);
    return `<g><title>${escape(node.data("name"))}</title><circle cx="${x}" cy="${y}" r="${radius}" fill="${colour(node.data("kind"))}"/>`
      + `<text x="${x}" y="${below}" text-anchor="middle" fill="${colour("ink")}">${escape(node.data("label"))}</text></g>`;
  });
  const area = [box.x1, box.y1, box.w, box.h].map((v) => v.toFixed(1)).join(" ");
  const source = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${area}" font-family="sans-serif" font-size="11">\n`
    + `<rect x="${box.x1}" y="${box.y1}" width="${box.w}" height="${box.h}" fill="${colour("sheet")}"/>\n`
    + `${[...lines, ...spots].join("\n")}\n</svg>\n`;
  save(new Blob([source], { type: "image/svg+xml" }), "svg");
}

async function copy_link(button) {
  await navigator.clipboard.writeText(location.href);
  const before = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = before; }, 2000);
}

// -- beginning ------------------------------------------------------------------------------------------------
function load(src) {
  return new Promise((resolve, reject) => {
    document.head.append(element("script", "", { src, async: false, onload: resolve, onerror: reject }));
  });
}

async function start() {
  document.getElementById("explorer-start").hidden = true;
  for (const src of root.dataset.scripts.trim().split(/\s+/)) await load(src);
  view.hidden = false;
  document.getElementById("drawing").hidden = true;
  graph = cytoscape({ container: canvas, style: look(), minZoom: 0.1, maxZoom: 4 });
  graph.on("tap", "node", (event) => { tell_node(event.target); expand(event.target.id()); });
  graph.on("tap", "edge", (event) => tell_edge(event.target));
  form.addEventListener("change", refresh);
  form.addEventListener("submit", (event) => { event.preventDefault(); connect(form.elements.to.value.trim()); });
  form.elements.fit.addEventListener("click", arrange);
  form.elements.png.addEventListener("click", save_png);
  form.elements.svg.addEventListener("click", save_svg);
  form.elements.copy.addEventListener("click", (event) => copy_link(event.target));
  const [open, asked] = read_address();
  await expand(root.dataset.focus, root.dataset.depth);
  for (const id of open) await expand(id);
  for (const name of asked) await connect(name);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(look()));
}

if (root) {
  root.hidden = false;
  document.getElementById("explorer-start").addEventListener("click", start);
  if (new URLSearchParams(location.search).has("explore")) start();
}
