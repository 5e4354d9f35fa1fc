import { renderAll } from '../compiler/diagnostics/render.ts';
import type { Diagnostic } from '../grammar/diagnostic.ts';
import { writeFailure } from '../runtime/files/write-failure.ts';

/**
 * What a command does when what it prints goes nowhere. A reader that has gone (`cnnc summary … | head`) ends it silently; a result
 * that cannot be written (a full disk) is an error. A run stops as a signal stops it: after its step, saved. Messages that cannot be
 * written are lost: nobody else can be told.
 */
export function guardOutput(out: NodeJS.WriteStream, err: NodeJS.WriteStream): void {
  let isStopping = false;
  const stop = (code: number | string): void => {
    if (isStopping) return;
    isStopping = process.emit('SIGTERM', 'SIGTERM');
    if (!isStopping) process.exit(code);
  };
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return stop(process.exitCode ?? 0);
    if (!isStopping) err.write(renderAll([unwritable(error)]));
    stop(1);
  });
  err.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') stop(process.exitCode ?? 0);
  });
}

function unwritable(error: unknown): Diagnostic {
  const { reason, fix } = writeFailure(error);
  return {
    code: 'CNN695',
    severity: 'error',
    message: `what the command prints cannot be written: ${reason}`,
    fix: { title: `${fix}, or send it elsewhere` },
  };
}
