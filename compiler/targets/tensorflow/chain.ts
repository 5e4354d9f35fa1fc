import { elements } from '../../ir/extent.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { NodeDef } from './graph-def.ts';
import { movedBy, operandsOf, type ScheduledStep } from './schedule.ts';

/** Tensors of fewer elements are no matter, but for those of a batch: 256 KB of floats. */
const large = 2 ** 16;

/** Whether a step makes, takes or moves tensors that matter to how much memory is held. */
export function isHeavy(step: ScheduledStep): boolean {
  const made = step.kind === 'ops' ? step.ops.flatMap(({ outputs }) => outputs) : [];
  const sizes = [...made, ...operandsOf(step)].map(({ shape }) => elements(shape));
  return (
    sizes.some(({ constant, perBatch }) => perBatch > 0 || constant >= large) ||
    movedBy(step).some(({ shape }) => shape.reduce((product, size) => product * size, 1) >= large)
  );
}

/**
 * Keeps the heavy steps of a program in their order. TensorFlow runs whatever is ready, several nodes at a time and in no
 * fixed order, so that what memory a step holds would be an accident. A node waits for the one before it by a control
 * edge where it takes nothing that comes of it: more edges than that would keep TensorFlow from fusing operators.
 */
export class Chain {
  readonly #graph: GraphBuilder;
  /** The nodes of the last heavy step, each with those of the same step that need it. */
  #last: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  constructor(graph: GraphBuilder) {
    this.#graph = graph;
  }

  /** Adds a step; `nodes`: those of each of its ops. */
  link(step: ScheduledStep, nodes: readonly (readonly NodeDef[])[]): void {
    if (!isHeavy(step)) return;
    const next = new Map<string, ReadonlySet<string>>();
    for (const made of nodes) {
      const main = made.find(({ op }) => op !== 'Reshape') ?? made[0];
      if (main === undefined) continue;
      const taken = made.flatMap(({ inputs }) => inputs.map(nodeOf));
      const waits = [...this.#last].filter(([, names]) => !taken.some((name) => names.has(name)));
      this.#graph.delay(
        main.name,
        waits.map(([name]) => name),
      );
      next.set(main.name, new Set(made.slice(made.indexOf(main)).map(({ name }) => name)));
    }
    if (next.size > 0) this.#last = next;
  }
}

/** The node of a tensor, or of a control edge. */
const nodeOf = (input: string): string => input.replace(/^\^|:\d+$/g, '');
