/** Whether the person asked to stop. */
export interface Interrupt {
  readonly requested: () => boolean;
  /** Stops listening. */
  remove(): void;
}

/**
 * Hears the first Ctrl-C (or SIGTERM), which stops the run after its step; the second falls to the system and
 * ends the process at once, even within an engine's own code.
 */
export function listenForInterrupt(heard: () => void): Interrupt {
  let requested = false;
  const listener = (): void => {
    requested = true;
    remove();
    heard();
  };
  const remove = (): void => {
    process.removeListener('SIGINT', listener);
    process.removeListener('SIGTERM', listener);
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return { requested: () => requested, remove };
}
