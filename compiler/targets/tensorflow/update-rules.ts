import type { Value } from '../../ir/ir.ts';
import { made, named, type Pattern } from './match.ts';

/** What a rule's names stand for in one update. */
export interface Found {
  readonly value: (name: string) => Value;
  /** A constant scalar's number. */
  readonly number: (name: string) => number;
}

/** The form of an optimizer's update, as `compiler/catalogue/optimizers/` writes it, and the operator that does the same. */
export interface UpdateRule {
  readonly operator: string;
  readonly nesterov?: true;
  /** What the weight `w` becomes; `m next` is what the slot `m` becomes. */
  readonly weight: Pattern;
  /** What each slot becomes, in the operator's order. */
  readonly slots: Readonly<Record<string, Pattern>>;
  /** Scalars and then the gradient, in the operator's order. */
  readonly operands: (found: Found) => readonly (Value | number)[];
  /** Numbers of which the operator takes only one, and the other must be one minus it. */
  readonly complements?: readonly (readonly [string, string])[];
}

const weight = named('w');
const step = made('multiply', named('g'), named('rate'));
const squared = made('square', named('g'));

const velocity = made('subtract', made('multiply', named('m'), named('momentum')), step);

/** slot + (of − slot) · share */
const mean = (slot: string, of: Pattern): Pattern =>
  made('add', named(slot), made('multiply', made('subtract', of, named(slot)), named(`share ${slot}`)));

/** slot · rho + of · (1 − rho) */
const decayed = (slot: string, of: Pattern): Pattern =>
  made('add', made('multiply', named(slot), named('rho')), made('multiply', of, named('share')));

const adamWeight = (divisor: string): Pattern => {
  const scaled = made('multiply', named('m next'), named('rate'));
  const spread = made('add', made('sqrt', named(divisor)), named('epsilon'));
  return made('subtract', weight, made('divide', scaled, spread));
};

const adamSlots = { m: mean('m', named('g')), v: mean('v', squared) };

/** The bias corrections are in the rate already: powers of zero leave it alone. */
const adamOperands = ({ value, number }: Found): readonly (Value | number)[] => [
  ...[0, 0, value('rate'), 1 - number('share m'), 1 - number('share v')],
  ...[value('epsilon'), value('g')],
];

/** slot · momentum + g · rate / √(spread + epsilon) */
const accumulated = (spread: Pattern): Pattern => {
  const root = made('sqrt', made('add', spread, named('epsilon')));
  return made('add', made('multiply', named('m'), named('momentum')), made('divide', step, root));
};

const rmspropOperands = ({ value }: Found): readonly Value[] =>
  ['rate', 'rho', 'momentum', 'epsilon', 'g'].map(value);

/** Tried in this order. Kernels: tensorflow/core/kernels/training_ops.cc. */
export const updateRules: readonly UpdateRule[] = [
  {
    operator: 'ResourceApplyGradientDescent',
    weight: made('subtract', weight, step),
    slots: {},
    operands: ({ value }) => [value('rate'), value('g')],
  },
  {
    operator: 'ResourceApplyKerasMomentum',
    weight: made('add', weight, named('m next')),
    slots: { m: velocity },
    operands: ({ value }) => ['rate', 'g', 'momentum'].map(value),
  },
  {
    operator: 'ResourceApplyKerasMomentum',
    nesterov: true,
    weight: made('add', weight, made('subtract', made('multiply', named('m next'), named('momentum')), step)),
    slots: { m: velocity },
    operands: ({ value }) => ['rate', 'g', 'momentum'].map(value),
  },
  {
    operator: 'ResourceApplyAdam',
    weight: adamWeight('v next'),
    slots: adamSlots,
    operands: adamOperands,
  },
  {
    operator: 'ResourceApplyAdamWithAmsgrad',
    weight: adamWeight('h next'),
    slots: { ...adamSlots, h: made('maximum', named('h'), named('v next')) },
    operands: adamOperands,
  },
  {
    operator: 'ResourceApplyRMSProp',
    weight: made('subtract', weight, named('m next')),
    slots: { v: decayed('v', squared), m: accumulated(named('v next')) },
    operands: rmspropOperands,
    complements: [['rho', 'share']],
  },
  {
    operator: 'ResourceApplyCenteredRMSProp',
    weight: made('subtract', weight, named('m next')),
    slots: {
      a: decayed('a', named('g')),
      v: decayed('v', squared),
      m: accumulated(made('subtract', named('v next'), made('square', named('a next')))),
    },
    operands: rmspropOperands,
    complements: [['rho', 'share']],
  },
];
