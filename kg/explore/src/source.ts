// Where the data comes from: out of the page itself, or from the server that sent the page.

import type { Data } from "./model";

export async function obtain(page: Document): Promise<{ data: Data; live: boolean }> {
  const embedded = page.getElementById("data");
  if (embedded) return { data: checked(JSON.parse(embedded.textContent ?? "")), live: false };
  throw new Error("there is no data in this page");
}

function checked(data: Data): Data {
  if (data.format !== 1) throw new Error(`the data has the format ${String(data.format)}, and this page reads 1`);
  return data;
}
