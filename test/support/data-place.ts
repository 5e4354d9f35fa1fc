import { dataRoom } from '../../runtime/data/data-room.ts';
import type { DataPlace } from '../../runtime/data/data-root.ts';
import { testSpan } from './span.ts';

/** A directory as the place of a source, with changes. */
export const dataPlace = (directory: string, changes: Partial<DataPlace> = {}): DataPlace => ({
  directory,
  written: directory,
  span: testSpan,
  classes: undefined,
  followLinks: false,
  room: dataRoom(),
  ...changes,
});
