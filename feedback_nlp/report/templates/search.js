// The list of all comments: filters, search and pages, from the data that the page carries.
(() => {
  "use strict";
  const PAGE = 50;
  const data = JSON.parse(document.getElementById("comment-data").textContent);
  const element = (id) => document.getElementById(id);
  const fields = {
    text: element("f-text"), theme: element("f-theme"), side: element("f-side"),
    band: element("f-band"), period: element("f-period"),
  };
  const [form, list, found, pager] = ["filters", "list", "found", "pager"].map(element);
  const number = new Intl.NumberFormat("nl-NL");
  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
    "september", "oktober", "november", "december"];
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let folded = null;
  let matches = [];
  let page = 0;

  function option(select, value, text) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    select.append(made);
  }

  function fillSelects() {
    for (const [side, label] of [["complaint", "Verbeterpunten"], ["praise", "Sterke punten"]]) {
      const group = document.createElement("optgroup");
      group.label = label;
      data.themes
        .map(([name, of, n], place) => ({ name, of, n, place }))
        .filter((theme) => theme.of === side && theme.n > 0)
        .sort((a, b) => b.n - a.n || a.place - b.place)
        .forEach((theme) => option(group, theme.place, `${theme.name} (${number.format(theme.n)})`));
      if (group.children.length) fields.theme.append(group);
    }
    data.bands.forEach((band, place) => option(fields.band, place, band));
    option(fields.band, -1, "Geen score");
    data.periods.forEach((period, place) => option(fields.period, place, period));
    if (data.periods.length > 1) fields.period.parentElement.hidden = false;
  }

  function hasTheme(tags, wanted) {
    if (wanted === "none") return tags.length === 0;
    for (let at = 0; at < tags.length; at += 3) if (tags[at] === Number(wanted)) return true;
    return false;
  }

  function hasSide(tags, wanted) {
    for (let at = 0; at < tags.length; at += 3) if (data.themes[tags[at]][1] === wanted) return true;
    return false;
  }

  function filter() {
    const { theme, side, band, period } = Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, field.value]));
    const words = fold(fields.text.value).split(/\s+/).filter(Boolean);
    if (words.length && !folded) folded = data.texts.map(fold);
    matches = [];
    for (let row = 0; row < data.texts.length; row += 1) {
      if (theme && !hasTheme(data.tags[row], theme)) continue;
      if (side && !hasSide(data.tags[row], side)) continue;
      if (band && data.in_band[row] !== Number(band)) continue;
      if (period && data.in_period[row] !== Number(period)) continue;
      if (words.length && !words.every((word) => folded[row].includes(word))) continue;
      matches.push(row);
    }
    page = 0;
    show();
  }

  function spans(tags, wanted) {
    const found = [];
    for (let at = 0; at < tags.length; at += 3) {
      const chosen = wanted === "" || wanted === "none" || tags[at] === Number(wanted);
      if (chosen && tags[at + 2] > tags[at + 1]) found.push([tags[at + 1], tags[at + 2]]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const merged = [];
    for (const [start, end] of found) {
      const last = merged[merged.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged;
  }

  function markedText(row) {
    const made = document.createElement("p");
    made.lang = data.language;
    made.className = "comment";
    let at = 0;
    for (const [start, end] of spans(data.tags[row], fields.theme.value)) {
      made.append(data.texts[row].slice(at, start));
      const mark = document.createElement("mark");
      mark.textContent = data.texts[row].slice(start, end);
      made.append(mark);
      at = end;
    }
    made.append(data.texts[row].slice(at));
    return made;
  }

  function part(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  function facts(row) {
    const score = data.scores[row];
    const [year, month, day] = data.dates[row].split("-").map(Number);
    const line = part("p", "about", "");
    line.append(part("strong", "score", score === null ? "Geen score" : `Score ${number.format(score)}`));
    if (year) line.append(part("span", "", `${day} ${MONTHS[month - 1]} ${year}`));
    line.append(part("span", "", `nr. ${data.ids[row]}`));
    return line;
  }

  function labels(row) {
    const line = part("ul", "labels", "");
    const tags = data.tags[row];
    for (let at = 0; at < tags.length; at += 3) {
      const [name, side] = data.themes[tags[at]];
      const label = part("li", side, "");
      label.append(part("span", "sign", side === "praise" ? "+" : "\u2212"), name);
      label.firstChild.ariaHidden = "true";
      line.append(label);
    }
    if (!tags.length) line.append(part("li", "no-theme", "geen thema"));
    return line;
  }

  function show() {
    const pages = Math.max(1, Math.ceil(matches.length / PAGE));
    list.replaceChildren(...matches.slice(page * PAGE, (page + 1) * PAGE).map((row) => {
      const item = document.createElement("li");
      item.append(facts(row), markedText(row), labels(row));
      return item;
    }));
    list.start = page * PAGE + 1;
    const all = number.format(data.texts.length);
    found.textContent = matches.length
      ? `${number.format(matches.length)} van ${all} ${data.texts.length === 1 ? "reactie" : "reacties"}`
      : `Geen reacties gevonden (van ${all}). Wis een filter of zoek op een ander woord.`;
    pager.hidden = pages === 1;
    element("place").textContent = `Pagina ${number.format(page + 1)} van ${number.format(pages)}`;
    element("previous").disabled = page === 0;
    element("next").disabled = page === pages - 1;
  }

  function turn(step) {
    page += step;
    show();
    found.scrollIntoView({ block: "start" });
    found.focus({ preventScroll: true });
  }

  function openTheme(place) {
    form.reset();
    fields.theme.value = place;
    filter();
    element("zoeken").scrollIntoView({ block: "start" });
    found.focus({ preventScroll: true });
  }

  fillSelects();
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter, 0));
  element("previous").addEventListener("click", () => turn(-1));
  element("next").addEventListener("click", () => turn(1));
  document.querySelectorAll("button[data-theme]").forEach((button) => {
    button.addEventListener("click", () => openTheme(button.dataset.theme));
  });
  filter();
})();
