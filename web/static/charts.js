// The server's charts brought to life by ECharts: values on hover and touch, series switched by the legend, files.
// A chart is the server's drawing until the library is here, and stays it where there is none.
"use strict";

const library = document.getElementById("charts").dataset.library;
const alive = new Map(); // figure → chart
const hidden = new Set(); // names of series that are switched off, on all charts of the page
let loading = null;

function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: library, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return loading;
}

// -- what is drawn ----------------------------------------------------------------------------------------------
function paint(figure, name) {
  return getComputedStyle(figure).getPropertyValue(`--${name}`).trim();
}

// The colour of a series, as the style sheet mixes it for its number.
function stroke(figure, number) {
  const probe = figure.querySelector(`.plot .line${number} :is(circle, polyline, rect)`);
  if (!probe) return paint(figure, "soft");
  const style = getComputedStyle(probe);
  return probe.tagName === "polyline" ? style.stroke : probe.matches(".doubted") ? style.stroke : style.fill;
}

function years(lines) {
  const every = lines.flatMap((line) => line.readings.map(([year]) => year));
  const first = Math.min(...every);
  return Array.from({ length: Math.max(...every) - first + 1 }, (_, number) => first + number);
}

// A series of lines over the years, or of bars.
function series(figure, line, all, type) {
  const at = new Map(line.readings.map((reading) => [reading[0], reading]));
  const colour = stroke(figure, line.number);
  const sheet = paint(figure, "sheet");
  return {
    name: line.name, type, symbol: "circle", symbolSize: 9, connectNulls: false, color: colour,
    lineStyle: { width: 2 }, emphasis: { focus: "series" },
    data: all.map((year) => {
      const [, value = null, title = "", url = null, doubted = false] = at.get(year) ?? [];
      if (type === "bar") return { value, title, url };
      const border = doubted ? { color: sheet, borderColor: colour, borderWidth: 2.5 } : { borderColor: sheet, borderWidth: 1 };
      return { value, title, url, itemStyle: border };
    }),
  };
}

// Years from which on values are not wholly comparable, as broken lines before them.
function broken(figure, since, all) {
  const data = since.map((year) => ({ xAxis: all.indexOf(year) - 0.5 }));
  const lineStyle = { color: paint(figure, "soft"), type: [3, 4] };
  return { silent: true, symbol: "none", label: { show: false }, lineStyle, data };
}

function options(figure) {
  const { lines, since, values } = JSON.parse(figure.dataset.chart);
  const all = values ? [...values.keys()] : years(lines);
  const [ink, soft, line, sheet] = ["ink", "soft", "line", "sheet"].map((name) => paint(figure, name));
  const drawn = lines.map((each) => series(figure, each, all, values ? "bar" : "line"));
  if (since.length) drawn[0].markLine = broken(figure, since, all);
  const whole = lines.every((each) => each.readings.every(([, value]) => Number.isInteger(value)));
  const selected = Object.fromEntries(lines.map(({ name }) => [name, !hidden.has(name)]));
  const names = { type: "category", data: values ?? all.map(String), inverse: Boolean(values), axisTick: { show: false },
    axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft, ...(values && { interval: 0, width: 130, overflow: "truncate" }) } };
  const figures = { type: "value", minInterval: whole ? 1 : 0, splitLine: { lineStyle: { color: line } }, axisLabel: { color: soft, formatter: short, hideOverlap: true } };
  return {
    animation: false, aria: { enabled: false }, textStyle: { fontFamily: "sans-serif", color: ink },
    grid: { left: 8, right: 16, top: 14, bottom: 6, outerBoundsMode: "same", outerBounds: { left: 4, right: 8, top: 4, bottom: 4 } },
    legend: { show: false, data: lines.map(({ name }) => name), selected },
    // Rich text, because tooltips of HTML would need styles that the site's policy forbids.
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, backgroundColor: sheet, borderColor: line,
      textStyle: { color: ink, fontSize: 12 }, axisPointer: values ? { type: "shadow" } : { lineStyle: { color: soft } }, formatter: told },
    xAxis: values ? figures : names, yAxis: values ? names : figures,
    series: drawn,
  };
}

function told(points) {
  const known = points.filter(({ data }) => data.value !== null);
  return [points[0].name, ...known.map(({ data }) => data.title)].join("\n");
}

function short(value) {
  return Math.abs(value) >= 100000 ? `${Number((value / 10000).toPrecision(6))}万` : value.toLocaleString("en");
}

// -- bringing to life -------------------------------------------------------------------------------------------
async function revive(figure) {
  await load();
  const plot = figure.querySelector(".plot");
  const place = document.createElement("div");
  place.className = "living";
  place.style.height = `${plot.clientHeight}px`;
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", figure.dataset.label);
  plot.append(place);
  const chart = echarts.init(place, null, { renderer: "canvas" });
  chart.setOption(options(figure));
  chart.on("click", ({ data }) => { if (data.url) location.href = data.url; });
  alive.set(figure, chart);
  figure.classList.add("alive");
  figure.append(buttons(figure));
  new ResizeObserver(() => chart.resize()).observe(place);
}

function buttons(figure) {
  const row = document.createElement("p");
  row.className = "saves";
  for (const form of ["PNG", "SVG"]) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: form });
    button.setAttribute("aria-label", `${figure.dataset.save.replace("{form}", form)} · ${figure.dataset.label}`);
    button.addEventListener("click", () => save(figure, form.toLowerCase()));
    row.append(button);
  }
  return row;
}

// A file shows what the screen shows, with its title and the series that are switched on.
async function save(figure, form) {
  const place = document.createElement("div");
  const { values = [], lines } = JSON.parse(figure.dataset.chart);
  const [width, height] = [880, Math.max(460, values.length * (14 * lines.length + 10) + 140)];
  const title = { text: figure.dataset.label, left: "center", textStyle: { fontSize: 15, color: paint(figure, "ink") } };
  const given = { ...options(figure), title, backgroundColor: paint(figure, "sheet"), tooltip: { show: false } };
  given.legend = { ...given.legend, show: true, bottom: 4, type: "plain", textStyle: { color: paint(figure, "ink") } };
  given.grid = { left: 24, right: 24, top: 50, bottom: 64, outerBoundsMode: "same" };
  const chart = echarts.init(place, null, { renderer: form === "svg" ? "svg" : "canvas", ssr: form === "svg", width, height, devicePixelRatio: 2 });
  chart.setOption(given);
  const blob = form === "svg"
    ? new Blob([chart.renderToSVGString()], { type: "image/svg+xml" })
    : await new Promise((resolve) => { chart.renderToCanvas({ pixelRatio: 2, backgroundColor: given.backgroundColor }).toBlob(resolve); });
  chart.dispose();
  const link = document.createElement("a");
  Object.assign(link, { href: URL.createObjectURL(blob), download: `suwen-chart.${form}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// -- the legend: a name is a switch for its series on every chart of the page --------------------------------------
function switching(key) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: key.className, textContent: key.textContent });
  button.dataset.series = key.dataset.series;
  button.setAttribute("aria-pressed", "true");
  button.addEventListener("click", () => toggle(button.dataset.series));
  key.replaceWith(button);
}

function toggle(name) {
  if (!hidden.delete(name)) hidden.add(name);
  for (const button of document.querySelectorAll(".keys button")) {
    if (button.dataset.series === name) button.setAttribute("aria-pressed", String(!hidden.has(name)));
  }
  for (const chart of alive.values()) chart.dispatchAction({ type: hidden.has(name) ? "legendUnSelect" : "legendSelect", name });
}

function start() {
  const figures = document.querySelectorAll("figure.chart[data-chart]");
  const seen = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
      seen.unobserve(target);
      revive(target).then(() => document.querySelectorAll(".keys span[data-series]").forEach(switching));
    }
  }, { rootMargin: "200px" });
  figures.forEach((figure) => seen.observe(figure));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const [figure, chart] of alive) chart.setOption(options(figure), true);
  });
}

start();
