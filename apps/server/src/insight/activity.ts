import { TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import type { ErrorCode } from '../base/errors.ts';

const MINUTE_MS = 60_000;

/** What can be counted: tokens issued and refused by kind, refused requests by code. */
export const MEASURES = ['issued', 'refused', 'refusal'] as const;
export type Measure = (typeof MEASURES)[number];

/** How often something happened in a minute. */
export interface ActivityCount {
  readonly minute: number;
  readonly measure: Measure;
  /** A kind of token, or the code of a refusal. */
  readonly name: string;
  readonly count: number;
}

type Kinds = Record<TokenKind, number>;

interface Minute {
  readonly issued: Kinds;
  readonly refused: Kinds;
  readonly refusal: Record<string, number>;
}

/** Counts what the whole server does, by the minute. Issuing a token adds one to a number here, and no more. */
export class Activity {
  #minutes = new Map<number, Minute>();
  #current: Minute = newMinute();
  #began = Number.NaN;

  countIssued(kind: TokenKind, now: number): void {
    this.#at(now).issued[kind]++;
  }

  countRefused(kind: TokenKind, now: number): void {
    this.#at(now).refused[kind]++;
  }

  /** A request was refused or failed, whatever it was about. */
  countRefusal(code: ErrorCode, now: number): void {
    const { refusal } = this.#at(now);
    refusal[code] = (refusal[code] ?? 0) + 1;
  }

  /** What was counted since it was last taken. */
  take(): ActivityCount[] {
    const taken = [...this.#minutes].flatMap(([minute, counts]) =>
      MEASURES.flatMap((measure) =>
        Object.entries(counts[measure])
          .filter(([, count]) => count > 0)
          .map(([name, count]) => ({ minute, measure, name, count })),
      ),
    );
    this.#minutes = new Map();
    this.#began = Number.NaN;
    return taken;
  }

  /** Takes back what could not be written. */
  putBack(counts: readonly ActivityCount[]): void {
    for (const { minute, measure, name, count } of counts) {
      const cells: Record<string, number> = this.#minuteOf(minute)[measure];
      cells[name] = (cells[name] ?? 0) + count;
    }
  }

  #at(now: number): Minute {
    // Also where the clock was set back.
    if (!(now >= this.#began && now < this.#began + MINUTE_MS)) {
      this.#began = now - (now % MINUTE_MS);
      this.#current = this.#minuteOf(this.#began);
    }
    return this.#current;
  }

  #minuteOf(began: number): Minute {
    const known = this.#minutes.get(began);
    if (known !== undefined) return known;
    const minute = newMinute();
    this.#minutes.set(began, minute);
    return minute;
  }
}

function newMinute(): Minute {
  return { issued: newKinds(), refused: newKinds(), refusal: {} };
}

function newKinds(): Kinds {
  return Object.fromEntries(TOKEN_KINDS.map((kind) => [kind, 0])) as Kinds;
}
