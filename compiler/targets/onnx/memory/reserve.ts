import { BestFit, type Piece } from '../../memory/best-fit.ts';
import type { OnnxGraph, OnnxNode, OnnxValueInfo } from '../onnx-model.ts';
import type { Request } from './requests.ts';

/** The one region of the arena that a graph gets by with. */
export interface Reserve {
  /** Bytes from its start that are ever written to. */
  readonly bytes: number;
  /** All of it, a power of two: memory that is never written to takes no page. */
  readonly region: number;
}

const smallestRegion = 2 ** 20;

/** The input that says how many floats a run takes and gives back at once, before anything else. */
export const reserveInput = 'reserve';

/**
 * onnxruntime's arena begins with a region of the next power of two above what is first asked of it, and makes another
 * where that has no room left (`BFCArena::Extend` in onnxruntime/core/framework/bfc_arena.cc). What is asked for first
 * can therefore have everything lie in one region, packed from its start.
 */
export function planReserve(requests: readonly Request[]): Reserve {
  let region = smallestRegion;
  while (region < (highWater(requests, Infinity) ?? 0)) region *= 2;
  for (;;) {
    const bytes = highWater(requests, region);
    if (bytes !== undefined)
      return { bytes: region === smallestRegion ? bytes : Math.max(bytes, region / 2 + 256), region };
    region *= 2;
  }
}

/** How far best fit comes into a region of some capacity; nothing where there is too little room. */
function highWater(requests: readonly Request[], capacity: number): number | undefined {
  const memory = new BestFit(capacity);
  const pieces: Piece[] = [];
  for (const request of requests) {
    if ('bytes' in request) {
      const piece = memory.allocate(request.bytes);
      if (piece === undefined) return undefined;
      pieces.push(piece);
    } else {
      const piece = pieces[request.back];
      if (piece !== undefined) memory.release(piece);
    }
  }
  return memory.highWater;
}

/**
 * The graph with a node that runs before all others and takes as many floats as the input {@link reserveInput} says, in
 * a list of one number. They are given back as soon as their shape is read, of which nothing is kept.
 */
export function withReserve(graph: OnnxGraph): OnnxGraph {
  const input: OnnxValueInfo = { name: reserveInput, elementType: 'int64', dims: [1] };
  const [taken, shape] = [`${reserveInput}/taken`, `${reserveInput}/shape`];
  // What nobody reads and was written last runs first: see `execution-order.ts`.
  const nodes: OnnxNode[] = [
    { opType: 'ConstantOfShape', name: taken, inputs: [reserveInput], outputs: [taken], attributes: {} },
    { opType: 'Shape', name: shape, inputs: [taken], outputs: [shape], attributes: { start: 0, end: 0 } },
  ];
  return { ...graph, inputs: [...graph.inputs, input], nodes: [...graph.nodes, ...nodes] };
}
