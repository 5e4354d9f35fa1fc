import type { BoundModule } from '../bind/bound-module.ts';
import type { Expression, TrainDeclaration } from '../../grammar/ast.ts';
import { textOf } from '../../grammar/span.ts';
import { metricDefinitions } from '../catalogue/metrics/registry.ts';
import { classOf, entryNamed } from '../catalogue/entry/entry.ts';
import type { Candidate } from './candidate.ts';

/** What the epochs of the training around a place are told by, as `monitor` names it: what is written of it may not be whole. */
export function measureCandidates({ syntax }: BoundModule, offset: number): readonly Candidate[] {
  const train = syntax.items.find(
    (item): item is TrainDeclaration =>
      item.type === 'train' && item.span.start <= offset && offset <= item.span.end,
  );
  const names = train === undefined ? ['loss'] : measuresOf(train);
  return [...names.map((name) => `val_${name}`), ...names].map((name) => ({ name, kind: 'word' }));
}

/** Measures of several heads have the names of these before their own. */
function measuresOf({ members }: TrainDeclaration): readonly string[] {
  const objectives = members.filter((member) => member.type === 'objective');
  const several = objectives.length > 1;
  const told = objectives.flatMap(({ head, entries }) => {
    const metrics = entries
      .filter(({ key }) => key.text === 'metrics')
      .flatMap(({ value }) => namesOf(value));
    const own = several ? ['loss', ...metrics] : metrics;
    return own.map((name) => (several ? `${head.text}_${name}` : name));
  });
  return ['loss', ...told];
}

/** The metrics that a value lists, as logs name them: by the word that is written, or of a class by its word. */
const namesOf = (value: Expression): readonly string[] =>
  (value.type === 'list' ? value.items : [value]).flatMap(({ span }) => {
    const [word = ''] = /^\w+/.exec(textOf(span)) ?? [];
    const metric = entryNamed(metricDefinitions, word);
    return metric === undefined ? [] : [word === classOf(metric) ? metric.kind : word];
  });
