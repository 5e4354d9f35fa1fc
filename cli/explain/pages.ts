import { explanations as compilerExplanations } from '../../compiler/diagnostics/explanations/explanations.ts';
import { suggest } from '../../compiler/foreign/suggest.ts';
import type { Explanation, Explanations } from '../../grammar/explanation.ts';
import { explanations as grammarExplanations } from '../../grammar/explanations.ts';
import { explanations as runtimeExplanations } from '../../runtime/explanations.ts';

/** An explanation with its code. */
export interface Page extends Explanation {
  readonly code: string;
}

const fileExplanations: Explanations = {
  CNN650: {
    title: 'the file cannot be read',
    rule: 'A source is a regular file that holds a UTF-8 text of at most 16 MiB; pipes and devices are not waited for. The message gives the reason.',
    remedy: 'Correct the path or its permissions; save what comes through a pipe into a file first.',
  },
  CNN651: {
    title: 'the file cannot be written',
    rule: 'A result replaces a file whole or not at all; here it does not, for the reason that the message gives.',
    remedy: 'Do what the message says.',
  },
  CNN681: {
    title: 'a file is in the place of the result',
    rule: 'A result replaces nothing but an empty file or an earlier result of the same command: a picture that `cnnc graph` drew says so in its first line. Whatever else is there was made by somebody.',
    remedy: 'Give another name, or `--force` to replace the file.',
  },
  CNN682: {
    title: 'the result would replace what it is made from',
    rule: 'A file that a command reads is never the place of what it writes, by whatever path or link it is named; `--force` does not change that.',
    remedy: 'Give the result a name of its own.',
  },
  CNN683: {
    title: 'the place of the result is no file',
    rule: 'A result is written to a temporary file, which is then renamed: a directory, a device, a pipe or a link that leads nowhere cannot be replaced in that way.',
    remedy: 'Give the name of a file; without `-o` the result is printed, and can be piped.',
  },
  CNN695: {
    title: 'what the command prints cannot be written',
    rule: 'Results go to the standard output. Where that is a file on a disk that is full, say, they would be lost: the command fails, and a run stops after its step, saved, as on Ctrl-C. So does a run whose reader has gone (`cnnc run … | head`), silently.',
    remedy: 'Do what the message says; a run goes on with `--resume`.',
  },
};

/** Every page, in the order of the codes. */
export const pages: readonly Page[] = [
  ...Object.entries(grammarExplanations),
  ...Object.entries(compilerExplanations),
  ...Object.entries(runtimeExplanations),
  ...Object.entries(fileExplanations),
]
  .map(([code, explanation]) => ({ code, ...explanation }))
  .toSorted((a, b) => a.code.localeCompare(b.code, 'en'));

/** The page of a code as a person writes it: `CNN203`, `cnn203`, `203`. */
export function findPage(written: string): Page | undefined {
  const [, digits = ''] = /^(?:cnn)?(\d{3})$/i.exec(written.trim()) ?? [];
  return pages.find(({ code }) => code === `CNN${digits}`);
}

/** The code that was most likely meant. */
export const nearestCode = (written: string): string | undefined =>
  suggest(
    /^\d+$/.test(written) ? `CNN${written}` : written,
    pages.map(({ code }) => code),
  );
