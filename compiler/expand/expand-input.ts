import type { InputStatement } from '../../grammar/ast.ts';
import type { Tensor } from '../graph/graph.ts';
import { formatSizes } from '../catalogue/layers/input-shape.ts';
import { equal } from '../sizes/condition.ts';
import { formatSize } from '../sizes/format-size.ts';
import type { Size } from '../sizes/size.ts';
import { type Constant, formatConstant, sizeConstant } from './constant.ts';
import { evaluateKnown } from './evaluate.ts';
import type { BodyPlace, Current, Expansion } from './expansion.ts';
import { readInput } from './read-input.ts';
import { readLabel } from './read-label.ts';
import { reportUnnamedSizes } from './report-unnamed-sizes.ts';
import { toSize } from './symbolic-operators.ts';
import { demand } from './symbolic-sizes.ts';

/** An input, made current: of the model itself, or what an application gives. */
export function expandInput(statement: InputStatement, expansion: Expansion, place: BodyPlace): void {
  const { given } = place.frame;
  const nowhere = !place.direct || place.branches !== undefined;
  if (nowhere || (given !== undefined && !given.has(statement.name.text))) {
    place.reporter.report('CNN213', statement.span, ['input']);
    return expansion.poison();
  }
  const label = readLabel(statement.name, place);
  if (label === undefined) return expansion.poison();
  expansion.current =
    given === undefined
      ? makeInput(statement, expansion, place)
      : bindInput(statement, given.get(statement.name.text) ?? 'unknown', place);
  if (expansion.current === 'unknown') expansion.faulty = true;
  const { loops, path } = label;
  expansion.labels.set(path, { result: expansion.current, span: statement.name.span, loops });
}

function makeInput(statement: InputStatement, expansion: Expansion, place: BodyPlace): Current {
  const input = readInput(statement, place);
  if (input === undefined) return 'unknown';
  expansion.inputs.push(input);
  return input;
}

/** The tensor that is given, where it has the sizes that are declared; `?c` names a size of it. */
function bindInput(statement: InputStatement, given: Current, place: BodyPlace): Current {
  if (given === 'unknown' || given === 'absent' || given.type === 'bundle') return 'unknown';
  const { sizes } = statement.inputType;
  if (sizes === undefined) return given;
  if (sizes.length !== given.shape.length) {
    return reportMismatch(statement, given, [], place);
  }
  if (reportUnnamedSizes(sizes, place)) return 'unknown';
  const notes: string[] = [];
  for (const [axis, size] of sizes.entries()) {
    const actual = given.shape[axis] ?? 0;
    if (size.type === 'symbolic-size') {
      place.environment.defineValue(size.name, sizeConstant(actual));
      continue;
    }
    const value = evaluateKnown(size, place);
    if (value === undefined) return 'unknown';
    const message = `size ${axis + 1} must be ${formatConstant(value)}, but is ${formatSize(actual)}`;
    if (!fits(value, actual, message, place)) notes.push(message);
  }
  return notes.length === 0 ? given : reportMismatch(statement, given, notes, place);
}

/** Whether a size is what is declared, as far as that is known. */
function fits(value: Constant, actual: Size, message: string, place: BodyPlace): boolean {
  if (value.type !== 'number' && value.type !== 'symbolic') return false;
  const condition = equal(toSize(value), actual);
  const need = { condition, message: `\`${place.frame.name}\`: ${message}`, span: place.frame.span };
  return demand(need, place).type !== 'refuted';
}

function reportMismatch(
  statement: InputStatement,
  given: Tensor,
  notes: readonly string[],
  place: BodyPlace,
): 'unknown' {
  const { name, span: application } = place.frame;
  const { start, end } = statement.inputType.span;
  const written = statement.span.source.text.slice(start, end);
  place.reporter.report(
    'CNN220',
    application,
    [name, statement.name.text, written, formatSizes(given.shape)],
    {
      related: [
        { span: statement.span, message: `wants ${written}` },
        {
          span: given.span,
          message: `${given.type === 'input' ? `\`${given.name}\` is` : 'makes'} ${formatSizes(given.shape)}`,
        },
      ],
      notes,
      fix:
        given.shape.length === 1 && written.includes(',')
          ? 'apply it before `Flatten`, or `Reshape` first'
          : 'give it an input of these sizes, or write others here',
    },
  );
  return 'unknown';
}
