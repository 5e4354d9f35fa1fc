import type { Call } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { type BoundModule, meantBy, scopeAt } from '../bind/bound-module.ts';
import { isMissing } from '../bind/bound-symbol.ts';
import { halvingActivations, plainActivations } from '../catalogue/activations/registry.ts';
import { kerasLayers } from '../catalogue/layers/keras-layers.ts';
import { layerNames } from '../catalogue/layers/registry.ts';
import { augmentations } from '../catalogue/steps/augmentations.ts';
import { rename } from '../diagnostics/rename.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { type Callee, calleeOf, fold, isLowerCase } from '../expand/callee.ts';
import { withoutSurplus, withoutTensor } from '../expand/foreign-arguments.ts';
import { appliedNames } from '../expand/visible.ts';
import { foreignWord } from '../foreign/foreign-word.ts';
import { knownHereAs } from '../foreign/known-here-as.ts';
import { unbuiltLayerWords } from '../foreign/layers.ts';
import { suggest } from '../foreign/suggest.ts';
import { inLibrary } from '../library/library.ts';
import { describeKind } from './describe-kind.ts';

/** Tells what is applied under a name that there is not, or that is spelled otherwise: once, whoever applies what it stands in. */
export function checkKinds(bound: BoundModule, reporter: Reporter): void {
  for (const call of bound.applied) {
    if (reporter.isFull) return;
    const callee = calleeOf(call, bound);
    if (callee === undefined) reportUnknown(call, bound, reporter);
    else if (isLowerCase(call.callee)) reportSpelling(call, callee, bound, reporter);
  }
}

/** A kind that was written in lower case, which the parser has told: it is as another is spelled. */
function reportSpelling(call: Call, { name }: Callee, bound: BoundModule, reporter: Reporter): void {
  const { text, span } = call.callee;
  const surplus = withoutTensor(call, bound);
  if (name === text && surplus.length === 0) return;
  reporter.report('CNN103', span, [textOf(span), name], { edits: [{ span, text: name }, ...surplus] });
}

const inputNames = ['Input', 'InputLayer'];

function reportUnknown(call: Call, bound: BoundModule, reporter: Reporter): undefined {
  const { span } = call.callee;
  const isLower = isLowerCase(call.callee);
  const text = isLower ? textOf(span) : call.callee.text;
  const symbol = isLower ? scopeAt(bound, span.start).find(text) : meantBy(bound, call.callee);
  if (symbol !== undefined) {
    return isMissing(symbol) ? undefined : reporter.report('CNN138', span, [text, describeKind(symbol)]);
  }
  if (inputNames.includes(text)) return reporter.report('CNN140', span, [text]);
  if (Object.hasOwn(augmentations, text)) {
    const step = textOf(call.span).replaceAll('"', '').replaceAll(/\s+/g, ' ');
    return reporter.report('CNN160', span, [text, step]);
  }
  if (kerasLayers.has(text)) {
    const fix = foreignWord(unbuiltLayerWords, text)?.instead;
    return reporter.report('CNN104', span, [`the layer \`${text}\``], { fix });
  }
  const candidates = [...layerNames, ...appliedNames(bound, span).map(({ name }) => name)];
  const capital = [...candidates, ...kerasLayers].find((known) => fold(known) === fold(text));
  if (capital !== undefined) {
    return reporter.report('CNN103', span, [text, capital], {
      edits: [{ span, text: capital }, ...withoutSurplus(call)],
    });
  }
  const shipped = inLibrary(text);
  if (shipped !== undefined) return reportUnimported(shipped, span, reporter);
  const known = knownHereAs(text, candidates);
  const layer = known?.includes('(') === true ? undefined : known;
  const suggestion = layer ?? activationNamed(text) ?? suggest(text, candidates);
  return reporter.report('CNN102', span, [text, suggestion], {
    edits:
      suggestion?.includes('(') === false
        ? [{ span, text: suggestion }, ...withoutSurplus(call)]
        : rename(span, suggestion, call.span),
  });
}

/** A block or model of the library that is used without its import. */
function reportUnimported(
  { name, path }: { readonly name: string; readonly path: string },
  span: Span,
  reporter: Reporter,
): undefined {
  const top = { ...span, start: 0, end: 0 };
  const line = `import { ${name} } from "${path}"\n${span.source.text.startsWith('import') ? '' : '\n'}`;
  const renamed = textOf(span) === name ? [] : [{ span, text: name }];
  const edits = [{ span: top, text: line }, ...renamed];
  return reporter.report('CNN147', span, [name, path], { edits });
}

/** The layer that applies an activation function of a name: `Activation(log_softmax)` for `LogSoftmax`. */
function activationNamed(name: string): string | undefined {
  const known = [...plainActivations, ...halvingActivations].find(
    (activation) => fold(activation) === fold(name),
  );
  return known === undefined ? undefined : `Activation(${known})`;
}
