import type { Span } from '../../grammar/span.ts';
import type { GraphInput, Head, LayerNode, Tensor } from '../graph/graph.ts';
import type { ModuleNames } from './kind.ts';
import type { Names } from './names.ts';
import type { Place } from './place.ts';
import { maximumLayers, maximumSteps } from './limits.ts';

/** The current tensor; `unknown` where a mistake hides it, which then silences what follows. */
export type Current = Tensor | 'absent' | 'unknown';

/** A head as far as it is known. */
export interface ExpandedHead extends Omit<Head, 'tensor'> {
  readonly tensor: Tensor | 'unknown';
}

/** What the models of a file have been expanded to so far. */
export interface Budget {
  layers: number;
  steps: number;
  /** Whether a limit was passed, which has been reported, and after which nothing more is expanded. */
  spent: boolean;
}

export const freshBudget = (): Budget => ({ layers: 0, steps: 0, spent: false });

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
  readonly #budget: Budget;

  constructor(model: string, moduleNames: ModuleNames, budget: Budget) {
    this.model = model;
    this.moduleNames = moduleNames;
    this.#budget = budget;
  }

  /** Whether a limit was passed, after which nothing more is expanded. */
  get stopped(): boolean {
    return this.#budget.spent;
  }

  /** Makes what follows silent. */
  poison(): void {
    this.faulty = true;
    this.current = 'unknown';
  }

  /** Counts a statement, or iterations that lie ahead; false where that is too many. */
  step(count: number, span: Span, place: Place): boolean {
    if (this.stopped) return false;
    this.#budget.steps += count;
    if (this.#budget.steps <= maximumSteps) return true;
    this.#stop(span, place, 'this expands to too much', maximumSteps);
    return false;
  }

  add(node: LayerNode, place: Place): void {
    this.layers.push(node);
    this.current = node;
    if (++this.#budget.layers <= maximumLayers) return;
    this.#stop(node.span, place, 'there are too many layers', maximumLayers);
  }

  #stop(span: Span, place: Place, what: string, limit: number): void {
    place.reporter.report('CNN128', span, [what, limit]);
    this.#budget.spent = true;
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
