// The portal's own script: live progress, charts, and inserting names into a question. Every page works without it.
"use strict";

(function () {
  const FINISHED = ["released", "rejected", "refused", "checked", "failed", "cancelled"];

  // A section with data-events follows a task: at each event its part of the page is fetched again.
  function follow(section) {
    const source = new EventSource(section.dataset.events);
    let fetching = false;
    let again = false;
    let leaving = false;
    function refresh() {
      if (leaving) {
        return;
      }
      if (fetching) {
        again = true;
        return;
      }
      fetching = true;
      htmx.ajax("GET", section.dataset.fragment, { target: "#progress", swap: "outerHTML" }).finally(function () {
        fetching = false;
        if (again) {
          again = false;
          refresh();
        }
      });
    }
    source.addEventListener("task", function (event) {
      refresh();
      if (FINISHED.includes(JSON.parse(event.data).state)) {
        source.close();
      }
    });
    // A form that is sent leaves the page: what comes meanwhile is for the next one.
    document.addEventListener("submit", function (event) {
      if (!event.target.hasAttribute("hx-get")) {
        leaving = true;
        source.close();
      }
    });
    window.addEventListener("pagehide", function () { source.close(); });
  }

  function question() {
    return document.getElementById("sql");
  }

  function insert(name) {
    const text = question();
    const before = text.value.slice(0, text.selectionStart);
    const space = before === "" || /[\s(,.]$/.test(before) ? "" : " ";
    text.setRangeText(space + name, text.selectionStart, text.selectionEnd, "end");
    text.focus();
  }

  // Columns of a place count code points, as the refusal does.
  function select(line, column, length) {
    const text = question();
    if (!text) {
      return;
    }
    const lines = text.value.split("\n");
    let start = 0;
    for (let i = 0; i < line - 1 && i < lines.length; i++) {
      start += lines[i].length + 1;
    }
    const points = Array.from(text.value.slice(start));
    start += points.slice(0, column - 1).join("").length;
    const marked = points.slice(column - 1, column - 1 + Math.max(length, 1)).join("").length;
    text.focus();
    text.setSelectionRange(start, start + marked);
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    if (button.dataset.insert !== undefined && question()) {
      event.preventDefault();
      insert(button.dataset.insert);
    } else if (button.dataset.place !== undefined) {
      select(Number(button.dataset.line), Number(button.dataset.column), Number(button.dataset.length));
    }
  });

  // A link to a table of the application form opens it.
  const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (named && named.tagName === "DETAILS") {
    named.open = true;
  }

  document.querySelectorAll("[data-events]").forEach(follow);

  // Expressions are interpreted: the Content-Security-Policy forbids compiling them, and styles of others.
  function draw(element) {
    const portuguese = document.documentElement.lang === "pt";
    vegaEmbed(element, JSON.parse(element.dataset.chart), {
      mode: "vega-lite",
      ast: true,
      renderer: "svg",
      actions: false,
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
      formatLocale: { decimal: portuguese ? "," : ".", thousands: portuguese ? "\u00a0" : ",", grouping: [3], currency: ["", "\u00a0€"] }
    });
  }

  function drawAll(part) {
    if (window.vegaEmbed) {
      part.querySelectorAll("[data-chart]").forEach(draw);
    }
  }

  document.addEventListener("DOMContentLoaded", function () { drawAll(document); });
  document.addEventListener("htmx:afterSwap", function (event) { drawAll(document); });
})();
