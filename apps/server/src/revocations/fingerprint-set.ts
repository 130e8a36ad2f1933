const FIRST_SIZE = 1024;

/**
 * A set of 32-bit numbers, 8 to 16 bytes each: a million revoked nonces fit in 16 MB. It only grows; whoever wants it smaller
 * builds a new one.
 */
export class FingerprintSet {
  #slots = new Uint32Array(FIRST_SIZE);
  #count = 0;

  has(fingerprint: number): boolean {
    return this.#slots[this.#slotOf(this.#slots, fingerprint)] !== 0;
  }

  add(fingerprint: number): void {
    const slot = this.#slotOf(this.#slots, fingerprint);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = nonZero(fingerprint);
    if (++this.#count * 2 > this.#slots.length) this.#grow();
  }

  /** Where the number is, or where it would go: the first free place from its own on. */
  #slotOf(slots: Uint32Array, fingerprint: number): number {
    const wanted = nonZero(fingerprint);
    const mask = slots.length - 1;
    let slot = wanted & mask;
    while (slots[slot] !== 0 && slots[slot] !== wanted) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2);
    for (const fingerprint of this.#slots) {
      if (fingerprint !== 0) larger[this.#slotOf(larger, fingerprint)] = fingerprint;
    }
    this.#slots = larger;
  }
}

/** 0 marks a free place. */
function nonZero(fingerprint: number): number {
  return fingerprint === 0 ? 1 : fingerprint;
}
