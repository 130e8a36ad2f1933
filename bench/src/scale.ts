import { startUnlimited } from './boardgate.ts';
import { progress } from './progress.ts';
import { measureInRounds, type Rounds } from './rounds.ts';
import { type ScaleServer, type SeededFolder, seedLarge, seedSmall } from './scale-data.ts';
import { pageSubjects } from './scale-pages.ts';
import { roomTokenSubjects } from './scale-room-tokens.ts';

const ROOM_TOKENS = { connections: 64, rounds: 7, roundMs: 1500, warmUpMs: 4000 };
/** Pages are large: few connections keep the server busy, and a second gives a steady figure. */
const PAGES = { connections: 8, rounds: 7, roundMs: 1000, warmUpMs: 1000 };

export interface ScaleResults {
  readonly roomTokens: Rounds;
  readonly pages: Rounds;
  readonly memoryMb: { readonly small: MemoryMb; readonly large: MemoryMb };
}

/** Resident memory of a server before the first request and after the last. */
export interface MemoryMb {
  readonly atRest: number;
  readonly afterwards: number;
}

/** Compares a nearly empty server with one that stores a million rooms and a hundred thousand keys. */
export async function measureScale(): Promise<ScaleResults> {
  progress('writing a million rooms');
  const small = await start(await seedSmall());
  const large = await start(await seedLarge());
  try {
    const atRest = { small: small.server.residentMb(), large: large.server.residentMb() };
    const roomTokens = await measureInRounds(roomTokenSubjects(small, large), ROOM_TOKENS);
    const pages = await measureInRounds(pageSubjects(small, large), PAGES);
    const memory = (size: 'small' | 'large', { server }: ScaleServer): MemoryMb => ({
      atRest: atRest[size],
      afterwards: server.residentMb(),
    });
    return { roomTokens, pages, memoryMb: { small: memory('small', small), large: memory('large', large) } };
  } finally {
    await Promise.all([small.server.stop(), large.server.stop()]);
  }
}

async function start(seeded: SeededFolder): Promise<ScaleServer> {
  return { ...seeded, server: await startUnlimited(seeded.folder) };
}
