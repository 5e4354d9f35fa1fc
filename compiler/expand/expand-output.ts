import type { OutputStatement } from '../../grammar/ast.ts';
import { currentTensor } from './current-tensor.ts';
import type { BodyPlace, Expansion } from './expansion.ts';
import { maximumHeads } from './limits.ts';
import { readLabel } from './read-label.ts';

/** A head: the operation is applied, and then the current tensor is what it was. */
export function expandOutput(statement: OutputStatement, expansion: Expansion, place: BodyPlace): void {
  const { name, operation, span } = statement;
  const { outputs } = place.frame;
  if (!place.direct || place.branches !== undefined) {
    place.reporter.report('CNN213', span, ['output']);
    return expansion.poison();
  }
  if (outputs.size === maximumHeads) {
    place.reporter.report('CNN128', name.span, ['there are too many outputs', maximumHeads]);
    return expansion.poison();
  }
  const before = expansion.current;
  const known = outputs.get(name.text);
  if (known !== undefined) {
    const related = [{ span: known.span, message: 'the first one' }];
    place.reporter.report('CNN211', name.span, [name.text], { related });
    expansion.faulty = true;
    return;
  }
  const read = readLabel(name, place);
  const first = expansion.layers.length;
  if (read === undefined) expansion.poison();
  else expansion.expand.operation(operation, read.path, expansion, place);
  const tensor = currentTensor(expansion, operation.span, place) ?? 'unknown';
  if (tensor === 'unknown') expansion.faulty = true;
  expansion.noteResult(tensor);
  outputs.set(name.text, { name: name.text, tensor, span: name.span });
  if (read !== undefined) {
    const made = { operation, place, layers: expansion.layers.slice(first) };
    expansion.labels.set(read.path, { result: tensor, span: name.span, loops: read.loops, made });
  }
  if (before !== 'absent') expansion.current = before;
}
