import { describe, expect, it, vi } from 'vitest';
import { compilerMessages } from '../../../compiler/diagnostics/messages/messages.ts';
import { Reporter } from '../../../compiler/diagnostics/reporter.ts';
import type { Site } from '../../../compiler/diagnostics/site.ts';
import { testSpan } from '../../support/span.ts';

describe('what is reported', () => {
  it('is written when it is read, and not before', () => {
    const write = vi.spyOn(compilerMessages.CNN129, 'message');
    const text = vi.fn(() => 'M');
    const site: Site = {
      span: testSpan,
      outer: undefined,
      get text() {
        return text();
      },
    };
    const reporter = new Reporter().inside(site);
    reporter.report('CNN129', testSpan, [100]);
    const [told] = reporter.diagnostics;
    expect([told?.code, told?.arguments, told?.stack?.length]).toEqual(['CNN129', [100], 1]);
    expect([write.mock.calls.length, text.mock.calls.length]).toEqual([0, 0]);
    expect(told?.message).toContain('100');
    expect(told?.stack?.[0]?.text).toBe('M');
    expect([write.mock.calls.length, text.mock.calls.length]).toEqual([1, 1]);
    write.mockRestore();
  });

  it('is told once at a place', () => {
    const reporter = new Reporter();
    reporter.report('CNN129', testSpan, [100]);
    reporter.report('CNN129', testSpan, [200]);
    expect([reporter.count, reporter.errorCount, reporter.isNew(testSpan)]).toEqual([1, 1, false]);
  });

  it('names no application where it is wrong whatever that is, and is then told once of all', () => {
    const site: Site = { span: testSpan, outer: undefined, text: 'M' };
    const reporter = new Reporter();
    reporter.inside(site).anywhere.report('CNN129', testSpan, [100]);
    reporter.inside(site).report('CNN129', testSpan, [100]);
    expect(reporter.diagnostics.map(({ stack }) => stack)).toEqual([undefined]);
  });

  it('has the edits of a fix before its title is written', () => {
    const title = vi.fn(() => 'write `1`');
    const reporter = new Reporter();
    const edits = [{ span: testSpan, text: '1' }];
    reporter.report('CNN129', testSpan, [100], { fix: title, edits });
    const fix = reporter.diagnostics[0]?.fix;
    expect([fix?.edits, title.mock.calls.length]).toEqual([edits, 0]);
    expect([fix?.title, title.mock.calls.length]).toEqual(['write `1`', 1]);
  });
});
