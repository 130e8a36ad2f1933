import type { ConversionResults } from './conversion.ts';
import type { RevocationResults } from './revocations.ts';
import type { Rounds } from './rounds.ts';
import type { ScaleResults } from './scale.ts';
import type { StartUpResults } from './start-up.ts';
import type { TimingResults } from './timing.ts';

export type InProcessResults = Readonly<Record<string, readonly number[]>>;

/** The results, part by part; a run may measure only some of them. */
export interface Results {
  readonly endpoints?: Rounds;
  readonly inProcess?: InProcessResults;
  readonly startUp?: StartUpResults;
  readonly scale?: ScaleResults;
  readonly revocations?: RevocationResults;
  readonly timing?: TimingResults;
  readonly conversion?: ConversionResults;
}
