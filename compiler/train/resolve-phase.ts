import type { Entry, PhaseSection } from '../../grammar/ast.ts';
import type { Span } from '../../grammar/span.ts';
import { phaseWords } from '../foreign/settings.ts';
import type { Place } from '../expand/place.ts';
import { keyedEntries, readEntry, readEntryBytes, readEntryInteger } from '../expand/read-entries.ts';
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
import { resolveOptimizer } from './resolve-optimizer.ts';
import type { Accumulation, PhaseSpec } from './train-spec.ts';

/** What a train block sets for its phases, and a phase for itself. */
export interface Settings {
  readonly batch?: number;
  readonly memory?: { readonly bytes: number; readonly span: Span };
  readonly recompute?: Recompute;
  readonly accumulate?: Accumulation;
}

const recomputeSpec = { type: 'enum', values: ['auto', 'max'], nullable: true, doc: '' } as const;

type Recompute = 'none' | (typeof recomputeSpec.values)[number];

export const settingKeys = ['batch', 'memory', 'recompute', 'accumulate'] as const;

const phaseKeys = ['epochs', 'optimizer', ...settingKeys] as const;

/** What a train block or a phase sets; undefined where something of it is at fault. */
export function readSettings(
  entries: Partial<Record<(typeof settingKeys)[number], Entry>>,
  place: Place,
): Settings | undefined {
  const batch = readEntryInteger(entries.batch, 1, place);
  const bytes = readEntryBytes(entries.memory, place);
  const word = readEntry(entries.recompute, recomputeSpec, place);
  const recompute = word === null ? 'none' : recomputeSpec.values.find((each) => each === word);
  const batches = readEntryInteger(entries.accumulate, 1, place);
  if (entries.batch !== undefined && batch === undefined) return undefined;
  if (entries.memory !== undefined && bytes === undefined) return undefined;
  if (entries.recompute !== undefined && recompute === undefined) return undefined;
  if (entries.accumulate !== undefined && batches === undefined) return undefined;
  return {
    ...(batch === undefined ? {} : { batch }),
    ...(recompute === undefined ? {} : { recompute }),
    ...(bytes === undefined || entries.memory === undefined
      ? {}
      : { memory: { bytes, span: entries.memory.value.span } }),
    ...(batches === undefined || entries.accumulate === undefined
      ? {}
      : { accumulate: { batches, span: entries.accumulate.value.span } }),
  };
}

/** Checks a phase with what it inherits; `inherited` is undefined where the train block's settings are at fault. */
export function resolvePhase(
  section: PhaseSection,
  inherited: Settings | undefined,
  objectives: readonly WrittenObjective[],
  subject: Subject,
  place: Place,
): PhaseSpec | undefined {
  const { reporter } = place;
  const { text: name, span } = section.name;
  const entries = section.members.filter((member) => member.type === 'entry');
  const keyed = keyedEntries(`\`phase ${name}\``, entries, phaseKeys, reporter, phaseWords);
  const epochs = readEntryInteger(keyed.epochs, 1, place);
  const optimizer = keyed.optimizer === undefined ? undefined : resolveOptimizer(keyed.optimizer, place);
  const own = readSettings(keyed, place);
  const settings = { ...inherited, ...own };
  const missing = (['epochs', 'optimizer'] as const).filter((key) => keyed[key] === undefined);
  const needed =
    settings.batch === undefined && inherited !== undefined && own !== undefined ? ['batch'] : [];
  if (missing.length + needed.length > 0) {
    reporter.report('CNN413', span, [`\`phase ${name}\``, [...missing, ...needed]]);
  }
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
  if (epochs === undefined || optimizer === undefined || freezing === undefined) return undefined;
  if (known.length < resolved.length || known.length < subject.model.heads.length) return undefined;
  if (settings.batch === undefined || own === undefined) return undefined;
  const { batch, memory, recompute = 'none', accumulate } = settings;
  const budget = {
    ...(memory === undefined ? {} : { memory: memory.bytes, memorySpan: memory.span }),
    ...(recompute === 'none' ? {} : { recompute }),
    ...(accumulate === undefined || accumulate.batches === 1 ? {} : { accumulate }),
  };
  const frozen = new Set(freezing.flatMap(({ paths }) => paths));
  return { name, epochs, batch, ...budget, optimizer, objectives: known, frozen, freezing, span };
}

type Member = PhaseSection['members'][number];

const isObjective = (member: Member): member is Extract<Member, { type: 'objective' }> =>
  member.type === 'objective';
