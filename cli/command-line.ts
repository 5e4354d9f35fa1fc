import { Readable } from 'node:stream';
import { Command, CommanderError, Option } from 'commander';
import { displayText } from '../compiler/diagnostics/display-width.ts';
import packageJson from '../package.json' with { type: 'json' };
import { collect, type CommandDefinition, type Context, type ExitCode } from './command.ts';
import { usage, UsageError } from '../runtime/usage-error.ts';
import { commands } from './commands.ts';
import { commandFor, placeOfOption } from './foreign-words.ts';
import { paletteFor, wantsColor } from './palette.ts';
import { usualWidth } from './run/measures.ts';

/** Exit code of a bug. */
const internalError = 70;

/** What a command line writes to, and what it may look at. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly input?: () => AsyncIterable<Uint8Array>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Columns of the terminal, where there is one that says so. */
  readonly width?: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Runs a command line (without `node` and the script); the exit code. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<number> {
  let code: ExitCode = 0;
  const program = new Command('cnnc')
    .description(packageJson.description)
    .version(packageJson.version, '--version', 'print the version')
    .option('--color', 'colour the output')
    .option('--no-color', 'do not colour the output')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .showHelpAfterError('(`cnnc --help` lists the commands)')
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: (text) => streams.err(displayLines(text)) });
  const finish = (result: ExitCode): void => {
    code = result;
  };
  for (const { name, doc, load } of commands) {
    const command = program.command(name).description(doc);
    if (args.includes(name)) describe(command, await load(), streams, finish);
  }
  try {
    refuseForeign(args);
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return reportFailure(error, streams);
  }
  return code;
}

/** Throws a UsageError for a command or an option of other tools, with what it is here. */
function refuseForeign(args: readonly string[]): void {
  const word = args.find((arg) => !arg.startsWith('-')) ?? 'help';
  const isCommand = word === 'help' || commands.some(({ name }) => name === word);
  const instead = isCommand ? undefined : commandFor(word, args);
  if (instead !== undefined) throw usage(`there is no command \`${word}\``, instead);
  if (word !== 'run') return;
  for (const option of args.filter((arg) => arg.startsWith('--'))) {
    const place = placeOfOption(option);
    if (place !== undefined) throw usage(`\`cnnc run\` has no option \`${option}\``, place);
  }
}

/** Gives commander all that a command's definition says. */
function describe(
  command: Command,
  definition: CommandDefinition,
  streams: Streams,
  finish: (code: ExitCode) => void,
): void {
  command.description(definition.doc);
  for (const { syntax, doc } of definition.arguments) command.argument(syntax, doc);
  for (const { syntax, doc, choices, default: initial, parse } of definition.options) {
    const option = new Option(syntax, doc);
    if (choices !== undefined) option.choices([...choices]);
    if (initial !== undefined) option.default(initial);
    if (parse !== undefined) option.argParser(parse);
    command.addOption(option);
    if (parse !== collect) refuseSecond(command, option);
  }
  command.action(async () => {
    const options = command.optsWithGlobals<{ readonly color?: boolean }>();
    finish(await definition.run(command.args, options, contextOf(options.color, streams)));
  });
}

/** Throws a UsageError where an option is given again with another value: the last would win without a word. */
function refuseSecond(command: Command, option: Option): void {
  let first: string | undefined;
  command.on(`option:${option.name()}`, (value: string | null) => {
    if (first !== undefined && value !== first) {
      const flag = option.long ?? option.flags;
      throw usage(`\`${flag}\` is given twice: \`${first}\` and \`${String(value)}\``, 'keep one of them');
    }
    first ??= value ?? undefined;
  });
}

function contextOf(color: boolean | undefined, streams: Streams): Context {
  const { out, err, environment, outIsTerminal, errIsTerminal } = streams;
  const columns = columnsIn(environment['COLUMNS']);
  return {
    out,
    err,
    input: streams.input ?? (() => Readable.from([])),
    outPalette: paletteFor(wantsColor(color, environment, outIsTerminal)),
    errPalette: paletteFor(wantsColor(color, environment, errIsTerminal)),
    errIsTerminal,
    width: streams.width ?? columns ?? usualWidth,
    errWidth: (errIsTerminal ? streams.width : undefined) ?? columns ?? Infinity,
    outWidth: (outIsTerminal ? streams.width : undefined) ?? columns ?? Infinity,
  };
}

/** Lines as a terminal may have them. */
const displayLines = (text: string): string => text.split('\n').map(displayText).join('\n');

/** The columns that a shell says a terminal has; fewer than 40 are taken as 40. */
const columnsIn = (text: string | undefined): number | undefined =>
  /^\d{1,4}$/.test(text ?? '') ? Math.max(40, Number(text)) : undefined;

/** Wrong usage is 2 and has been said by commander; anything unexpected is a bug and says so. */
function reportFailure(error: unknown, { err, environment }: Streams): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    err(`error: ${displayLines(error.message)}\n`);
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  err(`internal error, please report it: ${displayLines(message)}\n`);
  if (environment['CNNC_DEBUG'] === '1' && error instanceof Error)
    err(`${displayLines(error.stack ?? '')}\n`);
  else err('(CNNC_DEBUG=1 shows where)\n');
  return internalError;
}
