import { list } from '../diagnostics/define-message.ts';
import type { Entry } from '../../grammar/ast.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { ParameterTable } from '../layers/parameters.ts';
import { bindArguments, completeParameters } from '../resolve/bind-arguments.ts';
import { describe } from '../resolve/constant.ts';
import { evaluate } from '../resolve/evaluate.ts';
import type { Place } from '../resolve/place.ts';
import { readNamed } from '../resolve/read-entries.ts';
import { readParameter } from '../resolve/read-parameter.ts';
import type { LossSpec } from './train-spec.ts';
import { kerasLosses, losses } from './vocabulary.ts';

const logitParams: ParameterTable = {
  from_logits: { type: 'boolean', default: false, doc: 'Whether the output has no softmax or sigmoid yet.' },
};

const unsupportedParams: Readonly<Record<string, string>> = {
  label_smoothing: 'label smoothing is not supported yet',
  ignore_class: 'ignoring a class is not supported yet',
  axis: 'classes are on the last axis',
  reduction: 'a loss is the mean over the batch',
};

/** A loss by its word, or by its class with parameters. */
export function resolveLoss(entry: Entry, place: Place): LossSpec | undefined {
  const { reporter } = place;
  const { span } = entry.value;
  if (entry.value.type === 'binary') return reporter.report('CNN104', span, ['a combination of losses']);
  const value = evaluate(entry.value, place);
  const named = readNamed(value, entry.value);
  if (value === undefined) return undefined;
  if (named === undefined)
    return reporter.report('CNN112', span, ['`loss`', 'the name of a loss', describe(value)]);
  const { text } = named;
  const found = losses.find(({ words, name }) => words.includes(text) || name === text);
  if (found === undefined) {
    if (kerasLosses.has(text)) return reporter.report('CNN104', span, [`the loss \`${text}\``]);
    const suggestion = suggest(
      text,
      losses.flatMap(({ words, name }) => [...words, name]),
    );
    const edits =
      suggestion === undefined || value.type === 'object' ? undefined : [{ span, text: suggestion }];
    const known = losses.map(({ words, name }) => words[0] ?? name);
    return reporter.report('CNN410', span, [text, suggestion], {
      edits,
      notes: [`there are ${list(known)}`],
    });
  }
  if (value.type === 'string') return reporter.report('CNN115', span, [text], { edits: [{ span, text }] });
  if (value.type !== 'object') return { kind: found.kind, fromLogits: false };
  const params = found.kind === 'mse' || found.kind === 'mae' ? {} : logitParams;
  const signature = { owner: text, params, unsupported: unsupportedParams };
  const bound = bindArguments(signature, value.given, place, readParameter);
  const read = completeParameters(signature, [bound], span, reporter);
  return read === undefined ? undefined : { kind: found.kind, fromLogits: read['from_logits'] === true };
}
