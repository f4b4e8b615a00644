// The evidence card. It holds copies of what the page already says; no text is ever parsed as markup.

const make = (tag, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
};
const copies = (element) => [...element.childNodes].map((n) => n.cloneNode(true));

export function claimCard(row) {
  const heading = make("h3", ...copies(row.querySelector(".open")));
  const details = make("dl");
  for (const small of row.querySelectorAll("th > small")) {
    const [name, ...rest] = copies(small);
    details.append(make("dt", name.textContent.replace(/:\s*$/, "")), make("dd", ...rest));
  }
  let quote;
  for (const cell of row.querySelectorAll("td")) {
    if (cell.dataset.label === "Sentence") quote = make("blockquote", ...copies(cell));
    else details.append(make("dt", cell.dataset.label), make("dd", ...copies(cell)));
  }
  const link = make("a", "In the table");
  link.href = `#${row.id}`;
  link.className = "row-link";
  const card = make("div", heading, quote, details, make("p", link));
  card.className = [...row.classList].filter((c) => /^[fs]-/.test(c)).join(" ");
  return card;
}

export function actorCard(item) {
  return make("div", ...copies(item));
}
