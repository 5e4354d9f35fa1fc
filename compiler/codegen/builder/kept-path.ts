import type { CodeExpression, CodeText } from '../model/expression.ts';
import { expressionOf, textOf } from './expressions.ts';
import type { LabelPlan } from './label-plan.ts';
import { type Definition, groupsOf, loopsOf, type Use } from './label-walk.ts';
import type { Spec } from './spec.ts';

/**
 * The path of what a use names, from the function, or the group in it, that the use stands in: as it is written, with the
 * labels of the groups around and the rounds of the loops that it shares with the label. Undefined where these are not the
 * same.
 */
export function keptPath(
  { path, trail }: Use,
  definition: Definition,
  plan: LabelPlan,
  spec: Spec,
): CodeText | undefined {
  const parts: (string | CodeExpression)[] = [];
  const loops = loopsOf(definition.trail);
  let passed = 0;
  const index = (upTo: number): void => {
    for (const loop of loops.slice(passed, upTo)) {
      parts.push('[', { type: 'symbol', symbol: plan.indexOf(loop) }, ']');
    }
    passed = Math.max(passed, upTo);
  };
  const within = groupsOf(trail);
  const groups = groupsOf(definition.trail);
  if (!within.every((group, at) => groups[at] === group)) return undefined;
  const innermost = definition.trail.findIndex(({ statement }) => statement === within.at(-1));
  passed = loopsOf(definition.trail.slice(0, innermost + 1)).length;
  for (const group of groups.slice(within.length)) {
    const label = group.type === 'output' ? group.name : group.label;
    const at = definition.trail.findIndex(({ statement }) => statement === group);
    if (label?.type === 'string') parts.push(...textOf(label, spec).parts);
    else if (label !== undefined) {
      parts.push(label.text);
      index(loopsOf(definition.trail.slice(0, at + 1)).length);
    }
    passed = loopsOf(definition.trail.slice(0, at + 1)).length;
    parts.push('.');
  }
  const [first, ...rest] = path.segments;
  if (first?.type !== 'name') return undefined;
  parts.push(first.text);
  const written = rest.findIndex(({ type }) => type !== 'index');
  const explicit = written < 0 ? rest.length : written;
  const { statement } = definition;
  const isIndexed = !('label' in statement) || statement.label?.type !== 'string';
  const around = loopsOf(trail);
  const shared = loops.length - explicit;
  if (isIndexed) {
    if (!loops.slice(0, shared).every((loop, at) => around[at] === loop)) return undefined;
    index(shared);
  }
  for (const segment of rest) {
    if (segment.type === 'name') parts.push(`.${segment.text}`);
    else if (segment.type === 'index') parts.push('[', expressionOf(segment.value, spec), ']');
    else return undefined;
  }
  return { type: 'text', parts: mergeTexts(parts) };
}

/** Texts that follow one another as one. */
export function mergeTexts(
  parts: readonly (string | CodeExpression)[],
): readonly (string | CodeExpression)[] {
  const merged: (string | CodeExpression)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged.splice(-1, 1, last + part);
    else merged.push(part);
  }
  return merged;
}
