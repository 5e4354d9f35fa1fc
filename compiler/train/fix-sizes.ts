import type { TrainDeclaration } from '../../grammar/ast.ts';
import type { ResolvedData } from '../data/resolve-data.ts';
import { preparedShape } from '../data/resolve-prepare.ts';
import type { Diagnostic } from '../../grammar/diagnostic.ts';
import { Reporter } from '../diagnostics/reporter.ts';
import type { Graph, SizeNeed } from '../graph/graph.ts';
import type { Shape } from '../sizes/shape.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';
import { holds, symbolsIn } from '../sizes/condition.ts';
import { writeAssignment } from '../sizes/format-condition.ts';
import { type Assignment, type Size, symbolsOf } from '../sizes/size.ts';

/** Expands a model anew with numbers for its symbolic sizes, and gives what is wrong with that. */
export type Instantiate = (model: string, numbers: Assignment) => Instance;

export interface Instance {
  readonly model: ExpandedModel | undefined;
  readonly reporter: Reporter;
}

/** The symbolic sizes of a model, in the order of its inputs. */
export const openSizesOf = ({ inputs }: ExpandedModel): readonly string[] =>
  symbolsOf(...inputs.flatMap(({ shape }) => shape));

/**
 * The model of a train block with the sizes that its data brings. Where only the run knows one, the model stays as it
 * is; undefined where the sizes do not fit it, which has been reported.
 */
export function fixSizes(
  train: TrainDeclaration,
  model: ExpandedModel,
  data: ResolvedData,
  instantiate: Instantiate,
  reporter: Reporter,
): ExpandedModel | undefined {
  const symbols = openSizesOf(model);
  if (symbols.length === 0 || model.graph === undefined) return model;
  const numbers = numbersOf(train, model, data);
  const isOpen = symbols.some((name) => !Object.hasOwn(numbers, name));
  const instance = isOpen ? { model, reporter: new Reporter() } : instantiate(model.name, numbers);
  const mistake =
    instance.reporter.diagnostics.find(({ severity }) => severity === 'error') ?? unmet(model.graph, numbers);
  if (mistake === undefined) return instance.model;
  const { message, notes, span } = mistake;
  const related = span === undefined ? [] : [{ span, message: 'here' }];
  const args = [model.name, writeAssignment(numbers), message] as const;
  return reporter.report('CNN434', train.data.span, [...args], { related, notes });
}

/** The first need that numbers do not meet, of those that are about them alone. */
const unmet = ({ needs }: Graph, numbers: Assignment): (SizeNeed & Pick<Diagnostic, 'notes'>) | undefined =>
  needs.find(
    ({ condition }) =>
      symbolsIn(condition).every((name) => Object.hasOwn(numbers, name)) && !holds(condition, numbers),
  );

/** What the fields that feed the inputs say about symbols. */
function numbersOf(train: TrainDeclaration, { inputs }: ExpandedModel, data: ResolvedData): Assignment {
  const numbers = new Map<string, number>();
  for (const { name, shape } of inputs) {
    for (const [axis, size] of (fieldShape(train, name, data) ?? []).entries()) {
      const symbol = plainSymbol(shape, axis);
      if (symbol !== undefined && size !== null && !numbers.has(symbol)) numbers.set(symbol, size);
    }
  }
  return Object.fromEntries(numbers);
}

/** The prepared shape of the field that feeds an input. */
function fieldShape(
  train: TrainDeclaration,
  input: string,
  data: ResolvedData,
): readonly (number | null)[] | undefined {
  const binding = train.members.find((each) => each.type === 'input-binding' && each.input.text === input);
  const name = binding?.type === 'input-binding' ? binding.field.text : input;
  const field = data.fields.find((each) => each.name === name);
  if (field?.type.kind !== 'tensor') return undefined;
  return preparedShape(name, field.type.shape, data.spec ?? { prepare: [], augment: [] });
}

/** The symbol that a size is, alone. */
function plainSymbol(shape: Shape, axis: number): string | undefined {
  const size: Size = shape[axis] ?? 0;
  if (typeof size === 'number' || size.terms.length !== 1) return undefined;
  const [{ coefficient, atoms } = { coefficient: 0, atoms: [] }] = size.terms;
  const [atom, ...others] = atoms;
  return coefficient === 1 && atom?.type === 'symbol' && others.length === 0 ? atom.name : undefined;
}
