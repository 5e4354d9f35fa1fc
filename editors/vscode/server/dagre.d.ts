/*
 * What is used of dagre. Its own declarations name their files without endings, which Node's way of finding modules does not
 * follow.
 */
declare module '@dagrejs/dagre' {
  /** A box: its middle and its size. */
  interface Placed {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }

  interface Options {
    readonly rankdir: 'TB';
    readonly nodesep: number;
    readonly edgesep: number;
    readonly ranksep: number;
    readonly marginx: number;
    readonly marginy: number;
  }

  class Graph {
    constructor(options: { readonly compound: boolean; readonly multigraph: boolean });
    setGraph(options: Options): void;
    graph(): Partial<Placed>;
    setNode(id: string, size: Partial<Placed>): void;
    setParent(id: string, parent: string): void;
    setEdge(from: string, to: string, options: { readonly weight: number }, name: string): void;
    /** After `layout`: its place. */
    node(id: string): Placed;
    edge(from: string, to: string, name: string): { readonly points: readonly Pick<Placed, 'x' | 'y'>[] };
  }

  /** Finds a place for every node and every edge. */
  function layout(graph: Graph): void;
}
