import { setTimeout } from 'node:timers/promises';
import { newToken } from './boardgate.ts';

/** The fields of a task that the benchmark reads. */
interface Shown {
  readonly uuid: string;
  readonly status: string;
  readonly pageCount?: number;
  readonly convertedPercentage?: number;
  readonly images?: Readonly<Record<string, { readonly url: string }>>;
  readonly errorMessage?: string;
}

/** The app server's side of a conversion. */
export class ConversionClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string) {
    this.#url = `${url}/v5/projector/tasks`;
    this.#headers = { token: newToken(), region: 'us-sv', 'content-type': 'application/json' };
  }

  /** Returns the uuid of the new task. */
  async start(resource: string): Promise<string> {
    const body = JSON.stringify({ resource, type: 'static', scale: 1.2 });
    const answer = await fetch(this.#url, { method: 'POST', headers: this.#headers, body });
    if (answer.status !== 201) throw new Error(`a conversion was answered with ${answer.status}`);
    return ((await answer.json()) as Shown).uuid;
  }

  /**
   * Polls until the task is in the wanted state.
   *
   * @throws {Error} if it ends in another one.
   */
  async waitUntil(uuid: string, everyMs: number, isReached: (shown: Shown) => boolean): Promise<Shown> {
    for (;;) {
      const answer = await fetch(`${this.#url}/${uuid}`, { headers: this.#headers });
      if (answer.status !== 200) throw new Error(`polling a task was answered with ${answer.status}`);
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
