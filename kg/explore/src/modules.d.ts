// Modules that the bundler makes of other files, or that have no types of their own.

declare module "*.txt" {
  const text: string;
  export default text;
}

declare module "graphology-layout-forceatlas2/iterate.js" {
  /** One round of ForceAtlas2 on 10 numbers for each node and 3 for each edge. */
  export default function iterate(settings: Record<string, number | boolean>, nodes: Float32Array, edges: Float32Array): void;
}
