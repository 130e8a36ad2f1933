import { setTimeout } from 'node:timers/promises';
import { signSdkToken } from '@boardgate/token';
import { KEY } from './boardgate.ts';

/** What a task shows of itself, as far as the benchmark looks. */
interface Shown {
  readonly uuid: string;
  readonly status: string;
  readonly pageCount?: number;
  readonly convertedPercentage?: number;
  readonly images?: Readonly<Record<string, { readonly url: string }>>;
  readonly errorMessage?: string;
}

/** An app server's side of a conversion. */
export class ConversionClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string) {
    this.#url = `${url}/v5/projector/tasks`;
    const token = signSdkToken({ ...KEY, role: 'admin', lifespanMs: 0 });
    this.#headers = { token, region: 'us-sv', 'content-type': 'application/json' };
  }

  /** Gives the uuid of the new task. */
  async start(resource: string): Promise<string> {
    const body = JSON.stringify({ resource, type: 'static', scale: 1.2 });
    const answer = await fetch(this.#url, { method: 'POST', headers: this.#headers, body });
    if (answer.status !== 201) throw new Error(`a conversion was answered with ${answer.status}`);
    return ((await answer.json()) as Shown).uuid;
  }

  /**
   * Asks every few milliseconds until the task is as it should be.
   *
   * @throws {Error} where it ends otherwise: a conversion that fails is no conversion to measure.
   */
  async waitUntil(uuid: string, everyMs: number, isReached: (shown: Shown) => boolean): Promise<Shown> {
    for (;;) {
      const answer = await fetch(`${this.#url}/${uuid}`, { headers: this.#headers });
      if (answer.status !== 200) throw new Error(`asking for a task was answered with ${answer.status}`);
      const shown = (await answer.json()) as Shown;
      if (isReached(shown)) return shown;
      if (!['Waiting', 'Converting'].includes(shown.status)) {
        throw new Error(`a conversion ended as ${shown.status}: ${shown.errorMessage ?? 'too early'}`);
      }
      await setTimeout(everyMs);
    }
  }
}

export function isFinished({ status }: Shown): boolean {
  return status === 'Finished';
}
