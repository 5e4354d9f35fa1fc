/** What keeps a text from being JSON, and where. */
interface JsonFault {
  readonly position: number;
  readonly problem: string;
  readonly fix: string;
}

/** How much of a text the engine quotes before what it did not expect, where it leaves out what comes before. */
const quotedBefore = 10;

const quotes = /^Unexpected token '(.+?)', (\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON$/u;

/** Tells of what `JSON.parse` threw for a text. The engine gives either a position or a quotation, of which the first is meant: the text is sound before. */
export function jsonFault(text: string, error: unknown): JsonFault {
  const message = error instanceof Error ? error.message : '';
  const position = positionOf(text, message);
  const word = /^(?:NaN|Infinity)/.exec(text.slice(position, position + 8))?.[0];
  if (word !== undefined)
    return {
      position,
      problem: `it has no \`${word}\``,
      fix: 'write a number there, or take what has it out',
    };
  const problem = message.split(/ in JSON| at position|, (?:\.\.\.)?"/)[0] ?? '';
  return { position, problem, fix: 'save it as JSON again' };
}

function positionOf(text: string, message: string): number {
  const told = /position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  const [, token = '', before, quoted = ''] = quotes.exec(message) ?? [];
  const start = quoted === '' ? -1 : text.indexOf(quoted);
  if (start < 0) return text.length;
  return before === undefined ? text.indexOf(token, start) : start + quotedBefore;
}
