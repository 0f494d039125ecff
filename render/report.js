"use strict";
// Tables are sorted by a press on a heading. Without this script they are as they were written.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  const value = (row, n) => {
    const cell = row.cells[n];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  const sort = (n) => {
    const downward = headings[n].getAttribute("aria-sort") === "descending";
    const numbers = headings[n].classList.contains("number");
    const ascending = headings[n].getAttribute("aria-sort") === "none" ? !numbers : downward;
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => compare(value(a, n), value(b, n)) * (ascending ? 1 : -1));
    table.tBodies[0].append(...rows);
    for (const heading of headings)
      if (heading.hasAttribute("aria-sort")) heading.setAttribute("aria-sort", "none");
    headings[n].setAttribute("aria-sort", ascending ? "ascending" : "descending");
  };
  headings.forEach((heading, n) => {
    if (heading.dataset.fixed !== undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(n));
    heading.append(button);
    heading.setAttribute("aria-sort", "none");
  });
}
