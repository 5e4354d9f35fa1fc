import {
  commands,
  Disposable,
  ShellExecution,
  ShellQuoting,
  Task,
  type TaskDefinition,
  tasks,
  TaskScope,
  Uri,
  window,
  workspace,
} from 'vscode';
import { language } from './client-options.ts';

/** What `cnnc` does in a terminal. */
const verbs = ['check', 'run', 'summary', 'build'] as const;
type Verb = (typeof verbs)[number];

/** A task of `tasks.json`. */
interface CnncTask extends TaskDefinition {
  readonly type: 'cnnc';
  readonly command: Verb;
  readonly file: string;
  readonly args?: readonly string[];
}

/** *Run*, *Summary*, *Check*, *Build*: tasks that call `cnnc`, as commands and for `tasks.json`. */
export function provideRuns(): Disposable {
  return Disposable.from(
    tasks.registerTaskProvider('cnnc', {
      provideTasks: () => {
        const document = window.activeTextEditor?.document;
        if (document?.languageId !== language) return [];
        return verbs.map((command) => toTask({ type: 'cnnc', command, file: pathOf(document.uri) }));
      },
      resolveTask: ({ definition }) => (isOurs(definition) ? toTask(definition) : undefined),
    }),
    ...verbs.map((verb) =>
      commands.registerCommand(`cnnc.${verb}`, (uri?: unknown, train?: unknown) =>
        execute(verb, uri, typeof train === 'string' ? ['--train', train] : []),
      ),
    ),
  );
}

/** Runs a command on a file, be it the one of a lens or of the explorer, or the one that is edited; saved before. */
async function execute(verb: Verb, given: unknown, args: readonly string[]): Promise<void> {
  const uri =
    typeof given === 'string'
      ? Uri.parse(given)
      : given instanceof Uri
        ? given
        : window.activeTextEditor?.document.uri;
  if (uri === undefined) return;
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (document?.isDirty === true && !(await document.save())) return;
  await tasks.executeTask(toTask({ type: 'cnnc', command: verb, file: pathOf(uri), args }));
}

const isOurs = (definition: TaskDefinition): definition is CnncTask =>
  verbs.some((verb) => verb === definition['command']) && typeof definition['file'] === 'string';

/** The path of a file: below its folder of the workspace, which the terminal begins in. It never begins as an option does. */
function pathOf(uri: Uri): string {
  const path = workspace.asRelativePath(uri, false);
  return path.startsWith('-') ? `./${path}` : path;
}

/** A task; what is named goes to the shell as words, each quoted as that shell does. */
function toTask(definition: CnncTask): Task {
  const { command, file, args = [] } = definition;
  const [program = 'npx', ...before] = programWords();
  const named = [...args.map(String), file].map((value) => ({ value, quoting: ShellQuoting.Strong }));
  const shell = new ShellExecution(program, [...before, command, ...named]);
  return new Task(definition, TaskScope.Workspace, `${command} ${file}`, 'cnnc', shell, '$cnnc');
}

/** How `cnnc` is called, as words: the setting `cnnc.program`. */
const programWords = (): readonly string[] =>
  workspace.getConfiguration('cnnc').get('program', 'npx cnnc').split(' ').filter(Boolean);
