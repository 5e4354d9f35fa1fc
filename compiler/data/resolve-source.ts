import type { Entry } from '../../grammar/ast.ts';
import { type Span, textOf } from '../../grammar/span.ts';
import { suggest } from '../foreign/suggest.ts';
import { foreignFix, foreignWord } from '../foreign/foreign-word.ts';
import { sourceParameterWords, sourceWords } from '../foreign/steps.ts';
import type { LayerParams } from '../catalogue/parameters/parameters.ts';
import { bindArguments, completeParameters } from '../expand/bind-arguments.ts';
import { describe } from '../expand/constant.ts';
import { evaluate } from '../expand/evaluate.ts';
import type { Place } from '../expand/place.ts';
import { readNamed } from '../expand/read-entries.ts';
import { readParameter } from '../expand/read-parameter.ts';
import type { SourceSpec } from '../catalogue/sources/source-spec.ts';
import { type SourceKind, sourceKinds, sources } from '../catalogue/sources/sources.ts';

/** `source = idx("…")`: where the examples come from. */
export function resolveSource(entry: Entry, place: Place): SourceSpec | undefined {
  const value = evaluate(entry.value, place);
  if (value === undefined) return undefined;
  const { span } = entry.value;
  const named = readNamed(value, entry.value);
  const kind = sourceKinds.find((candidate) => candidate === named?.text);
  if (named === undefined || kind === undefined || value.type === 'string') {
    const given =
      value.type === 'word' || value.type === 'object' ? `\`${named?.text ?? ''}\`` : describe(value);
    const foreign = foreignWord(sourceWords, named?.text ?? '');
    if (foreign !== undefined && value.type !== 'string') {
      const word = value.type === 'object' ? value.name.span : span;
      return place.reporter.report(
        'CNN303',
        span,
        [given, undefined],
        foreignFix(foreign, { word, whole: span }),
      );
    }
    if (value.type === 'string') {
      const text = `folder(${textOf(span)})`;
      const details = { fix: `write \`${text}\``, edits: [{ span, text }] };
      return place.reporter.report('CNN303', span, [given, undefined], details);
    }
    const suggestion = suggest(named?.text ?? '', sourceKinds);
    return place.reporter.report('CNN303', span, [given, suggestion]);
  }
  const { params, unsupported } = sources[kind];
  const signature = { owner: kind, params, unsupported, foreign: sourceParameterWords };
  const bound = bindArguments(signature, value.type === 'object' ? value.given : [], place, readParameter);
  const read = completeParameters(signature, [bound], span, place.reporter);
  return read === undefined ? undefined : makeSource(kind, read, span);
}

function makeSource(kind: SourceKind, params: LayerParams, span: Span): SourceSpec {
  if (kind !== 'shapes') {
    const directory = params['directory'] as string;
    const boxes = params['boxes'];
    return kind === 'folder' && typeof boxes === 'string'
      ? { kind, directory, boxes, span }
      : { kind, directory, span };
  }
  const [height = 0, width = 0] = params['size'] as readonly number[];
  const { count, channels, classes } = params as Readonly<Record<string, number>>;
  return { kind, count: count ?? 0, height, width, channels: channels ?? 1, classes: classes ?? 2, span };
}
