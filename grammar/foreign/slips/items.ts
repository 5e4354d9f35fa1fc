import { kindLike } from '../../kind-like.ts';
import { type Match, type Slip, slipsIn } from './slip.ts';
import { nameIn } from './sections.ts';

const head = 'a model or block has a name, parameters in parentheses, and then braces';
const ofData = 'data has a name and then braces, in which its `source` stands';
const ofTrain = '`train` names a model, and behind `on` its data';

const atTop = slipsIn('module');

const quoted =
  (keyword: string) =>
  ({ texts }: Match): string | undefined => {
    const name = nameIn(texts[1] ?? '');
    return name === undefined ? undefined : `${keyword} ${kindLike(name)}`;
  };

/** A model and data where a file has one of each. */
function onlyTrain({ names }: Match): string | undefined {
  const [models, datas] = [names.declared('model'), names.declared('data')];
  return models.length === 1 && datas.length === 1
    ? `train ${models[0] ?? ''} on ${datas[0] ?? ''} {`
    : undefined;
}

/** An optimizer in the head of a `train` goes into its phases, where they have none. */
const withOptimizer =
  (data: (match: Match) => string | undefined, optimizer: number) =>
  (match: Match): string | undefined => {
    const { texts } = match;
    const [name, body = ''] = [data(match), texts[optimizer + 1]];
    if (name === undefined) return undefined;
    const written = /\boptimizer\s*=/.test(body)
      ? body
      : body.replaceAll(/\bphase\s+\w+\s*\{/g, (head) => `${head} optimizer = ${texts[optimizer] ?? ''} `);
    return `train $1 on ${name} ${written}`;
  };

const ofOptimizer = 'an optimizer is of a phase, in which it stands';
const intoPhases = 'write it into the phases: `phase main { optimizer = Adam … }`';

const onlyData = ({ names, texts: [, , written = ''] }: Match): string | undefined => {
  const [data, ...others] = names.declared('data');
  return others.length > 0 || written === data ? undefined : data;
};

/** What stands at the top of a file. */
export const itemSlips: readonly Slip[] = [
  atTop('model <string>', head, quoted('model')),
  atTop('block <string>', head, quoted('block')),
  atTop('data <string>', ofData, quoted('data')),
  atTop('model {', head, 'model Net {'),
  atTop('<model|block> <name> =|: {', head, '$1 $2 {'),
  ...['=|: ( ) = >', '= >', '( ) = >'].map((arrow) =>
    atTop(`<model|block> <name> ${arrow} {`, head, '$1 $2 {'),
  ),
  ...['=|: ( <words> ) = >', '( <words> ) = >', '=|: ( <word> ) = >', '( <word> ) = >'].map((arrow) =>
    atTop(`<model|block> <name> ${arrow} {`, head, '$1 $2($3) {'),
  ),
  ...['( [ <calls> ] )', '( [ <calls> , ] )', '( <calls> )'].map((layers) =>
    atTop(`<model|block> <name> =|: Sequential ${layers}`, head, '$1 $2 { $3* }'),
  ),
  atTop('<model|block> <name> [ <word> ] {', head, '$1 $2($3) {'),
  atTop('<model|block> <name> [ <words> ] {', head, '$1 $2($3) {'),
  atTop('<model|block> <name> [ ] {', head, '$1 $2 {'),
  atTop('data {', ofData, 'data Data {'),
  atTop('data <name> =|: {', ofData, 'data $1 {'),
  atTop('data <name> =|: <value>', ofData, 'data $1 { source = $2 }'),
  {
    ...atTop(
      'train <name> on <name> with|using|by <call> <group>',
      ofOptimizer,
      withOptimizer(({ texts }) => texts[2], 3),
    ),
    title: intoPhases,
  },
  {
    ...atTop('train <name> with|using|by <call> <group>', ofOptimizer, withOptimizer(onlyData, 2)),
    title: intoPhases,
  },
  atTop('train <name> ,|with|using|from|in|for <name>', ofTrain, 'train $1 on $2'),
  atTop('train ( <name> , <name> )', ofTrain, 'train $1 on $2'),
  atTop('train <name> on <name> =|: {', ofTrain, 'train $1 on $2 {'),
  atTop('train {', ofTrain, onlyTrain),
  atTop('train =|: {', ofTrain, onlyTrain),
  atTop('train <name> {', ofTrain, ({ names }) => {
    const [data, ...others] = names.declared('data');
    return data === undefined || others.length > 0 ? undefined : `train $1 on ${data} {`;
  }),
];
