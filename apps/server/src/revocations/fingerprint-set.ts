const FIRST_SIZE = 1024;
/** With four bits a slot, the bits answer seven of eight look-ups. */
const BITS_A_SLOT = 4;
const BITS_A_WORD = 32;

/**
 * A set of 32-bit numbers, 9 to 18 bytes each: a million revoked nonces fit in 9 MB. It only grows; to shrink it,
 * build a new one.
 *
 * Nearly every look-up finds nothing and reads only a bit, likely from the processor's caches.
 */
export class FingerprintSet {
  #slots = new Uint32Array(FIRST_SIZE);
  #bits = new Uint32Array((FIRST_SIZE * BITS_A_SLOT) / BITS_A_WORD);
  #count = 0;

  has(fingerprint: number): boolean {
    const word = this.#bits[(fingerprint >>> 5) & (this.#bits.length - 1)] ?? 0;
    if ((word & (1 << (fingerprint & 31))) === 0) return false;
    return this.#slots[this.#slotOf(this.#slots, fingerprint)] !== 0;
  }

  add(fingerprint: number): void {
    const slot = this.#slotOf(this.#slots, fingerprint);
    this.#setBit(fingerprint);
    if (this.#slots[slot] !== 0) return;
    this.#slots[slot] = nonZero(fingerprint);
    if (++this.#count * 2 > this.#slots.length) this.#grow();
  }

  #setBit(fingerprint: number): void {
    const at = (fingerprint >>> 5) & (this.#bits.length - 1);
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (fingerprint & 31));
  }

  /** The slot of the number, or the first free one from its own place on. */
  #slotOf(slots: Uint32Array, fingerprint: number): number {
    const wanted = nonZero(fingerprint);
    const mask = slots.length - 1;
    let slot = wanted & mask;
    while (slots[slot] !== 0 && slots[slot] !== wanted) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2);
    this.#bits = new Uint32Array(this.#bits.length * 2);
    for (const fingerprint of this.#slots) {
      if (fingerprint === 0) continue;
      larger[this.#slotOf(larger, fingerprint)] = fingerprint;
      this.#setBit(fingerprint);
    }
    // Slots store 0 as 1.
    this.#setBit(0);
    this.#slots = larger;
  }
}

/** 0 marks a free slot. */
function nonZero(fingerprint: number): number {
  return fingerprint === 0 ? 1 : fingerprint;
}
