import type { Item } from '../../grammar/ast.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import { Reporter } from '../diagnostics/reporter.ts';
import type { Work } from '../diagnostics/work.ts';
import type { Callable } from '../expand/callable.ts';
import { type ExpandedModel, expandModel } from '../expand/expand-model.ts';
import type { Budget } from '../expand/expansion.ts';
import { maximumLayers, maximumSteps, maximumStepsAfterMistake } from '../expand/limits.ts';
import type { Assignment } from '../sizes/size.ts';
import { type Move, movedDiagnostic, movedSpan, spansIn } from './moves.ts';
import type { ModuleItems } from './module-items.ts';
import { isWithin } from './same-tree.ts';

/** A version of a file, as far as expansions depend on it. */
export interface ExpansionContext {
  readonly bound: BoundModule;
  readonly items: ModuleItems;
  /** The texts of all that it imports. */
  readonly imported: readonly string[];
  /** What the models of the file may still come to. */
  readonly budget: Budget;
  readonly work: Work;
}

/** A model as it came out, in this version of the file or, where nothing of it has changed since, in an earlier one. */
export interface Expansion {
  readonly model: ExpandedModel;
  /** Of this version. */
  readonly diagnostics: readonly Diagnostic[];
  /** The bodies that were expanded, where they stand in this version. */
  readonly bodies: readonly Span[];
  /** From where the model's spans are to where they stand in this version. */
  readonly moves: readonly Move[];
}

/** What an expansion was made from and took, so that it can stand for another. */
interface Kept {
  readonly model: ExpandedModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly bodies: readonly Span[];
  /** The model, and all that it uses. */
  readonly items: readonly Item[];
  readonly signature: string;
  readonly imported: readonly string[];
  readonly taken: Taken;
}

interface Taken {
  readonly layers: number;
  readonly steps: number;
  readonly stepsAfterMistake: number;
  readonly work: number;
}

/** Of how many choices of symbolic sizes a model is kept: a size that is being typed is another at each keystroke. */
const keptSizes = 4;

/** The expansions of a file's models, kept from one version of the file to the next. */
export class Expansions {
  /** By model, then by sizes, the oldest first. */
  readonly #kept = new Map<string, Map<string, Kept>>();

  /** Forgets all models but these: a name that is being typed is another at each keystroke. */
  retain(models: ReadonlyMap<string, unknown>): void {
    for (const name of this.#kept.keys()) if (!models.has(name)) this.#kept.delete(name);
  }

  /**
   * Expands what a file calls `name`, unless nothing that it is made from has changed. `numbers`: what its symbolic sizes
   * are.
   */
  expand(name: string, callable: Callable, context: ExpansionContext, numbers: Assignment = {}): Expansion {
    const ofModel = this.#kept.get(name) ?? new Map<string, Kept>();
    this.#kept.set(name, ofModel);
    const key = JSON.stringify(numbers);
    const kept = ofModel.get(key);
    const moves = kept && movesTo(kept, context);
    if (kept !== undefined && moves !== undefined && allows(kept.taken, context)) {
      take(kept.taken, context);
      const place = (span: Span): Span => movedSpan(span, moves);
      return {
        model: kept.model,
        diagnostics: kept.diagnostics.map((diagnostic) => movedDiagnostic(diagnostic, place)),
        bodies: kept.bodies.map(place),
        moves,
      };
    }
    const made = expandAnew(name, callable, context, numbers);
    ofModel.delete(key);
    if (isWhole(made, context)) ofModel.set(key, made);
    const [oldest] = ofModel.keys();
    if (ofModel.size > keptSizes && oldest !== undefined) ofModel.delete(oldest);
    return { ...made, moves: [] };
  }
}

function expandAnew(
  name: string,
  callable: Callable,
  { items, imported, budget, work }: ExpansionContext,
  numbers: Assignment,
): Kept {
  const before = { ...budget, work: work.taken };
  const own: Budget = { ...budget, bodies: new Set() };
  const reporter = new Reporter(undefined, work);
  const model = expandModel(callable, reporter, own, numbers);
  const { layers, steps, stepsAfterMistake, spent } = own;
  Object.assign(budget, { layers, steps, stepsAfterMistake, spent });
  return {
    model,
    diagnostics: reporter.diagnostics,
    bodies: [...own.bodies].map(({ span }) => span),
    items: items.behind(name),
    signature: items.signature,
    imported,
    taken: {
      layers: layers - before.layers,
      steps: steps - before.steps,
      stepsAfterMistake: stepsAfterMistake - before.stepsAfterMistake,
      work: work.taken - before.work,
    },
  };
}

/** Whether an expansion was cut by no limit, and tells of nothing but what it was made from: only then it can stand for another. */
function isWhole({ diagnostics, items }: Kept, { bound, budget, work }: ExpansionContext): boolean {
  const { source } = bound.syntax;
  return (
    !budget.spent &&
    !work.isSpent &&
    diagnostics
      .flatMap(spansIn)
      .every((span) => span.source !== source || items.some((item) => isWithin(span, item)))
  );
}

/** Where the items of a kept expansion stand now; undefined where one has changed, or what they may mean has. */
function movesTo(kept: Kept, { items, imported }: ExpansionContext): readonly Move[] | undefined {
  if (kept.signature !== items.signature) return undefined;
  if (kept.imported.length !== imported.length || !kept.imported.every((text, at) => text === imported[at]))
    return undefined;
  const moves = kept.items.map((from): Move | undefined => {
    const to = items.same(from);
    return to && { from, to };
  });
  const known = moves.filter((move) => move !== undefined);
  return known.length === moves.length ? known : undefined;
}

function allows(taken: Taken, { budget, work }: ExpansionContext): boolean {
  return (
    !budget.spent &&
    budget.layers + taken.layers <= maximumLayers &&
    budget.steps + taken.steps <= maximumSteps &&
    budget.stepsAfterMistake + taken.stepsAfterMistake <= maximumStepsAfterMistake &&
    work.allows(taken.work)
  );
}

function take(taken: Taken, { budget, work }: ExpansionContext): void {
  budget.layers += taken.layers;
  budget.steps += taken.steps;
  budget.stepsAfterMistake += taken.stepsAfterMistake;
  work.take(taken.work);
}
