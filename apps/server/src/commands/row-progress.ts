import { ProgressBar } from './progress-bar.ts';

/** Shows on a terminal how many rows of how many are done. Elsewhere such a command runs at night, and nobody wants mail about it. */
export class RowProgress {
  readonly #bar = process.stderr.isTTY ? new ProgressBar() : undefined;
  #done = 0;

  begin(what: string): void {
    this.#bar?.begin(what);
  }

  add(rows: number, total: number): void {
    this.#done += rows;
    this.#bar?.show(this.#done, total, 'rows');
  }

  end(): void {
    this.#bar?.end();
  }
}
