import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { machine, unless, WorkBench } from '../../../test/support/conversions.ts';
import { Renderer } from './renderer.ts';
import { DENIED } from './seccomp.ts';
import { Soffice } from './soffice.ts';
import { legacyCallProgram, readResults, syscallProgram } from './testing/syscall-program.ts';

const { sandbox } = machine;
const isX64 = process.arch === 'x64';

let bench: WorkBench;
beforeEach(async () => {
  bench = await WorkBench.open();
});
afterEach(async () => await bench.close());

/** What a hostile program left behind, and how the server took its end. */
interface Deeds {
  readonly folder: string;
  readonly failure: unknown;
}

/** Programs for it to run, by name. */
type Tools = Readonly<Record<string, Buffer>>;

async function layTools(folder: string, tools: Tools): Promise<void> {
  for (const [name, bytes] of Object.entries(tools)) {
    await writeFile(join(folder, name), bytes);
    await chmod(join(folder, name), 0o755);
  }
}

async function inPlaceOfRenderer(script: string, tools: Tools, noProgressMs = 3_600_000): Promise<Deeds> {
  const { workDir } = await bench.lay(Buffer.from('a document'));
  const [outputDir, tmpDir] = [join(workDir, 'pages'), join(workDir, 'tmp')];
  for (const folder of [outputDir, tmpDir]) await mkdir(folder);
  await layTools(workDir, tools);
  const shell = { file: '/bin/sh', args: ['-c', `cd /run/document/pages; tools=/run/document; ${script}`] };
  const stop = new AbortController();
  const renderer = await Renderer.start(
    {
      insideOf: (folder) => sandbox.insideOf(folder),
      start: (program, signal) => sandbox.start({ ...program, ...shell }, signal),
    },
    { workDir, outputDir, tmpDir },
    { stop, timeLimitMs: 3_600_000, noProgressMs },
  );
  while ((await renderer.next()) !== undefined);
  const end = await renderer.silentEnd();
  return { folder: outputDir, failure: stop.signal.reason ?? end };
}

async function inPlaceOfOffice(script: string, tools: Tools): Promise<Deeds> {
  const { workDir, source } = await bench.lay(Buffer.from('a document'));
  const [folder, programs] = [join(workDir, 'to-pdf'), join(bench.path, 'office')];
  await mkdir(programs);
  await layTools(programs, tools);
  const soffice = `#!/bin/sh
[ "$1" = --version ] && exec echo LibreOffice 1.2.3
cd /run/document; tools=${programs}; ${script}
`;
  await layTools(programs, { soffice: Buffer.from(soffice) });
  const office = await Soffice.open(join(programs, 'soffice'), sandbox, 3_600_000);
  const { signal } = new AbortController();
  const failure = await office
    ?.toPdf({ kind: 'docx', source, workDir: folder, signal })
    .catch((error: unknown) => error);
  return { folder, failure };
}

describe.runIf(machine.isConfining)(
  `a hostile program${unless(machine.isConfining, 'bubblewrap')}, in the place of`,
  () => {
    describe.each([
      { place: 'the renderer', run: inPlaceOfRenderer, ended: 'unknown' },
      { place: 'LibreOffice', run: inPlaceOfOffice, ended: 'document-broken' },
    ])('$place', ({ run, ended }) => {
      test('sets nothing in the kernel and writes no file of this machine', async () => {
        const { folder, failure } = await run(
          `for file in /proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/sys/vm/overcommit_memory /proc/sysrq-trigger /etc/x /usr/x /dev/x /x
           do echo x > $file && echo $file >> done; done 2>/dev/null; echo tried > tried`,
          {},
        );
        expect(await readFile(join(folder, 'tried'), 'utf8')).toBe('tried\n');
        expect(existsSync(join(folder, 'done'))).toBe(false);
        expect(failure).toMatchObject({ reason: ended });
      });

      test('is nobody, has no privilege, and does not learn where its folder really is', async () => {
        const { folder } = await run(
          'id -u > uid; grep -E "^(CapPrm|CapBnd|NoNewPrivs|Seccomp):" /proc/self/status > status; cat /proc/1/cmdline > words',
          {},
        );
        const read = async (name: string) => await readFile(join(folder, name), 'utf8');
        expect(await read('uid')).toBe('65534\n');
        expect((await read('status')).replaceAll(/\s+/g, ' ')).toBe(
          `CapPrm: 0000000000000000 CapBnd: 0000000000000000 NoNewPrivs: 1 Seccomp: ${isX64 || process.arch === 'arm64' ? 2 : 0} `,
        );
        expect(await read('words')).toContain('bwrap');
        expect(await read('words')).not.toContain(join(bench.path, 'task-0'));
      });

      test.runIf(isX64)(`makes no denied system call${unless(isX64, 'x86-64')}`, async () => {
        const denied = DENIED.flatMap(([name, number]) => (number === undefined ? [] : [{ name, number }]));
        const [getpid, clone, clone3, newUser] = [39, 56, 435, 0x1000_0000];
        const calls = syscallProgram([
          ...denied.map(({ number }) => [number] as const),
          [clone, newUser],
          [clone3],
          [getpid],
        ]);
        const { folder } = await run(
          '$tools/calls > results; $tools/x32; echo $? > x32; $tools/legacy; echo $? > legacy',
          { calls, x32: syscallProgram([[0x4000_0000 + getpid]]), legacy: legacyCallProgram() },
        );
        const results = readResults(await readFile(join(folder, 'results')));
        const pid = results.pop();
        const names = [...denied.map(({ name }) => name), 'clone', 'clone3'];
        // EPERM, and ENOSYS for the call that the C library replaces.
        expect(names.map((name, at) => [name, results[at]])).toEqual(
          names.map((name) => [name, name === 'clone3' ? -38 : -1]),
        );
        expect(pid).toBeGreaterThan(1);
        // Ended by SIGSYS.
        for (const name of ['x32', 'legacy'])
          expect([name, await readFile(join(folder, name), 'utf8')]).toEqual([name, '159\n']);
      });

      test('is ended when it starts too many processes', async () => {
        const { failure } = await run('for _ in $(seq 60); do sleep 600 & done; wait', {});
        expect(failure).toMatchObject({ reason: 'limit-exceeded' });
      });
    });

    test('the renderer is ended by the processor time that it takes, of whatever it starts', async () => {
      const { failure } = await inPlaceOfRenderer('while :; do :; done & wait', {}, 500);
      expect(failure).toMatchObject({
        reason: 'limit-exceeded',
        message: expect.stringContaining('a page takes more than 0.5 seconds of processor time'),
      });
    });
  },
);
