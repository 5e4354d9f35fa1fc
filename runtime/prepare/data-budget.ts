import type { TrainSpec } from '../../compiler/train/train-spec.ts';
import { writtenBudget } from '../../compiler/train/written-budget.ts';
import { roomForExamples } from '../data/byte-cache.ts';
import type { OpenData } from '../data/open-data.ts';
import { runtimeMessages } from '../messages.ts';
import { RunError } from '../run-error.ts';
import { largestPicture } from './whole-process.ts';

/** A phase's budget, and of it what training takes, in bytes. */
export interface PhaseNeed {
  readonly phase: TrainSpec['phases'][number];
  readonly peak: number;
}

/** What a run cannot do without of its data, in bytes: files that are held, and the largest picture while it is prepared. */
const neededOf = (data: OpenData): { readonly held: number; readonly picture: number } => ({
  held: data.source.held ?? 0,
  picture: largestPicture(data),
});

/** The bytes of a budget that data leave to training. */
export function leftToTraining(memory: number, data: OpenData | undefined): number {
  if (data === undefined) return memory;
  const { held, picture } = neededOf(data);
  return Math.max(0, memory - held - picture);
}

/**
 * The bytes of examples that may be kept beside training: what the machine has to spare, and what every phase's budget leaves.
 * Throws a RunError where training and the data that a run cannot do without are more than a budget together: files that
 * are held, and the largest picture while it is prepared.
 */
export function roomBesideTraining(needs: readonly PhaseNeed[], data: OpenData): number {
  const { held, picture } = neededOf(data);
  const left = needs.map(({ phase, peak }) => {
    const { memory = Infinity, writtenAt, name } = phase;
    const needed = peak + held + picture;
    if (needed <= memory) return memory - needed;
    const { budget, write } = writtenBudget(phase);
    const [training, files, preparing, together] = [peak, held, picture, needed].map(write) as [
      ...[string, string, string, string],
    ];
    throw new RunError(
      runtimeMessages.overBudgetTogether(
        writtenAt?.memory,
        name,
        { training, files, preparing, together, budget },
        write(needed * 1.005),
      ),
    );
  });
  return Math.min(roomForExamples(), ...left);
}
