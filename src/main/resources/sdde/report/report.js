// All of this is an extra: without it every table is complete and in its own order, and every link works.
(function () {
  var each = function (selector, act) { document.querySelectorAll(selector).forEach(act); };

  // Numbers sort as numbers, an interval by its lower end; what has no number stays below.
  function value(cell, numeric) {
    var text = cell.dataset.sort || (numeric ? (cell.textContent.match(/[-+]?\d+(\.\d+)?(e[-+]?\d+)?/i) || [""])[0] : "");
    return parseFloat(text);
  }
  function sorted(rows, column, numeric, sign) {
    return rows.slice().sort(function (a, b) {
      var x = a.cells[column], y = b.cells[column], p = value(x, numeric), q = value(y, numeric);
      if (isNaN(p) !== isNaN(q)) return isNaN(p) ? 1 : -1;
      return sign * (isNaN(p) ? x.textContent.localeCompare(y.textContent, "en") : p - q);
    });
  }
  each("table", function (table) {
    var body = table.tBodies[0];
    if (!body || body.rows.length < 2) return;
    var rows = Array.from(body.rows);
    var heads = table.querySelectorAll("thead th");
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () { // up, down, as it was
        var next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort")];
        heads.forEach(function (other) { other.setAttribute("aria-sort", "none"); });
        head.setAttribute("aria-sort", next);
        var numeric = head.classList.contains("number");
        (next === "none" ? rows : sorted(rows, column, numeric, next === "ascending" ? 1 : -1))
          .forEach(function (row) { body.appendChild(row); });
      });
    });
  });

  // Only what scrolls is a stop for the keyboard.
  function stops() {
    each(".scroll", function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
    });
  }
  stops();
  addEventListener("resize", stops);
  each("details", function (fold) { fold.addEventListener("toggle", stops); });

  // The contents show where one is; on a narrow screen they start closed.
  if (matchMedia("(max-width: 60rem)").matches) each("nav details", function (contents) { contents.open = false; });
  if ("IntersectionObserver" in window) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        each("nav a[aria-current]", function (link) { link.removeAttribute("aria-current"); });
        each('nav a[href="#' + entry.target.id + '"]', function (link) { link.setAttribute("aria-current", "true"); });
      });
    }, { rootMargin: "-10% 0px -85% 0px" });
    each("main > section", function (section) { seen.observe(section); });
  }

  // Viewers of artifacts show pages in a frame of no origin, where links within the page do nothing.
  if (self !== top) {
    each('a[href^="#"]', function (link) {
      link.addEventListener("click", function (event) {
        var target = document.getElementById(link.getAttribute("href").slice(1));
        if (!target) return;
        event.preventDefault();
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
        target.scrollIntoView();
      });
    });
  }

  // Paper has no folds.
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("main details:not([open])"));
    closed.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (fold) { fold.open = false; }); });
})();
