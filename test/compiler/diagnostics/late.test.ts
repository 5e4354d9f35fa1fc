import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { compilerMessages } from '../../../compiler/diagnostics/messages/messages.ts';
import type { MessageDefinition } from '../../../compiler/diagnostics/messages/define-message.ts';
import { compileText } from '../../support/compile-text.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What others quote: why sizes of data do not fit a model. */
const quoted = new Set(['CNN130', 'CNN203']);

const cases = readdirSync('test/cases').filter((file) => file.endsWith('.cnn'));

test.each(cases)('of what is told of %s no message is written before it is asked for', (file) => {
  const text = readFileSync(`test/cases/${file}`, 'utf8');
  const definitions = Object.entries(compilerMessages) as unknown as [string, MessageDefinition<unknown[]>][];
  const spies = definitions.map(([code, definition]) => ({ code, spy: vi.spyOn(definition, 'message') }));
  const { diagnostics } = compileText(text);
  const written = (): readonly string[] =>
    spies.flatMap(({ code, spy }) => (spy.mock.calls.length > 0 ? [code] : []));
  expect(diagnostics.map(({ code }) => code)).not.toEqual([]);
  expect(written().filter((code) => !quoted.has(code))).toEqual([]);
  for (const { message } of diagnostics) expect(message).not.toBe('');
  expect(written()).not.toEqual([]);
});
