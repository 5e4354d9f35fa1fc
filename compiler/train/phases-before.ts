import type { PhaseSpec } from './train-spec.ts';

/** The phases before one, in order, whose optimizer it goes on with: none where its own is fresh. */
export function phasesBefore(phases: readonly PhaseSpec[], index: number): readonly PhaseSpec[] {
  let first = index;
  while (first > 0 && phases[first]?.optimizer_state === 'kept') first--;
  return phases.slice(first, index);
}
