import type { Span } from '../../grammar/span.ts';
import { list } from '../diagnostics/messages/define-message.ts';
import type { Tensor } from '../graph/graph.ts';
import type { Bundle, Expansion } from './expansion.ts';
import type { Place } from './place.ts';

/** The current tensor; reports, once, where there is none. */
export function currentTensor(expansion: Expansion, span: Span, place: Place): Tensor | undefined {
  const { current } = expansion;
  if (current === 'unknown') return undefined;
  if (current === 'absent') return place.reporter.report('CNN201', span, [expansion.model]);
  return current.type === 'bundle' ? reportBundle(current, span, place) : current;
}

/** Says that one of several outputs has to be named. */
export function reportBundle({ owner, outputs }: Bundle, span: Span, { reporter }: Place): undefined {
  const [first = 'output'] = outputs;
  const names = list(outputs.map((name) => `\`${name}\``));
  return reporter.report('CNN218', span, [owner, names], {
    fix: `label it, and go on from one output: \`name: ${owner} … from name.${first}\``,
  });
}
