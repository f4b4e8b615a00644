// How wide words are in a drawing, and words cut to the room there is.

export type Measure = (text: string) => number;

/** A measure of words in the font of the drawings. */
export function measure(weight: "normal" | "bold" = "normal"): Measure {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return (text) => text.length * 6.4;
  pen.font = `${weight} 12.5px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif`;
  return (text) => pen.measureText(text).width;
}

/** The words, or as many of them as have room; of a first word that has none, its letters; nothing where not even three have. */
export function cut(text: string, room: number, width: Measure): string {
  if (width(text) <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (width(`${text.slice(0, middle)}…`) <= room) low = middle;
    else high = middle - 1;
  }
  const whole = text.slice(0, low + 1).replace(/\s*\S*$/, "");
  return low > 2 ? `${whole || text.slice(0, low)}…` : "";
}
