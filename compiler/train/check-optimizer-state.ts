import type { PhaseSection } from '../../grammar/ast.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { PhaseSpec } from './train-spec.ts';

/** Checks that each phase whose optimizer goes on has one before it with such an optimizer; false where that has been reported. */
export function checkOptimizerStates(phases: readonly PhaseSpec[], reporter: Reporter): boolean {
  const wrong = phases.filter((phase, index) => !fits(phase, phases[index - 1], reporter));
  return wrong.length === 0;
}

function fits(
  { name, optimizer, optimizer_state: state, writtenAt, span }: PhaseSpec,
  before: PhaseSpec | undefined,
  reporter: Reporter,
): boolean {
  if (state !== 'kept') return true;
  const at = writtenAt?.optimizer_state ?? span;
  if (before === undefined) {
    reporter.report('CNN490', at, [name], { edits: [{ span: at, text: 'fresh' }] });
    return false;
  }
  if (before.optimizer.kind === optimizer.kind) return true;
  reporter.report('CNN491', at, [name, optimizer.kind, before.name, before.optimizer.kind], {
    related: [{ span: before.optimizer.span, message: 'the one before' }],
    edits: [{ span: at, text: 'fresh' }],
    isLossy: true,
  });
  return false;
}

/** Whether a phase is part of several over which one optimizer goes, so that its schedule may be longer than it is. */
export const isLinked = (sections: readonly PhaseSection[], index: number): boolean =>
  [sections[index], sections[index + 1]].some((section) =>
    section?.members.some((member) => member.type === 'entry' && member.key.text === 'optimizer_state'),
  );
