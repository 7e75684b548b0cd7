// Draws the charts of a page, in the colours of the style sheet, and sends the form of the day when one is chosen.

const specs = [...document.querySelectorAll("script[data-chart]")];
const dark = matchMedia("(prefers-color-scheme: dark)");
const view = { drawn: [] };

/** Put the style sheet's colours where a specification names its variables. */
function coloured(value, style) {
  if (typeof value === "string" && value.startsWith("var(--")) return style.getPropertyValue(value.slice(4, -1)).trim();
  if (Array.isArray(value)) return value.map((item) => coloured(item, style));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coloured(item, style)]));
  }
  return value;
}

function config(style) {
  const get = (name) => style.getPropertyValue(name).trim();
  const text = { labelColor: get("--muted"), titleColor: get("--muted"), labelFont: get("--sans"), titleFont: get("--sans"),
    labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400 };
  return {
    background: "transparent", font: get("--sans"),
    axis: { ...text, gridColor: get("--hair"), domainColor: get("--rule"), tickColor: get("--rule") },
    legend: { ...text, labelColor: get("--ink"), symbolSize: 90 },
    view: { stroke: null },
  };
}

async function draw() {
  for (const result of view.drawn.splice(0)) result.finalize();
  const style = getComputedStyle(document.documentElement);
  for (const script of specs) {
    const place = document.getElementById(script.dataset.chart);
    const spec = coloured(JSON.parse(script.textContent), style);
    const narrow = place.clientWidth < 560;
    spec.config = { ...config(style), ...spec.config, legend: { ...config(style).legend, ...spec.config?.legend, columns: narrow ? 2 : 6 } };
    spec.autosize = { type: "fit-x", contains: "padding" };
    // ast: expressions are interpreted, so that the policy of the page need not allow code to be made from strings.
    const result = await window.vegaEmbed(place, spec, {
      ast: true, actions: false, renderer: "svg", defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    });
    view.drawn.push(result);
  }
  document.documentElement.dataset.charts = "drawn";
}

if (specs.length) {
  await import("/static/vega.js");
  await draw();
  dark.addEventListener("change", draw);
}

const day = document.getElementById("asof");
day?.addEventListener("change", () => { if (!day.value || day.validity.valid) day.form.requestSubmit(); });
