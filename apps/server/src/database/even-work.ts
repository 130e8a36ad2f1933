interface EvenWorkUses {
  /** The whole look-up of a row. */
  readonly read: (id: string) => Promise<unknown>;
  /** The id of a row that exists, if there is any. */
  readonly anyId: () => Promise<string | undefined>;
  /** An id that no row can have. */
  readonly nobodys: string;
}

/**
 * Makes a refusal take the same work whether what was asked for is another tenant's or does not exist, so that its time does not tell.
 */
export class EvenWork {
  readonly #uses: EvenWorkUses;
  #existing: string | undefined;

  constructor(uses: EvenWorkUses) {
    this.#uses = uses;
  }

  /**
   * Await this before the refusal: afterwards a row that exists has been read, and one that does not.
   *
   * @param isFound whether the look-up that leads to the refusal found a row.
   */
  async after(isFound: boolean): Promise<void> {
    const { read, anyId, nobodys } = this.#uses;
    if (isFound) {
      await read(nobodys);
      return;
    }
    this.#existing ??= await anyId();
    // Deleted: choose another next time.
    if (this.#existing !== undefined && (await read(this.#existing)) === undefined)
      this.#existing = undefined;
  }
}
