/** What people call commands elsewhere, and what they are here. */
const commandsElsewhere: Readonly<Record<string, string>> = {
  ...all('run', 'train fit start learn'),
  ...all('build', 'export save convert compile package'),
  ...all('graph', 'plot draw render visualize plot_model'),
  ...all('summary', 'info show stats params describe'),
  ...all('check', 'lint validate verify test'),
  ...all('fmt', 'format prettify'),
  ...all('engines', 'devices backends install doctor'),
};

const inPhase = 'write it in the phase: `phase main { epochs = 10  optimizer = Adam(learning_rate=0.001) }`';

/** What people give as options elsewhere, and where it is said here. */
const optionsElsewhere: Readonly<Record<string, string>> = {
  ...all(inPhase, '--lr --learning-rate --learning_rate --optimizer --momentum'),
  ...all('write it in the objective: `objective label { loss = … }`', '--loss --metrics'),
  ...all('write `--batch 32`, say', '--batch-size --batch_size --bs'),
  ...all(
    'write `--engine auto`, or the name of an engine: `cnnc engines` lists them',
    '--gpu --device --cuda',
  ),
  ...all('write `--out runs/first`, say', '--output --save --save-dir --logdir --log-dir'),
  ...all('write `--seed 7`, say', '--random-seed --random_state'),
};

function all(meaning: string, words: string): Readonly<Record<string, string>> {
  return Object.fromEntries(words.split(' ').map((word) => [word, meaning]));
}

const lookUp = (table: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** What to write for a command that is none: a word of other tools, or a file without its command. */
export function commandFor(word: string, args: readonly string[]): string | undefined {
  const rest = args.slice(args.indexOf(word) + 1).join(' ');
  if (/\.cnn$/.test(word)) return `write \`cnnc check ${word}\`, or another command before it`;
  const command = lookUp(commandsElsewhere, word);
  return command === undefined ? undefined : `write \`cnnc ${command}${rest === '' ? '' : ` ${rest}`}\``;
}

/** Where what an option of other tools says is said here. */
export const placeOfOption = (option: string): string | undefined =>
  lookUp(optionsElsewhere, option.replace(/=.*/s, ''));
