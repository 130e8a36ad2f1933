const WIDTH = 30;

/** Shows progress: on a terminal as a bar, otherwise as a line for each tenth. */
export class ProgressBar {
  readonly #out: NodeJS.WriteStream;
  #lastTenth = -1;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
  }

  /** Names the work before its amount is known, on a terminal, where the bar overwrites it. */
  begin(what: string): void {
    if (this.#out.isTTY) this.#out.write(`\r\u001b[K${what} …`);
  }

  show(done: number, total: number, unit: string): void {
    const share = total === 0 ? 0 : done / total;
    const counts = `${done} of ${total} ${unit}`;
    if (this.#out.isTTY) {
      const filled = Math.round(share * WIDTH);
      this.#out.write(`\r\u001b[K[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${counts}`);
      return;
    }
    const tenth = Math.floor(share * 10);
    if (tenth === this.#lastTenth) return;
    this.#lastTenth = tenth;
    this.#out.write(`${counts}\n`);
  }

  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\u001b[K');
  }
}
