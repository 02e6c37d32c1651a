/* The query editor and the sorting of answers. Without it the page is a plain form that does the same. */
(() => {
  "use strict";

  const KEYWORDS = ["ASK", "BASE", "BIND", "BY", "CONSTRUCT", "DESCRIBE", "DISTINCT", "FILTER", "GRAPH", "GROUP", "HAVING", "LIMIT", "MINUS", "NOT EXISTS", "OFFSET",
    "OPTIONAL", "ORDER", "PREFIX", "SELECT", "UNION", "VALUES", "WHERE", "avg", "bound", "coalesce", "concat", "contains", "count", "datatype", "lang", "lcase", "max", "min",
    "regex", "sample", "str", "strStarts", "sum", "year"];
  const WORD = /[A-Za-z_][\w-]*(?::[\w-]*)?$/;

  const text = document.getElementById("query");
  const vocabulary = JSON.parse(text.dataset.vocabulary);
  const editor = CodeMirror.fromTextArea(text, {
    mode: "application/sparql-query",
    lineNumbers: true,
    lineWrapping: true,
    matchBrackets: true,
    screenReaderLabel: document.querySelector("label[for=query]").textContent,
    extraKeys: {
      "Ctrl-Enter": () => text.form.requestSubmit(),
      "Cmd-Enter": () => text.form.requestSubmit(),
      "Ctrl-Space": (cm) => cm.showHint({hint: completions, completeSingle: false}),
      "Tab": false,
      "Shift-Tab": false,
    },
  });
  document.querySelectorAll(".scripted").forEach((element) => { element.hidden = false; });

  if (text.dataset.line) {
    const line = Number(text.dataset.line) - 1;
    const column = Number(text.dataset.column) - 1;
    editor.addLineClass(line, "background", "faulty");
    editor.setCursor(line, column);
    editor.focus();
    const clear = () => {
      editor.removeLineClass(line, "background", "faulty");
      editor.off("change", clear);
    };
    editor.on("change", clear);
  }

  function completions(cm) {
    const cursor = cm.getCursor();
    const before = cm.getLine(cursor.line).slice(0, cursor.ch);
    const word = (before.match(WORD) || [""])[0];
    const wanted = word.toLowerCase();
    const declaring = /\bPREFIX\s+[\w-]*:?$/i.test(before);
    const candidates = declaring
      ? Object.entries(vocabulary.prefixes).map(([prefix, namespace]) => ({text: prefix + ": <" + namespace + ">", displayText: prefix + ":"}))
      : KEYWORDS.concat(vocabulary.terms, variables(cm)).map((term) => ({text: term, displayText: term, hint: put}));
    return {
      list: candidates.filter((candidate) => candidate.displayText.toLowerCase().includes(wanted))
        .sort((a, b) => Number(b.displayText.toLowerCase().startsWith(wanted)) - Number(a.displayText.toLowerCase().startsWith(wanted))),
      from: CodeMirror.Pos(cursor.line, cursor.ch - word.length),
      to: cursor,
    };
  }

  function variables(cm) {
    return [...new Set(cm.getValue().match(/[?$]\w+/g) || [])];
  }

  /* Puts a term in, and the declaration of its prefix where the query lacks it. */
  function put(cm, data, completion) {
    const prefix = completion.text.split(":")[0];
    const namespace = completion.text.includes(":") ? vocabulary.prefixes[prefix] : undefined;
    const declared = new RegExp("PREFIX\\s+" + prefix + "\\s*:", "i").test(cm.getValue());
    cm.operation(() => {
      const from = completion.text.startsWith("?") && cm.getRange(CodeMirror.Pos(data.from.line, data.from.ch - 1), data.from) === "?"
        ? CodeMirror.Pos(data.from.line, data.from.ch - 1) : data.from;
      cm.replaceRange(completion.text, from, data.to, "complete");
      if (namespace && !declared) {
        cm.replaceRange("PREFIX " + prefix + ": <" + namespace + ">\n", CodeMirror.Pos(0, 0), undefined, "complete");
      }
    });
  }

  document.querySelectorAll("table.sortable").forEach((table) => {
    table.querySelectorAll("thead th").forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.textContent = header.textContent;
      button.title = table.dataset.sort;
      header.replaceChildren(button);
      button.addEventListener("click", () => sort(table, column, header));
    });
  });

  function sort(table, column, header) {
    const down = header.getAttribute("aria-sort") === "ascending";
    const rows = [...table.tBodies[0].rows];
    const value = (row) => row.cells[column].textContent;
    const numbers = rows.every((row) => value(row) === "" || Number.isFinite(Number(value(row))));
    const order = new Intl.Collator(document.documentElement.lang, {numeric: true});
    rows.sort((a, b) => {
      if (value(a) === "" || value(b) === "") {
        return Number(value(a) === "") - Number(value(b) === "");
      }
      const difference = numbers ? Number(value(a)) - Number(value(b)) : order.compare(value(a), value(b));
      return down ? -difference : difference;
    });
    table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    table.tBodies[0].append(...rows);
  }
})();
