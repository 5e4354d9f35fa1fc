import { statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatBytes } from '../../../compiler/diagnostics/messages/format-bytes.ts';
import { correctAddress, DownloadError, tryLater } from './download-error.ts';
import type { Pace } from './pace.ts';
import type { Part } from './part.ts';
import { request } from './request.ts';

/** How far it is: bytes. `total` is absent where the server does not say. */
export interface Progress {
  readonly received: number;
  readonly total?: number;
}

/** Fetches what a part lacks; after it, the part is whole. Throws a DownloadError, or what fetch and the disk throw. */
export async function transfer(
  url: string,
  part: Part,
  limit: number,
  pace: Pace,
  tell: (progress: Progress) => void,
): Promise<void> {
  const file = await part.open();
  try {
    const state = await part.state();
    const resumable = state !== undefined && state.url === url;
    const have = resumable ? (await file.stat()).size : 0;
    const range = have > 0 && resumable ? { range: `bytes=${have}-`, 'if-range': state.validator } : {};
    const response = await request(url, { 'accept-encoding': 'identity', ...range }, pace.signal);
    pace.received(0);
    const answer = answerOf(response, have, state?.validator);
    if (answer === undefined) {
      await response.body?.cancel().catch(() => undefined);
      await part.setState(undefined);
      throw new DownloadError('the server does not go on where it was', tryLater, true);
    }
    await checkRoom(answer, limit, part.file);
    if (answer.start === 0) {
      await part.setState(undefined);
      await file.truncate(0);
      if (answer.validator !== undefined) await part.setState({ url, validator: answer.validator });
    }
    await receive(response, file, answer, limit, pace, tell);
    await file.sync();
  } finally {
    await file.close();
  }
}

interface Answer {
  /** Where what comes begins. */
  readonly start: number;
  /** Bytes of the whole file; undefined where that is not known, or what comes is packed. */
  readonly total: number | undefined;
  readonly validator: string | undefined;
}

/**
 * What a response gives; undefined where it is another part than was asked for, or of another version than the one
 * that `known` marks.
 */
function answerOf(
  { status, headers }: Response,
  have: number,
  known: string | undefined,
): Answer | undefined {
  const encoding = headers.get('content-encoding') ?? 'identity';
  const packed = encoding !== 'identity';
  const etag = headers.get('etag');
  // A weak mark stands for several forms of the same thing.
  const mark = etag === null || etag.startsWith('W/') ? headers.get('last-modified') : etag;
  const validator = packed || mark === null ? undefined : mark;
  if (status !== 206 && status !== 416) {
    const length = headers.get('content-length');
    return { start: 0, total: packed || length === null ? undefined : Number(length), validator };
  }
  const [, start, end, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? [];
  if (status === 416 || packed || Number(start) !== have || Number(end) + 1 !== Number(total))
    return undefined;
  // A server need not repeat the mark; one that gives another has not looked at the one that it was asked with.
  const marks = [etag, headers.get('last-modified')].filter((each) => each !== null);
  if (have > 0 && marks.length > 0 && !marks.some((each) => each === known)) return undefined;
  return { start: have, total: Number(total), validator };
}

async function checkRoom({ start, total }: Answer, limit: number, path: string): Promise<void> {
  if (total === undefined) return;
  if (total > limit) {
    throw new DownloadError(
      `it has ${formatBytes(total)}, and at most ${formatBytes(limit)} are fetched`,
      correctAddress,
    );
  }
  const { bavail, bsize } = await statfs(dirname(path));
  if (bavail * bsize < total - start) {
    const room = formatBytes(bavail * bsize);
    throw new DownloadError(
      `it needs ${formatBytes(total - start)}, and the disk has ${room} left`,
      'make room on the disk',
    );
  }
}

async function receive(
  { body }: Response,
  file: FileHandle,
  { start, total }: Answer,
  limit: number,
  pace: Pace,
  tell: (progress: Progress) => void,
): Promise<void> {
  let received = start;
  const most = Math.min(limit, total ?? Infinity);
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    pace.received(chunk.length);
    if (received + chunk.length > most) {
      const what =
        most === limit ? `it is larger than ${formatBytes(limit)}` : 'more comes than the server says';
      throw new DownloadError(what, correctAddress);
    }
    await writeAt(file, chunk, received);
    received += chunk.length;
    tell({ received, ...(total === undefined ? {} : { total }) });
  }
  if (received === 0) throw new DownloadError('nothing is there: it has no bytes', correctAddress);
  if (total !== undefined && received !== total) {
    throw new DownloadError(`it ends after ${received} of ${total} bytes`, tryLater, true);
  }
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}
