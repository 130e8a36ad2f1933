import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 ** 30;

/**
 * Where the databases of tests lie: in memory where the system has a folder for it, with room. On a disk, creating and removing the 300
 * files of a PostgreSQL database took up to half a second for each test. Programs lie elsewhere: many systems
 * let none run from that folder.
 */
export const SCRATCH = hasRoom() ? MEMORY : tmpdir();

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
