/**
 * How much of its size something grows in an hour, by a line through the samples: garbage comes and goes, and a difference between two of
 * them would say when it was collected.
 */
export function growthPerHour(
  samples: readonly { readonly minute: number; readonly megabytes: number }[],
): number {
  const mean = (of: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [minute, megabytes] = [mean((sample) => sample.minute), mean((sample) => sample.megabytes)];
  const rise = mean((sample) => (sample.minute - minute) * (sample.megabytes - megabytes));
  const run = mean((sample) => (sample.minute - minute) ** 2);
  return run === 0 ? 0 : ((rise / run) * 60) / megabytes;
}
