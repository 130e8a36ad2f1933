import { measureInRounds, type Rounds } from './rounds.ts';
import { startSubjects } from './subjects.ts';

const PLAN = { connections: 64, rounds: 7, roundMs: 2000, warmUpMs: 5000 };

/** Measures this server's endpoints and its peers. */
export async function measureEndpoints(): Promise<Rounds> {
  const subjects = await startSubjects();
  try {
    return await measureInRounds(subjects.list, PLAN);
  } finally {
    await subjects.stop();
  }
}
