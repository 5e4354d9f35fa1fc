import { list } from '../diagnostics/messages/define-message.ts';
import type { Entry } from '../../grammar/ast.ts';
import { suggest } from '../foreign/suggest.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { optimizerParameterWords, optimizerWords, parameterWordsOf } from '../foreign/optimizers.ts';
import type { ParameterSpec, ParameterTable } from '../catalogue/parameters/parameters.ts';
import type { OptimizerParameter } from '../catalogue/optimizers/define-optimizer.ts';
import { optimizers } from '../catalogue/optimizers/registry.ts';
import { bindArguments, completeParameters } from '../expand/bind-arguments.ts';
import { describe } from '../expand/constant.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { readNamed } from '../expand/read-entries.ts';
import { readParameter } from '../expand/read-parameter.ts';
import type { OptimizerSpec } from '../catalogue/optimizers/optimizer-spec.ts';
import { kerasOptimizers, unsupportedOptimizerParameters } from '../catalogue/optimizers/keras-optimizers.ts';

const kinds = Object.keys(optimizers) as readonly OptimizerSpec['kind'][];

function specOf({ default: initial, minimum, below, doubt, doc }: OptimizerParameter): ParameterSpec {
  if (typeof initial === 'boolean') return { type: 'boolean', default: initial, doc };
  return {
    type: 'number',
    default: initial,
    doc,
    ...(doubt === undefined ? {} : { doubt }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(below === undefined ? {} : { exclusiveMaximum: below }),
  };
}

const tableOf = (kind: OptimizerSpec['kind']): ParameterTable =>
  Object.fromEntries(Object.entries(optimizers[kind].params).map(([name, param]) => [name, specOf(param)]));

/** `optimizer = Nadam(learning_rate=0.001)`, or only its name. */
export function resolveOptimizer(entry: Entry, place: Place): OptimizerSpec | undefined {
  const { reporter } = place;
  const { span } = entry.value;
  const value = evaluate(entry.value, place);
  if (value === undefined) return undefined;
  const named = readNamed(value, entry.value);
  if (named === undefined) {
    return reporter.report('CNN112', span, ['`optimizer`', 'the name of an optimizer', describe(value)]);
  }
  const { text } = named;
  const kind = kinds.find((candidate) => candidate === text);
  if (kind === undefined) {
    const at = value.type === 'object' ? value.name.span : span;
    const foreign = foreignWord(optimizerWords, text);
    const fix = foreign === undefined ? {} : foreignFix(foreign, { word: at });
    if (kerasOptimizers.has(text)) return reporter.report('CNN104', at, [`the optimizer \`${text}\``], fix);
    const notes = [`there are ${list(kinds)}`];
    if (foreign !== undefined) return reporter.report('CNN412', at, [text, undefined], { ...fix, notes });
    const suggestion = suggest(text, kinds);
    const edits = suggestion === undefined ? undefined : [{ span: at, text: suggestion }];
    return reporter.report('CNN412', at, [text, suggestion], { edits, notes });
  }
  if (value.type === 'string') return reporter.report('CNN115', span, [text], { edits: [{ span, text }] });
  const foreign = { ...optimizerParameterWords, ...parameterWordsOf[kind] };
  const signature = {
    owner: kind,
    params: tableOf(kind),
    unsupported: unsupportedOptimizerParameters,
    foreign,
  };
  const bound = bindArguments(signature, value.type === 'object' ? value.given : [], place, readParameter);
  const params = completeParameters(signature, [bound], span, reporter);
  return params === undefined ? undefined : { kind, params: params as OptimizerSpec['params'], span };
}
