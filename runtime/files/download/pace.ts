import { DownloadError, tryLater } from './download-error.ts';

/** How long a download may take: milliseconds, and bytes a second. */
export interface DownloadLimits {
  /** Without a byte. */
  readonly idle: number;
  /** The window over which the least speed is held. */
  readonly window: number;
  readonly leastSpeed: number;
  /** In all, with every try. */
  readonly whole: number;
  /** Before each try after one that failed in a way that may pass. */
  readonly waits: readonly number[];
}

/** Half a minute of silence, or of a drip, is no download; 4 GiB at 800 kbit/s is one. */
export const patient: DownloadLimits = {
  idle: 30_000,
  window: 30_000,
  leastSpeed: 1024,
  whole: 12 * 3_600_000,
  waits: [500, 2000],
};

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Ends a transfer that does not come on. */
export class Pace {
  readonly #limits: DownloadLimits;
  readonly #abort = new AbortController();
  readonly #timers: NodeJS.Timeout[];
  #silence: NodeJS.Timeout;
  #inWindow = 0;

  /** `left`: milliseconds of the whole that are left. */
  constructor(limits: DownloadLimits, left: number) {
    this.#limits = limits;
    this.#silence = this.#afterSilence();
    this.#timers = [
      setInterval(() => this.#endWindow(), limits.window),
      setTimeout(() => this.#stop(`it takes longer than ${seconds(limits.whole)}`), Math.max(1, left)),
    ];
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  received(bytes: number): void {
    this.#inWindow += bytes;
    clearTimeout(this.#silence);
    this.#silence = this.#afterSilence();
  }

  close(): void {
    clearTimeout(this.#silence);
    for (const timer of this.#timers) clearInterval(timer);
  }

  #afterSilence(): NodeJS.Timeout {
    return setTimeout(
      () => this.#stop(`the host says nothing for ${seconds(this.#limits.idle)}`),
      this.#limits.idle,
    );
  }

  #endWindow(): void {
    const speed = this.#inWindow / (this.#limits.window / 1000);
    if (speed < this.#limits.leastSpeed) {
      this.#stop(`the host sends ${Math.round(speed)} bytes a second, less than ${this.#limits.leastSpeed}`);
    }
    this.#inWindow = 0;
  }

  #stop(reason: string): void {
    this.#abort.abort(new DownloadError(reason, tryLater));
  }
}
