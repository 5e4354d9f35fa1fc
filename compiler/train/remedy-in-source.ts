import type { Call } from '../../grammar/ast.ts';
import type { Fix } from '../../grammar/diagnostic.ts';
import { nodesAt } from '../../grammar/nodes-at.ts';
import type { BoundModule } from '../bind/bound-module.ts';
import type { ImageShape } from '../catalogue/sources/define-source.ts';
import { sourceDefinition } from '../catalogue/sources/registry.ts';
import type { DataSpec, FieldSpec } from '../data/data-spec.ts';
import type { Details } from '../diagnostics/reporter.ts';
import type { Shape } from '../sizes/shape.ts';

const resizes = new Set(['Resizing', 'CenterCrop', 'RandomCrop']);

/** Other parameters of a source that makes its own images, by which they come as an input wants them. */
export function remedyInSource(
  wanted: Shape,
  field: FieldSpec,
  { source, prepare, augment }: DataSpec,
  bound: BoundModule,
): Details | undefined {
  const definition = sourceDefinition(source);
  const [height, width, channels, ...more] = wanted;
  if (field.span !== source.span || source.span.source !== bound.syntax.source || more.length > 0)
    return undefined;
  if ([...prepare, ...augment].some(({ kind }) => resizes.has(kind))) return undefined;
  if (typeof height !== 'number' || typeof width !== 'number' || typeof channels !== 'number')
    return undefined;
  const shape: ImageShape = [height, width, channels];
  const all = Object.entries(definition.sized?.(shape) ?? {});
  const [given] = definition.images(source);
  const now = definition.sized?.(given) ?? {};
  const changed = all.filter(([name, text]) => now[name] !== text);
  if (changed.length === 0) return undefined;
  const call = nodesAt(bound.syntax, source.span.start).find(
    (node): node is Call => node.type === 'call' && node.span.start === source.span.start,
  );
  const names = Object.keys(definition.params);
  const edits = call && changed.flatMap(([name, text]) => writeArgument(call, name, text, names));
  const written = changed.map(([name, text]) => `${name}=${text}`).join(', ');
  return { fix: `write \`${written}\` in \`${source.kind}\``, edits };
}

/** The edit that gives an argument of a call: in place of the one that there is, or behind all. */
function writeArgument(
  { arguments: all = [], span: { source } }: Call,
  name: string,
  text: string,
  names: readonly string[],
): Fix['edits'] & object {
  const given = all.find((argument, at) => (argument.name?.text ?? names[at]) === name);
  if (given !== undefined) return [{ span: given.value.span, text }];
  const end = all.at(-1)?.span.end;
  return end === undefined ? [] : [{ span: { source, start: end, end }, text: `, ${name}=${text}` }];
}
