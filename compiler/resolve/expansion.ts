import type { Span } from '../../grammar/span.ts';
import type { GraphInput, Head, LayerNode, Tensor } from '../graph/graph.ts';
import type { ModuleNames } from './kind.ts';
import type { Names } from './names.ts';
import type { Place } from './place.ts';
import { maximumIterations, maximumLayers } from './limits.ts';

/** The current tensor; `unknown` where a mistake hides it, which then silences what follows. */
export type Current = Tensor | 'absent' | 'unknown';

/** A head as far as it is known. */
export interface ExpandedHead extends Omit<Head, 'tensor'> {
  readonly tensor: Tensor | 'unknown';
}

/** What is being made of one model while its body is expanded. */
export class Expansion {
  readonly model: string;
  readonly moduleNames: ModuleNames;
  readonly inputs: GraphInput[] = [];
  readonly layers: LayerNode[] = [];
  readonly heads = new Map<string, ExpandedHead>();
  current: Current = 'absent';
  /** Whether something of the graph could not be made. */
  faulty = false;
  /** Whether a limit was passed, after which nothing more is expanded. */
  stopped = false;
  #iterations = 0;

  constructor(model: string, moduleNames: ModuleNames) {
    this.model = model;
    this.moduleNames = moduleNames;
  }

  /** Makes what follows silent. */
  poison(): void {
    this.faulty = true;
    this.current = 'unknown';
  }

  /** Counts iterations about to begin, of which `total` lie ahead; false where that is too many. */
  iterate(total: number, span: Span, place: Place): boolean {
    if (this.stopped) return false;
    this.#iterations += total;
    if (this.#iterations <= maximumIterations) return true;
    this.#stop(span, place, 'the loops of this model run too often', maximumIterations);
    return false;
  }

  add(node: LayerNode, place: Place): void {
    this.layers.push(node);
    this.current = node;
    if (this.layers.length <= maximumLayers) return;
    this.#stop(node.span, place, 'this model has too many layers', maximumLayers);
  }

  #stop(span: Span, place: Place, what: string, limit: number): void {
    place.reporter.report('CNN128', span, [what, limit]);
    this.stopped = true;
    this.poison();
  }
}

/** Where a statement is expanded. */
export interface BodyPlace extends Place {
  readonly names: Names;
  readonly depth: number;
  /** Whether `input` and `output` may stand here. */
  readonly isModel: boolean;
}
