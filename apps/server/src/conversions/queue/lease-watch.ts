import { LEASE_MS, type Lease } from './task-leases.ts';

/** Tells dead workers by leases that stay unchanged between two looks. A time alone would not do: it is by another server's clock. */
export class LeaseWatch {
  #seen = new Map<string, { readonly lease: Lease; readonly since: number }>();

  /**
   * Leases that have not changed since the last look, and have expired or stayed unchanged for as long as a lease lasts.
   *
   * @param held every lease there is. Looks must be further apart than leases are renewed.
   */
  findDead(held: readonly Lease[], now: number): Lease[] {
    const before = this.#seen;
    this.#seen = new Map(
      held.map((lease) => {
        const known = before.get(lease.uuid);
        return [lease.uuid, known && isSame(known.lease, lease) ? known : { lease, since: now }];
      }),
    );
    return held.filter((lease) => {
      const known = this.#seen.get(lease.uuid);
      if (known === undefined || known !== before.get(lease.uuid)) return false;
      return lease.until < now || now - known.since >= LEASE_MS;
    });
  }
}

function isSame(one: Lease, other: Lease): boolean {
  return one.worker === other.worker && one.until === other.until;
}
