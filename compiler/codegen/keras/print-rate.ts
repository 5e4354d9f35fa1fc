import type { ParameterValue } from '../../catalogue/parameters/parameters.ts';
import type { Schedule } from '../../catalogue/parameters/schedule.ts';
import { definitionOfSchedule, isEpochs, isSchedule } from '../../catalogue/schedules/rate-at.ts';
import type { CodePhase } from '../model/train.ts';
import type { Code } from '../text/code.ts';
import { python } from '../text/python-writer.ts';
import { float } from './print-number.ts';
import type { Unit } from './unit.ts';

const { code } = python;

type Given = Schedule['params'];

/** A rate that goes over steps, and the line that counts those of an epoch, where it needs them. */
export interface PrintedRate {
  readonly rate: Code<'python'>;
  readonly needsUpdates: boolean;
}

/** The learning rate of a phase, in whose function `updates` is how many there are in an epoch. */
export function printRate(rate: ParameterValue, phase: CodePhase, unit: Unit): PrintedRate | undefined {
  if (!isSchedule(rate)) return undefined;
  const { params } = rate;
  const warmup = lengthOf(params['warmup_steps'] ?? 0);
  const rises = String(warmup) !== '0';
  const initial = numberIn(params, 'initial_learning_rate') ?? firstValue(params);
  const target = numberIn(params, 'warmup_target');
  const from = rises && target !== undefined ? target : initial;
  const rest = rises
    ? code`max(1, ${phase.epochs} * updates - ${warmup})`
    : code`max(1, ${phase.epochs} * updates)`;
  const after = scheduleOf(rate, from, rest, unit);
  const printed = rises
    ? code`${unit.part('WarmUp')}(${python.join([
        after,
        code`start=${target === undefined ? code`0.0` : float(initial)}`,
        code`target=${float(from)}`,
        code`steps=${warmup}`,
      ])})`
    : after;
  return { rate: printed, needsUpdates: /\bupdates\b/.test(String(printed)) };
}

/** What a callback of Keras's lowers a rate by. */
export function plateauOf({ optimizer, plateau }: CodePhase): readonly Code<'python'>[] {
  const { learning_rate: rate } = optimizer.params;
  if (!isSchedule(rate) || plateau === undefined) return [];
  const { factor, patience, min_delta, cooldown, min_lr } = rate.params;
  const given = [
    code`${'monitor'}: ${plateau.name}`,
    code`${'mode'}: ${plateau.better === 'more' ? 'max' : 'min'}`,
    code`${'factor'}: ${Number(factor)}`,
    code`${'patience'}: ${Number(patience)}`,
    code`${'min_delta'}: ${Number(min_delta)}`,
    code`${'cooldown'}: ${Number(cooldown)}`,
    code`${'min_lr'}: ${Number(min_lr)}`,
  ];
  return [code`plateau={${python.join(given)}}`];
}

function scheduleOf(schedule: Schedule, from: number, rest: Code<'python'>, unit: Unit): Code<'python'> {
  const { kind, params } = schedule;
  if (kind === 'ConstantRate' || kind === 'ReduceLROnPlateau') return float(from);
  const { params: table } = definitionOfSchedule(schedule);
  if (kind === 'OneCycle') return oneCycle(params, rest, unit);
  const given = Object.entries(params).flatMap(([name, value]): readonly Code<'python'>[] => {
    if (name.startsWith('warmup_')) return [];
    if (name === 'initial_learning_rate') return [float(from)];
    const isLength = table[name]?.type === 'length';
    if (isLength) return [code`${python.name(name)}=${value === null ? rest : lengthOf(value)}`];
    if (value === table[name]?.default) return [];
    return [code`${python.name(name)}=${valueOf(value)}`];
  });
  return code`${unit.keras('optimizers')}.schedules.${python.name(kind)}(${python.join(given)})`;
}

function oneCycle(params: Given, rest: Code<'python'>, unit: Unit): Code<'python'> {
  const number = (name: string): number => numberIn(params, name) ?? 1;
  const most = number('max_learning_rate');
  const first = most / number('div_factor');
  const total = params['total_steps'] ?? null;
  const given = [
    ...[first, most, first / number('final_div_factor')].map((rate) => float(rate)),
    code`steps=${total === null ? rest : lengthOf(total)}`,
    code`rise=${number('rise')}`,
    code`anneal=${params['anneal'] === 'linear' ? 'linear' : 'cos'}`,
  ];
  return code`${unit.part('OneCycle')}(${python.join(given)})`;
}

/** A length in steps: of epochs, so many times their updates. */
function lengthOf(length: ParameterValue): Code<'python'> {
  if (isEpochs(length)) return length.count === 1 ? code`updates` : code`${length.count} * updates`;
  return code`${Number(length)}`;
}

function valueOf(value: ParameterValue): Code<'python'> {
  if (typeof value === 'object' && value !== null && 'items' in value)
    return code`[${python.join(value.items.map((each) => lengthOf(each)))}]`;
  if (Array.isArray(value)) return code`[${python.join((value as readonly number[]).map(float))}]`;
  return typeof value === 'boolean' ? code`${value}` : float(Number(value));
}

const numberIn = (params: Given, name: string): number | undefined => {
  const value = params[name];
  return typeof value === 'number' ? value : undefined;
};

const firstValue = ({ values }: Given): number =>
  Array.isArray(values) ? ((values as readonly number[])[0] ?? 0) : 0;
