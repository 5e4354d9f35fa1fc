import type { Entry } from '../../grammar/ast.ts';
import { kerasOptimizers, unsupportedOptimizerParameters } from '../catalogue/optimizers/keras-optimizers.ts';
import {
  optimizerDefinitions,
  type OptimizerKind,
  type OptimizerSpec,
} from '../catalogue/optimizers/registry.ts';
import { chooseEntry } from '../expand/choose-entry.ts';
import type { Constant } from '../expand/constant.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { foreignWord } from '../foreign/foreign-word.ts';
import { optimizerParameterWords, optimizerWords, parameterWordsOf } from '../foreign/optimizers.ts';
import { checkOptimizer } from './check-optimizer.ts';
import { reportUnknownEntry } from './report-unknown-entry.ts';

/** `optimizer = Nadam(learning_rate=0.001)`, or only its name. */
export function resolveOptimizer({ value: expression }: Entry, place: Place): OptimizerSpec | undefined {
  const { span } = expression;
  const unknown = (text: string, value: Constant): undefined =>
    reportUnknownEntry(
      {
        code: 'CNN412',
        what: 'optimizer',
        text,
        span: value.type === 'object' ? value.name.span : span,
        isAlone: true,
        entries: optimizerDefinitions,
        keras: kerasOptimizers,
        foreign: foreignWord(optimizerWords, text),
      },
      place.reporter,
    );
  const choice = {
    what: '`optimizer`',
    wanted: 'the name of an optimizer',
    entries: optimizerDefinitions,
    unsupported: unsupportedOptimizerParameters,
    foreign: ({ kind }: { readonly kind: OptimizerKind }) => ({
      ...optimizerParameterWords,
      ...parameterWordsOf[kind],
    }),
    unknown,
  };
  const value = evaluate(expression, place);
  const chosen = chooseEntry(choice, value, expression, place);
  const given = value?.type === 'object' ? value.given : [];
  if (chosen === undefined || !checkOptimizer(chosen.params, given, place)) return undefined;
  return { kind: chosen.entry.kind, params: chosen.params, span };
}
