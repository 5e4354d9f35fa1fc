import { parse, type CsvError } from 'csv-parse/sync';

/** Cells of a record, and the line in which it begins, from 1. */
export type TakeRecord = (cells: readonly string[], line: number) => void;

/** What is wrong with a text of comma-separated values, and in which line. */
export interface CsvProblem {
  readonly line: number;
  readonly found: string;
  /** Whether a quote is open at the end. */
  readonly isOpen?: boolean;
}

/** A longer record is a quote that was not closed. */
const longestRecord = 2 ** 20;

/**
 * Reads comma-separated values as RFC 4180 has them, with any kind of line end: cells in quotes may hold commas, line ends
 * and `""` for a quote. Blanks around cells and empty lines are left out. Records go to `take` one by one; what it throws is thrown.
 */
export function readCsv(bytes: Buffer, take: TakeRecord): CsvProblem | undefined {
  const lines = new Lines(bytes);
  try {
    parse(bytes, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: longestRecord,
      on_record(cells: readonly string[], { bytes: end }) {
        take(cells, lines.next());
        lines.skip(end);
        return null;
      },
    });
    return undefined;
  } catch (error) {
    if (!isCsvError(error)) throw error;
    const isOpen = error.code === 'CSV_QUOTE_NOT_CLOSED';
    return { line: lines.next(), found: problems[error.code] ?? error.message, isOpen };
  }
}

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && 'lines' in error && typeof error.lines === 'number';

const problems: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_MAX_RECORD_SIZE: 'a quote is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a quote that closes: within quotes, a quote is `""`',
  INVALID_OPENING_QUOTE: 'a quote stands within a cell: put the cell into quotes, and write `""` for it',
};

const [tab, lineFeed, carriageReturn, blank] = [9, 10, 13, 32];

/** Counts lines up to where records begin. */
class Lines {
  readonly #bytes: Buffer;
  #position = 0;
  #line = 1;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The line of the next record: behind empty ones. */
  next(): number {
    let to = this.#position;
    while (isBlank(this.#bytes[to])) to++;
    this.skip(to);
    return this.#line;
  }

  /** Goes on to a position. */
  skip(to: number): void {
    for (; this.#position < to; this.#position++) {
      const byte = this.#bytes[this.#position];
      const ends =
        byte === lineFeed || (byte === carriageReturn && this.#bytes[this.#position + 1] !== lineFeed);
      if (ends) this.#line++;
    }
  }
}

const isBlank = (byte: number | undefined): boolean =>
  byte === lineFeed || byte === carriageReturn || byte === blank || byte === tab;
