import type { ConcreteGraph, LayerNode, Tensor } from '../../compiler/graph/graph.ts';
import type { WeightSource } from '../../compiler/graph/weight-source.ts';
import { phaseSettings } from '../../compiler/catalogue/settings/registry.ts';
import type { MetricSpec } from '../../compiler/catalogue/metrics/registry.ts';
import type { LossSpec, PhaseSpec, TrainSpec } from '../../compiler/train/train-spec.ts';

/** What is said of a thing: each of its settings in words. */
type Settings = ReadonlyMap<string, string>;
/** Everything that is said, by thing. */
type Description = ReadonlyMap<string, Settings>;

/**
 * How what a file trains differs from what it trained before, a clause each: layers, data, phases. What only reads
 * otherwise (comments, layout, constants that were given names) is no difference. Batches and epochs are not looked
 * at: they belong to a run.
 */
export function specChanges(before: TrainSpec, now: TrainSpec): readonly string[] {
  const [earlier, later] = [describe(before), describe(now)];
  const told = [...new Set([...earlier.keys(), ...later.keys()])].flatMap((thing) =>
    changesOf(thing, earlier.get(thing), later.get(thing)),
  );
  if (told.length > 0) return told;
  return orderOf(before) === orderOf(now) ? [] : ['its layers come in another order'];
}

function changesOf(
  thing: string,
  before: Settings | undefined,
  now: Settings | undefined,
): readonly string[] {
  if (before === undefined) return [`${thing}${kindOf(now)}: not in the run, added since`];
  if (now === undefined) return [`${thing}${kindOf(before)}: in the run, removed since`];
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((setting) => before.get(setting) !== now.get(setting))
    .map(
      (setting) =>
        `${thing}: ${setting} ${before.get(setting) ?? 'not given'} in the run, ${now.get(setting) ?? 'not given'} now`,
    );
}

const kindOf = (settings: Settings | undefined): string => {
  const kind = settings?.get('kind');
  return kind === undefined ? '' : ` (${kind})`;
};

const orderOf = ({ graph }: TrainSpec): string => graph.layers.map(({ path }) => path).join();

function describe({ graph, data, inputs, phases }: TrainSpec): Description {
  const { fields, name: _name, ...others } = data;
  const { directory: _directory, ...source } = { directory: undefined, ...data.source };
  return new Map<string, Settings>([
    ...describeGraph(graph, ''),
    ...graph.weightSources.map(describeWeights),
    ['data', settingsOf({ ...others, source, feeds: Object.fromEntries(inputs) })],
    ...fields.map(({ name, type }): [string, Settings] => [`field \`${name}\``, settingsOf(type)]),
    ...phases.flatMap(describePhase),
  ]);
}

function describeGraph({ inputs, layers, heads }: ConcreteGraph, within: string): [string, Settings][] {
  return [
    ...inputs.map(({ name, dtype, shape }): [string, Settings] => [
      `${within}input \`${name}\``,
      settingsOf({ type: `${dtype}[${shape.join(', ')}]` }),
    ]),
    ...layers.map((layer): [string, Settings] => [`${within}layer \`${layer.path}\``, describeLayer(layer)]),
    ...heads.map(({ name, tensor }): [string, Settings] => [
      `${within}output \`${name}\``,
      settingsOf({ from: nameOf(tensor) }),
    ]),
  ];
}

const describeLayer = ({ kind, params, inputs, sharesWith }: LayerNode<number>): Settings =>
  settingsOf({ kind, ...params, from: inputs.map(nameOf), 'weights of': sharesWith });

const nameOf = (tensor: Tensor<number>): string => (tensor.type === 'input' ? tensor.name : tensor.path);

const describeWeights = ({ path, origin }: WeightSource<number>): [string, Settings] => [
  `weights of \`${path}\``,
  settingsOf(origin),
];

function describePhase(phase: PhaseSpec): [string, Settings][] {
  const { name, objectives, frozen } = phase;
  const settings = Object.fromEntries(decisive.flatMap((setting) => describeSetting(setting, phase)));
  const own = settingsOf({ ...settings, frozen: [...frozen].sort() });
  return [
    [`phase \`${name}\``, own],
    ...objectives.flatMap(
      ({ head, target, loss, moreLosses = [], weight, metrics }): [string, Settings][] => {
        const place = `objective \`${head}\` of phase \`${name}\``;
        const losses = [loss, ...moreLosses];
        return [
          [
            place,
            settingsOf({
              target,
              weight,
              metrics: metrics.map(describeMetric),
              losses: losses.map(describeLoss),
            }),
          ],
          ...losses.flatMap((each) =>
            each.kind === 'block' ? describeGraph(each.graph, `loss of ${place}: `) : [],
          ),
        ];
      },
    ),
  ];
}

/** The settings that decide what is trained, and are not a run's to choose. */
const decisive = phaseSettings.filter(({ weights, option }) => weights === true && option !== true);

function describeSetting(
  { kind, default: preset = null }: (typeof phaseSettings)[number],
  phase: PhaseSpec,
): readonly (readonly [string, unknown])[] {
  const value = phase[kind] ?? preset ?? 'none';
  if (typeof value !== 'object' || !('params' in value)) return [[kind, value]];
  return [[kind, value.kind], ...Object.entries(value.params)];
}

const describeMetric = ({ params, box, ...metric }: MetricSpec): object => ({ ...metric, ...params, ...box });

const describeLoss = (loss: LossSpec): object =>
  loss.kind === 'block'
    ? { kind: loss.kind, factor: loss.factor }
    : { kind: loss.kind, ...loss.params, factor: loss.factor };

/** A value's settings by their path in it (`split.train`); where it is written in the text is none. */
function settingsOf(value: object): Settings {
  return new Map(
    Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
      key === 'span' || each === undefined ? [] : flat(key, each),
    ),
  );
}

function flat(path: string, value: unknown): readonly [string, string][] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  if (Array.isArray(value)) return [[path, `[${value.map(inline).join(', ')}]`]];
  return [...settingsOf(value)].map(([key, text]) => [`${path}.${key}`, text]);
}

const inline = (value: unknown): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? `{ ${[...settingsOf(value)].map(([key, text]) => `${key}=${text}`).join(' ')} }`
    : (flat('', value)[0]?.[1] ?? '');
