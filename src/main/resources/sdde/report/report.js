// Sorting is an extra: without this script every table is complete and in its own order.
document.querySelectorAll("table").forEach(function (table) {
  var body = table.tBodies[0];
  if (!body || body.rows.length < 2) return;
  table.querySelectorAll("thead th").forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", function () {
      var up = head.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("thead th").forEach(function (other) { other.setAttribute("aria-sort", "none"); });
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      Array.from(body.rows).sort(function (a, b) {
        var x = a.cells[column], y = b.cells[column];
        var p = parseFloat(x.dataset.sort), q = parseFloat(y.dataset.sort), order;
        if (isNaN(p) || isNaN(q)) {
          order = isNaN(p) && isNaN(q) ? x.textContent.localeCompare(y.textContent) : isNaN(p) ? 1 : -1;
        } else order = p - q;
        return up ? order : -order;
      }).forEach(function (row) { body.appendChild(row); });
    });
  });
});
// On a narrow screen the contents start closed.
if (matchMedia("(max-width: 60rem)").matches) {
  var contents = document.querySelector("nav details");
  if (contents) contents.open = false;
}
// Print everything.
addEventListener("beforeprint", function () {
  document.querySelectorAll("details").forEach(function (fold) { fold.open = true; });
});
