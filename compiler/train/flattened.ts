import type { Details } from '../diagnostics/reporter.ts';
import type { LayerNode, Tensor } from '../graph/graph.ts';
import type { TargetField } from './target-field.ts';

/** What makes one prediction an example of an output that has one at each position: `Flatten` before its `Dense`. */
export function flattened(
  tensor: Tensor,
  type: TargetField['type'],
): Pick<Details, 'fix' | 'edits'> | undefined {
  if (type.kind !== 'class' || tensor.shape.length < 2) return undefined;
  const dense = denseOf(tensor);
  const pooling = `GlobalAveragePooling${tensor.shape.length - 1}D`;
  if (dense === undefined) return { fix: `end the output in \`Flatten\` and \`Dense(${type.classes})\`` };
  const isKnown = tensor.shape.every((size) => typeof size === 'number');
  const [layer, other] = isKnown ? ['Flatten', pooling] : [pooling, undefined];
  const edits = insertedBefore(dense, layer);
  return {
    fix: `write \`${layer}\` before \`Dense\`${other === undefined ? '' : `, or \`${other}\``}`,
    ...(edits === undefined ? {} : { edits }),
  };
}

/** The `Dense` that an output ends in, behind which only its activation stands. */
function denseOf(tensor: Tensor): LayerNode | undefined {
  let at = tensor;
  while (at.type === 'layer' && at.kind !== 'Dense') {
    const [before] = at.inputs;
    if (before?.shape.length !== at.shape.length || !/^(?:Activation|Softmax)$/.test(at.kind))
      return undefined;
    at = before;
  }
  return at.type === 'layer' ? at : undefined;
}

/** A layer on a line of its own above the statement of another, where that begins its line. */
function insertedBefore({ span }: LayerNode, layer: string): Details['edits'] {
  const { text } = span.source;
  const line = text.lastIndexOf('\n', span.start - 1) + 1;
  const [, indent, label] = /^(\s*)((?:output\s+)?(?:\w+\s*:\s*)?)$/.exec(text.slice(line, span.start)) ?? [];
  if (indent === undefined || label === undefined) return undefined;
  const start = span.start - label.length;
  return [{ span: { ...span, start, end: start }, text: `${layer}\n${indent}` }];
}
