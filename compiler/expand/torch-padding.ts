import type { Fix } from '../../grammar/diagnostic.ts';
import type { Span } from '../../grammar/span.ts';
import type { ParameterTable } from '../catalogue/parameters/parameters.ts';
import type { Constant, Given } from './constant.ts';
import { argumentsOf, leftOut } from './foreign-arguments.ts';

/** What is called, as far as its padding goes. */
interface Padded {
  readonly owner: string;
  readonly params: ParameterTable;
}

/** `padding=1`, as PyTorch has it: cells around the picture. What to write for it, and how, before the `call`. */
export function padByCells(
  { owner, params }: Padded,
  padding: Given,
  given: readonly Given[],
  call: Span | undefined,
): { readonly fix: string; readonly edits?: Fix['edits'] } | undefined {
  const cells = sameEverywhere(padding.value);
  if (cells === undefined || !Object.hasOwn(params, 'strides')) return undefined;
  const { value } = padding.argument;
  const window = sizeOf('kernel_size', params, given) ?? sizeOf('pool_size', params, given);
  const strides = sizeOf('strides', params, given) ?? (owner.includes('Pooling') ? window : 1);
  if (cells === 0) return instead('valid', value.span);
  const rank = /\dD/.exec(owner)?.[0] ?? '2D';
  const dilation = sizeOf('dilation_rate', params, given) ?? 1;
  const keeps = window !== undefined && 2 * cells === dilation * (window - 1);
  if (keeps && (strides === 1 || owner.startsWith('Max'))) return instead('same', value.span);
  const layer = `ZeroPadding${rank}(${cells})`;
  const edits =
    call === undefined || /:\s*$/.test(call.source.text.slice(0, call.start))
      ? undefined
      : [
          { span: { ...call, end: call.start }, text: `${layer} ` },
          ...leftOut(padding.argument, argumentsOf(given)),
        ];
  return { fix: `write \`${layer}\` before it, and no \`padding\``, edits };
}

const instead = (word: string, span: Span) => ({
  fix: `write \`padding=${word}\``,
  edits: [{ span, text: word }],
});

/** A number, or a list of equal ones. */
function sameEverywhere(value: Constant | undefined): number | undefined {
  if (value?.type === 'number') return value.value;
  if (value?.type !== 'list' && value?.type !== 'tuple') return undefined;
  const [first, ...others] = value.items.map(sameEverywhere);
  return others.every((other) => other === first) ? first : undefined;
}

function sizeOf(name: string, params: ParameterTable, given: readonly Given[]): number | undefined {
  const position = Object.keys(params).indexOf(name);
  if (position < 0) return undefined;
  const found = given.find(
    ({ argument }, index) =>
      argument.name?.text === name || (argument.name === undefined && index === position),
  );
  return sameEverywhere(found?.value);
}
