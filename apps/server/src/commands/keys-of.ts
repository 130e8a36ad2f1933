import { KeyManagement } from '../keys/key-management.ts';
import type { Opened } from './cli-context.ts';

export function keysOf({ database, vault, now }: Opened): KeyManagement {
  return new KeyManagement(database, vault, now);
}
