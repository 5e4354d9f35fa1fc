import { expect, it } from 'vitest';
import { downloadError, tryLater } from '../../../../runtime/files/download/download-error.ts';

const coded = (code: string, message = 'it failed'): Error => Object.assign(new Error(message), { code });

it.each([
  [coded('ECONNRESET'), 'the host has broken the connection off', tryLater, true],
  [new TypeError('terminated'), 'the host has broken the connection off', tryLater, true],
  [new Error('other side closed'), 'the host has broken the connection off', tryLater, true],
  [
    new TypeError('fetch failed', { cause: coded('ENOTFOUND') }),
    'there is no host of this name',
    undefined,
    false,
  ],
  [
    new TypeError('fetch failed', { cause: new Error('bad port') }),
    'nothing is fetched from its port',
    'correct the address',
    false,
  ],
  [coded('HPE_INVALID_CONSTANT'), 'what answers there does not speak HTTP', 'correct the address', false],
  [coded('CERT_HAS_EXPIRED', 'expired'), 'the connection is not safe (expired)', undefined, false],
  [coded('ENOSPC'), 'the disk is full', 'make room on the disk', false],
  [new Error('something\nelse'), 'something', tryLater, false],
  ['a text', 'a text', tryLater, false],
])('of %o says why, and what to do', (error, reason, fix, again) => {
  const told = downloadError(error);
  expect(told).toMatchObject({ message: reason, again });
  if (fix !== undefined) expect(told.fix).toBe(fix);
});
