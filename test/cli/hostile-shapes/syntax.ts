import { type HostileShape, model, shape } from './hostile-shape.ts';

/** Texts that the parser must find its way through. */
export const syntax: readonly HostileShape[] = [
  ...[
    'a: ',
    'repeat ',
    'residual ',
    'input x: ',
    '} ',
    ') ',
    'A ',
    'a: {',
    '( ',
    'if ',
    'a = ',
    'self.a = A(1)\n',
    '"{',
    "'a' ",
  ].flatMap((word) => {
    const count = Math.floor(480_000 / word.length);
    const name = JSON.stringify(word);
    return [
      shape(`${name} in a model`, () => model(word.repeat(count))),
      shape(`${name} alone`, () => word.repeat(count)),
    ];
  }),
];
