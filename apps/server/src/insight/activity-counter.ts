import { TOKEN_KINDS, type TokenKind } from '@boardgate/token';
import type { ErrorCode } from '../base/errors.ts';

const MINUTE_MS = 60_000;

/** Tokens issued and refused, by kind; refused requests, by code. */
export const MEASURES = ['issued', 'refused', 'refusal'] as const;
export type Measure = (typeof MEASURES)[number];

export interface ActivityCount {
  readonly minute: number;
  readonly measure: Measure;
  /** The kind of the token, or the code of the refusal. */
  readonly name: string;
  readonly count: number;
}

type Kinds = Record<TokenKind, number>;

interface Minute {
  readonly issued: Kinds;
  readonly refused: Kinds;
  readonly refusal: Record<string, number>;
}

export class ActivityCounter {
  #minutes = new Map<number, Minute>();
  #current: Minute = newMinute();
  #began = Number.NaN;

  countIssued(kind: TokenKind, now: number): void {
    this.#at(now).issued[kind]++;
  }

  countRefused(kind: TokenKind, now: number): void {
    this.#at(now).refused[kind]++;
  }

  countRefusal(code: ErrorCode, now: number): void {
    const { refusal } = this.#at(now);
    refusal[code] = (refusal[code] ?? 0) + 1;
  }

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
