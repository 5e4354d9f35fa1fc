import type { PhaseSection } from '../../grammar/ast.ts';
import { phaseWords } from '../foreign/settings.ts';
import type { Place } from '../expand/place.ts';
import { keyedEntries } from '../expand/read-entries.ts';
import { checkCount } from '../expand/check-count.ts';
import { maximumFreezes, maximumHeads } from '../expand/limits.ts';
import { resolveFreezes } from './resolve-freeze.ts';
import {
  collectObjectives,
  mergeObjectives,
  resolveObjective,
  type Subject,
  type WrittenObjective,
} from './resolve-objectives.ts';
import { missingIn, readSettings, type Settings, settingsOf, withInherited } from './read-settings.ts';
import { checkMonitor } from './resolve-monitor.ts';
import { checkSchedule } from './check-schedule.ts';
import { factorsOf } from './weights-named.ts';
import { addSettings } from './add-settings.ts';
import type { PhaseKey } from '../catalogue/settings/registry.ts';
import type { PhaseSpec } from './train-spec.ts';

/** What a phase stands in. */
export interface Surroundings {
  readonly settings: Settings;
  readonly objectives: readonly WrittenObjective[];
  /** Whether its optimizer goes on from, or into, another phase. */
  readonly isLinked: boolean;
}

/**
 * Checks a phase with what it inherits.
 *
 * @param told settings that all phases lack, which has been reported
 */
export function resolvePhase(
  section: PhaseSection,
  { settings: inherited, objectives, isLinked }: Surroundings,
  subject: Subject,
  place: Place,
  told: readonly PhaseKey[] = [],
): PhaseSpec | undefined {
  const { reporter } = place;
  const { text: name, span } = section.name;
  const entries = section.members.filter((member) => member.type === 'entry');
  const keyed = keyedEntries('phase', `\`phase ${name}\``, entries, reporter, phaseWords);
  const set = withInherited(readSettings('phase', keyed, place), inherited);
  const missing = missingIn(set).filter((key) => !told.includes(key));
  if (missing.length > 0)
    reporter.report('CNN413', span, [`\`phase ${name}\``, missing], { edits: addSettings(section, missing) });
  const sections = section.members.filter(isObjective);
  const freezes = section.members.filter((member) => member.type === 'freeze');
  const few =
    checkCount('objectives', sections, maximumHeads, place) &&
    checkCount('lines that freeze', freezes, maximumFreezes, place);
  if (!few) return undefined;
  const ownObjectives = collectObjectives(sections, subject, place);
  const merged = mergeObjectives(objectives, ownObjectives);
  const resolved = merged.map((objective) => resolveObjective(objective, subject, place));
  const known = resolved.filter((objective) => objective !== undefined);
  const freezing = resolveFreezes(freezes, name, subject.model.graph, place);
  const settings = settingsOf(set);
  if (settings === undefined || freezing === undefined) return undefined;
  if (known.length < resolved.length || known.length < subject.model.heads.length) return undefined;
  const { spec: data } = subject.data;
  if (!checkMonitor(set, known, data, place)) return undefined;
  const epochs = isLinked ? Infinity : settings.epochs;
  const scheduled = { epochs, objectives: known, data };
  if (!checkSchedule(settings.optimizer, scheduled, reporter)) return undefined;
  const { graph } = subject.model;
  const factors = graph && factorsOf(settings.rates ?? [], graph, reporter);
  const kept = graph && factorsOf(settings.no_decay ?? [], graph, reporter);
  if (factors === undefined || kept === undefined) return undefined;
  const named = {
    ...(settings.rates && { factors }),
    ...(settings.no_decay && { undecayed: Object.keys(kept) }),
  };
  const frozen = new Set(freezing.flatMap(({ paths }) => paths));
  return { name, ...settings, ...named, writtenAt: set.places, objectives: known, frozen, freezing, span };
}

type Member = PhaseSection['members'][number];

const isObjective = (member: Member): member is Extract<Member, { type: 'objective' }> =>
  member.type === 'objective';
