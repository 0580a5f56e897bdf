// Draws each chart of the page from its specification; makes the page ready for printing.
(() => {
  "use strict";
  const numbers = { decimal: ",", thousands: ".", grouping: [3], currency: ["€\u00a0", ""], minus: "\u2212" };
  const times = {
    dateTime: "%a %e %B %Y %X", date: "%d-%m-%Y", time: "%H:%M:%S", periods: ["AM", "PM"],
    days: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
    shortDays: ["zo", "ma", "di", "wo", "do", "vr", "za"],
    months: ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
      "september", "oktober", "november", "december"],
    shortMonths: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
  };
  const options = {
    actions: false, ast: true, defaultStyle: false, mode: "vega-lite", renderer: "svg",
    formatLocale: numbers, timeFormatLocale: times,
  };
  const specs = JSON.parse(document.getElementById("chart-specs").textContent);
  const PRINTED_WIDTH = 670;
  const drawn = Object.entries(specs).map(([id, spec]) => {
    const place = document.getElementById(id);
    return place ? window.vegaEmbed(place, spec, options) : null;
  });
  let views = [];
  Promise.all(drawn).then((results) => {
    views = results.filter(Boolean).map((result) => result.view);
    document.documentElement.classList.add("drawn");
  });

  let opened = [];
  window.addEventListener("beforeprint", () => {
    views.filter((view) => view.width() > PRINTED_WIDTH).forEach((view) => view.width(PRINTED_WIDTH).run());
    opened = [...document.querySelectorAll("details.theme:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((details) => { details.open = false; });
    window.dispatchEvent(new Event("resize"));
  });
})();
