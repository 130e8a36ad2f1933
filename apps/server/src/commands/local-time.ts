/** A time in the zone of the machine, to the second, with its offset from UTC: `2026-01-02 11:04:05 +08:00`. `undefined` where that is UTC. */
export function showLocalTime(epochMs: number): string | undefined {
  const offset = -Math.round(new Date(epochMs).getTimezoneOffset());
  const shifted = new Date(epochMs + offset * 60_000);
  if (offset === 0 || Number.isNaN(shifted.getTime())) return undefined;
  const local = shifted.toISOString();
  const minutes = Math.abs(offset);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${local.slice(0, local.lastIndexOf('.')).replace('T', ' ')} ${offset < 0 ? '-' : '+'}${hour}:${minute}`;
}
