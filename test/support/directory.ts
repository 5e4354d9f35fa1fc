import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { quickPlace } from './quick-place.ts';

const make = (): string => mkdtempSync(join(quickPlace, 'cnnc-'));
const remove = (path: string): void => rmSync(path, { recursive: true, force: true });

/** A fresh directory that is removed when the test is over. */
export function temporaryDirectory(): string {
  const path = make();
  onTestFinished(() => remove(path));
  return path;
}

/** A directory for all tests of a suite: made before the first, removed after the last. */
export function sharedDirectory(): () => string {
  let path = '';
  beforeAll(() => void (path = make()));
  afterAll(() => remove(path));
  return () => path;
}
