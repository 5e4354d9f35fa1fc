import type { PhaseSection, TrainDeclaration } from '../../grammar/ast.ts';
import type { ResolvedData } from '../data/resolve-data.ts';
import { declaredBy } from '../bind/bound-module.ts';
import { suggest } from '../foreign/suggest.ts';
import { trainWords } from '../foreign/settings.ts';
import { isConcrete } from '../graph/graph.ts';
import type { ExpandedModel } from '../expand/expand-model.ts';
import type { Budget } from '../expand/expansion.ts';
import type { Place } from '../expand/place.ts';
import { keyedEntries } from '../expand/read-entries.ts';
import { checkCount } from '../expand/check-count.ts';
import { maximumHeads, maximumPhases } from '../expand/limits.ts';
import { fixSizes, type Instantiate, openSizesOf } from './fix-sizes.ts';
import { resolveInputs } from './resolve-inputs.ts';
import { collectObjectives, type Subject, type WrittenObjective } from './resolve-objectives.ts';
import { addSettings } from './add-settings.ts';
import { keysIn, type PhaseKey } from '../catalogue/settings/registry.ts';
import { missingIn, readSettings, type Settings } from './read-settings.ts';
import { resolvePhase } from './resolve-phase.ts';
import { targetFields } from './target-field.ts';
import { headMeant, meantAmong, modelMeant } from './meant.ts';
import { checkOptimizerStates, isLinked } from './check-optimizer-state.ts';
import { missingObjective } from './missing-objective.ts';
import type { OpenTrain, PhaseSpec, TrainSpec } from './train-spec.ts';

/** What a module declares, for its train blocks. */
export interface Trainables {
  readonly models: ReadonlyMap<string, ExpandedModel>;
  readonly datas: ReadonlyMap<string, ResolvedData>;
  readonly instantiate: Instantiate;
  /** What blocks that are losses are expanded within. */
  readonly budget: Budget;
}

/**
 * Checks a `train` block; undefined where something of it, its model or its data is at fault. It is open where only the
 * run knows the sizes of its data.
 */
export function resolveTrain(
  train: TrainDeclaration,
  trainables: Trainables,
  place: Place,
): TrainSpec | OpenTrain | undefined {
  const { reporter } = place;
  const found = findSubject(train, trainables, place);
  if (found === undefined) return undefined;
  const model = fixSizes(train, found.model, found.data, trainables.instantiate, reporter);
  if (model === undefined) return undefined;
  const inputs = resolveInputs(train, { ...found, model }, place);
  const subject = { ...found, model, targets: targetFields(found.data, model, inputs) };
  const name = train.name?.text ?? train.model.text;
  const where = `\`train ${name}\``;
  const entries = train.members.filter((member) => member.type === 'entry');
  const keyed = keyedEntries('train', where, entries, reporter, trainWords);
  const settings = readSettings('train', keyed, place);
  const sections = train.members.filter((member) => member.type === 'objective');
  if (!checkCount('objectives', sections, maximumHeads, place)) return undefined;
  const objectives = collectObjectives(sections, subject, place);
  const phases = resolvePhases(train, { settings, objectives }, subject, place);
  const { graph } = subject.model;
  if (graph !== undefined && graph.layers.every(({ weights }) => weights.length === 0)) {
    return reporter.report('CNN425', train.model.span, [graph.name]);
  }
  const data = subject.data.spec;
  const span = (train.name ?? train.model).span;
  const symbols = openSizesOf(model);
  if (symbols.length > 0) return data && { name, model: model.name, data, symbols, span };
  if (graph === undefined || data === undefined || inputs === undefined || phases === undefined)
    return undefined;
  if (!isConcrete(graph)) return undefined;
  const known = sections.length === objectives.length && !settings.faulty;
  return known ? { name, graph, data, inputs, phases, span } : undefined;
}

function findSubject(
  train: TrainDeclaration,
  { models, datas, budget }: Trainables,
  place: Place,
): Omit<Subject, 'targets'> | undefined {
  const { model: modelName, data: dataName } = train;
  const { reporter } = place;
  const model = meantAmong(models, modelName, place);
  const data = meantAmong(datas, dataName, place);
  if (model === undefined) {
    const suggestion = suggest(modelName.text, models.keys()) ?? onlyOf(models);
    const edits = suggestion === undefined ? undefined : [{ span: modelName.span, text: suggestion }];
    reporter.report('CNN401', modelName.span, [modelName.text, suggestion], { edits });
  }
  if (data === undefined) {
    const suggestion = suggest(dataName.text, datas.keys()) ?? onlyOf(datas);
    const edits = suggestion === undefined ? undefined : [{ span: dataName.span, text: suggestion }];
    reporter.report('CNN402', dataName.span, [dataName.text, suggestion], { edits });
  }
  if (model === undefined || data === undefined) return undefined;
  if (model.missing.length === 0) return { model, declaration: modelMeant(modelName, place), data, budget };
  return reporter.report('CNN424', modelName.span, [model.name, model.missing]);
}

/** The name that must be meant where there is but one. */
const onlyOf = (named: ReadonlyMap<string, unknown>): string | undefined =>
  named.size === 1 ? [...named.keys()][0] : undefined;

interface Inherited {
  readonly settings: Settings;
  readonly objectives: readonly WrittenObjective[];
}

function resolvePhases(
  train: TrainDeclaration,
  inherited: Inherited,
  subject: Subject,
  place: Place,
): readonly PhaseSpec[] | undefined {
  const sections = train.members.filter((member) => member.type === 'phase');
  if (sections.length === 0) return place.reporter.report('CNN414', train.model.span, [train.model.text]);
  if (!checkCount('phases', sections, maximumPhases, place)) return undefined;
  checkHeads(train, sections, inherited.objectives, subject, place);
  const told = reportShared(train, sections, inherited.settings, place);
  const phases = sections.map((section, index) => {
    // One whose name is taken has been told.
    if (declaredBy(place.environment.bound, section.name)?.clash !== undefined) return undefined;
    return resolvePhase(section, { ...inherited, isLinked: isLinked(sections, index) }, subject, place, told);
  });
  const known = phases.filter((phase) => phase !== undefined);
  return known.length === phases.length && checkOptimizerStates(known, place.reporter) ? known : undefined;
}

/** Tells once of the settings that each of several phases lacks and the block could have for all; which they are. */
function reportShared(
  train: TrainDeclaration,
  sections: readonly PhaseSection[],
  inherited: Settings,
  { reporter }: Place,
): readonly PhaseKey[] {
  const isWritten = (key: string): boolean =>
    sections.some(({ members }) =>
      members.some((member) => member.type === 'entry' && member.key.text === key),
    );
  const shared: readonly string[] = keysIn('train');
  const missing = missingIn(inherited).filter((key) => shared.includes(key) && !isWritten(key));
  if (sections.length === 1 || missing.length === 0) return [];
  const { text, span } = train.name ?? train.model;
  const edits = addSettings(train, missing);
  reporter.report('CNN413', span, [`\`train ${text}\``, missing], { edits });
  return missing;
}

/** Every head has an objective, in the train block or in every phase. */
function checkHeads(
  train: TrainDeclaration,
  sections: readonly PhaseSection[],
  objectives: readonly WrittenObjective[],
  { model, targets }: Subject,
  place: Place,
): void {
  if (!model.complete) return;
  for (const head of model.heads) {
    const { name, span } = head;
    const inBlock = objectives.some(({ head }) => head === name);
    const inPhases = sections.every(({ members }) =>
      members.some(
        (member) =>
          member.type === 'objective' && headMeant('output', member.head, model.heads, place) === head,
      ),
    );
    if (inBlock || inPhases) continue;
    const { loss, details } = missingObjective(head, train, targets);
    const related = [{ span, message: 'the output' }];
    place.reporter.report('CNN408', train.model.span, [name, loss], { related, ...details });
  }
}
