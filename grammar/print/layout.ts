/** A text that may be laid out on one line or several. */
export type Layout = string | readonly Layout[] | Line | Indent | Group | Either;

interface Line {
  readonly type: 'line';
  readonly flat: string;
  readonly hard: boolean;
}
interface Indent {
  readonly type: 'indent';
  readonly content: Layout;
}
interface Group {
  readonly type: 'group';
  readonly content: Layout;
  readonly broken: boolean;
}
interface Either {
  readonly type: 'either';
  readonly broken: Layout;
  readonly flat: Layout;
}

/** A line break, or a blank where the group fits on its line. */
export const line: Layout = { type: 'line', flat: ' ', hard: false };
/** A line break, or nothing. */
export const softLine: Layout = { type: 'line', flat: '', hard: false };
/** A line break, or two blanks. */
export const wideLine: Layout = { type: 'line', flat: '  ', hard: false };
/** A line break always, in every group around it. */
export const hardLine: Layout = { type: 'line', flat: '', hard: true };
/** An empty line. */
export const blankLine: Layout = [hardLine, hardLine];

export function indent(...content: Layout[]): Layout {
  return { type: 'indent', content };
}

/** On one line where it fits and holds no hard line. */
export function group(...content: Layout[]): Layout {
  return { type: 'group', content, broken: isHard(content) };
}

export function either(broken: Layout, flat: Layout): Layout {
  return { type: 'either', broken, flat };
}

/** Whether a layout always takes several lines. */
export function isHard(layout: Layout): boolean {
  if (typeof layout === 'string') return false;
  if (isList(layout)) return layout.some(isHard);
  if (layout.type === 'line') return layout.hard;
  if (layout.type === 'group') return layout.broken;
  return layout.type === 'indent' ? isHard(layout.content) : false;
}

function isList(layout: Layout): layout is readonly Layout[] {
  return Array.isArray(layout);
}

interface Task {
  readonly layout: Layout;
  readonly indent: number;
  readonly flat: boolean;
}

/** The text of a layout, in lines of at most `width` characters where it can be. */
export function render(layout: Layout, width: number): string {
  const out: string[] = [];
  let column = 0;
  const tasks: Task[] = [{ layout, indent: 0, flat: false }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { layout: current, flat } = task;
    if (typeof current === 'string') {
      out.push(current);
      column += current.length;
    } else if (isList(current)) {
      for (let i = current.length - 1; i >= 0; i--) tasks.push({ ...task, layout: current[i] ?? '' });
    } else if (current.type === 'indent') {
      tasks.push({ layout: current.content, indent: task.indent + 2, flat });
    } else if (current.type === 'either') {
      tasks.push({ ...task, layout: flat ? current.flat : current.broken });
    } else if (current.type === 'group') {
      const fits = flat || (!current.broken && fitsIn(width - column, current.content, tasks));
      tasks.push({ layout: current.content, indent: task.indent, flat: fits });
    } else if (flat && !current.hard) {
      out.push(current.flat);
      column += current.flat.length;
    } else {
      out.push('\n', ' '.repeat(task.indent));
      column = task.indent;
    }
  }
  return out.join('').replace(/[ \t]+$/gm, '');
}

/** Whether a layout on one line, and what follows it up to the next line break, is at most that long. */
function fitsIn(width: number, layout: Layout, after: readonly Task[]): boolean {
  let left = width;
  const tasks: { layout: Layout; flat: boolean }[] = [{ layout, flat: true }];
  let next = after.length - 1;
  while (left >= 0) {
    const task = tasks.pop() ?? after[next--];
    if (task === undefined) return true;
    const { layout: current, flat } = task;
    if (typeof current === 'string') left -= current.length;
    else if (isList(current)) {
      for (let i = current.length - 1; i >= 0; i--) tasks.push({ layout: current[i] ?? '', flat });
    } else if (current.type === 'line') {
      if (!flat || current.hard) return true;
      left -= current.flat.length;
    } else if (current.type === 'either') tasks.push({ layout: flat ? current.flat : current.broken, flat });
    else tasks.push({ layout: current.content, flat });
  }
  return false;
}
