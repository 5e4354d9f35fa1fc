import type { Call } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { layerDefinitions } from '../catalogue/layers/registry.ts';
import { plainActivations } from '../catalogue/activations/registry.ts';
import { suggest } from '../foreign/suggest.ts';
import type { Place } from './place.ts';

/** Tells of an activation that is written as a call, `leaky_relu(0.1)`: with arguments it is a layer of its own. */
export function reportActivationCall(what: string, call: Call, { reporter }: Place): undefined {
  const written = call.callee.text;
  const word = suggest(written, plainActivations);
  const args = call.arguments ?? [];
  const layer = layerLike(word ?? written);
  if (layer !== undefined) {
    const [first = ''] = Object.keys(layer.params);
    const given = args.map(
      ({ name, value }, index) => `${name?.text ?? (index === 0 ? first : '…')}=${textOf(value.span)}`,
    );
    const fix = `leave the activation out, and write a layer after this one: \`${layer.kind}(${given.join(', ')})\``;
    return reporter.report('CNN465', call.span, [what, written], { fix });
  }
  const fix =
    word === undefined ? {} : { fix: `write \`${word}\``, edits: [{ span: call.span, text: word }] };
  return reporter.report('CNN465', call.span, [what, written], fix);
}

const fold = (name: string): string => name.toLowerCase().replaceAll('_', '');

const layerLike = (word: string): (typeof layerDefinitions)[number] | undefined =>
  layerDefinitions.find(({ kind, params }) => fold(kind) === fold(word) && Object.keys(params).length > 0);
