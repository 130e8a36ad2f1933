import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { machine, unless, WorkBench } from '../../../test/support/conversions.ts';
import { processesOf } from '../../../test/support/processes.ts';
import { type Exit, endingSignal } from './confined-process.ts';
import type { ConfinedProgram } from './confined-program.ts';
import { Sandbox } from './sandbox.ts';

let bench: WorkBench;
beforeEach(async () => {
  bench = await WorkBench.open();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await bench.close();
});

/** A shell’s words as a confined program, which may write to `out` in its work folder. */
async function program(
  script: string,
  limits: Partial<ConfinedProgram['limits']> = {},
): Promise<ConfinedProgram> {
  const { workDir } = await bench.lay(Buffer.from('the document'));
  const [out, tmp] = [join(workDir, 'out'), join(workDir, 'tmp')];
  await mkdir(out);
  await mkdir(tmp);
  return {
    file: '/bin/sh',
    args: ['-c', script],
    readable: [],
    workDir,
    writableDir: out,
    tmpDir: tmp,
    talks: false,
    limits: { memory: { addressSpaceBytes: 1024 ** 3 }, cpuSeconds: 20, fileBytes: 1024 ** 2, ...limits },
  };
}

async function run(sandbox: Sandbox, confined: ConfinedProgram): Promise<Exit> {
  return await (await sandbox.start(confined, new AbortController().signal)).ended;
}

const SANDBOXES = [
  { name: 'with bubblewrap', has: machine.isConfining, sandbox: machine.sandbox },
  { name: 'without bubblewrap', has: machine.isLinux, sandbox: await Sandbox.probe('/nonexistent') },
];

for (const { name, has, sandbox } of SANDBOXES) {
  describe.runIf(has)(`a program that reads documents, ${name}${unless(has, name)}`, () => {
    test('finds nothing of the server’s environment', async () => {
      vi.stubEnv('BOARDGATE_MASTER_KEY', 'secret-of-the-server');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret-of-the-server');
      const confined = await program('env > out/env');
      expect(await run(sandbox, confined)).toEqual({ code: 0, signal: null });
      const names = (await readFile(join(confined.writableDir, 'env'), 'utf8'))
        .split('\n')
        .map((line) => line.split('=')[0])
        .filter((variable) => variable !== '');
      // The shell’s own two are among them.
      expect(['HOME', 'LANG', 'OLDPWD', 'PATH', 'PWD', 'SHLVL', 'TMPDIR', '_']).toEqual(
        expect.arrayContaining(names),
      );
    });

    test('ends with all that it started once it is called off', async () => {
      const confined = await program('sleep 600 & sleep 600 & echo ready > out/ready; wait');
      const stop = new AbortController();
      const running = await sandbox.start(confined, stop.signal);
      await expect
        .poll(() => readFile(join(confined.writableDir, 'ready'), 'utf8').catch(() => ''))
        .not.toBe('');
      expect((await processesOf(confined.workDir)).length).toBeGreaterThan(2);
      stop.abort(new Error('called off'));
      expect(endingSignal(await running.ended)).toBe('SIGKILL');
      expect(await processesOf(confined.workDir)).toEqual([]);
    });

    test('leaves nothing running when it ends by itself', async () => {
      const confined = await program('sleep 600 & exit 0');
      await run(sandbox, confined);
      expect(await processesOf(confined.workDir)).toEqual([]);
    });

    test('never begins its work when it was called off before', async () => {
      const confined = await program('sleep 600; echo done > out/done');
      const running = await sandbox.start(confined, AbortSignal.abort());
      expect(endingSignal(await running.ended)).toBe('SIGKILL');
      expect(await processesOf(confined.workDir)).toEqual([]);
    });
  });
}

describe.runIf(machine.isConfining)(`bubblewrap${unless(machine.isConfining, 'bubblewrap')}`, () => {
  const { sandbox } = machine;

  test('shows a program its own folder at a path that tells nothing, and lets it write to one part', async () => {
    const confined = await program(
      'pwd > out/pwd; cat document > out/copy; echo x > document || echo x > ../x || echo kept > out/kept',
    );
    await run(sandbox, confined);
    const read = (file: string) => readFile(join(confined.writableDir, file), 'utf8');
    expect(await read('pwd')).toBe('/run/document\n');
    expect(await read('copy')).toBe('the document');
    expect(await read('kept')).toBe('kept\n');
  });

  test('hides every other file', async () => {
    const secret = join(bench.path, 'master.key');
    await writeFile(secret, 'secret');
    const confined = await program(
      `cat ${secret} /etc/passwd /etc/hostname > out/found 2>/dev/null; ls / > out/ls`,
    );
    await run(sandbox, confined);
    expect(await readFile(join(confined.writableDir, 'found'), 'utf8')).toBe('');
    const roots = (await readFile(join(confined.writableDir, 'ls'), 'utf8')).trim().split('\n');
    for (const name of ['home', 'root', 'srv', 'opt', 'sys']) expect(roots).not.toContain(name);
  });

  test('hides a file among those that it may read', async () => {
    const folder = join(bench.path, 'application');
    await mkdir(folder);
    const [shown, hidden] = [join(folder, 'shown'), join(folder, 'hidden')];
    for (const path of [shown, hidden]) await writeFile(path, 'content');
    const confined = await program(`cat ${shown} ${hidden} > out/read`);
    await run(machine.sandbox, { ...confined, readable: [folder], hidden: [hidden] });
    expect(await readFile(join(confined.writableDir, 'read'), 'utf8')).toBe('content');
  });

  test('leaves no network and no other process', async () => {
    const confined = await program(
      'cat /proc/net/dev | grep -c : > out/devices; ls -d /proc/[0-9]* | wc -l > out/processes',
    );
    await run(sandbox, confined);
    // The loopback of its own, where nobody listens.
    expect(await readFile(join(confined.writableDir, 'devices'), 'utf8')).toBe('1\n');
    expect(Number(await readFile(join(confined.writableDir, 'processes'), 'utf8'))).toBeLessThan(8);
  });

  test.each([
    [
      'set the kernel',
      'for file in core_pattern modprobe hostname; do echo x > /proc/sys/kernel/$file; done',
    ],
    ['wake the kernel’s commands', 'echo h > /proc/sysrq-trigger'],
    ['mount anything', 'mount -t tmpfs none /tmp || mount --bind /tmp /run/document'],
    ['enter namespaces of its own', 'unshare --user true || unshare --mount true || unshare --net true'],
    ['read the kernel’s log', 'dmesg'],
    ['change its root', 'chroot /tmp /bin/true; chroot / /bin/true'],
    ['write to other files', 'echo x > /usr/bin/x || echo x > /etc/x || echo x > /dev/x || mkdir /x'],
  ])('does not let a program %s, not even as root', async (_what, script) => {
    const confined = await program(
      `( ${script} ) 2>/dev/null && echo done > out/done; echo tried > out/tried`,
    );
    await run(sandbox, confined);
    expect(await readFile(join(confined.writableDir, 'tried'), 'utf8')).toBe('tried\n');
    expect(existsSync(join(confined.writableDir, 'done'))).toBe(false);
  });

  test('has a program run as nobody, without any privilege', async () => {
    const confined = await program(
      'id -u > out/uid; grep -E "^(Cap|NoNewPrivs|Seccomp:)" /proc/self/status > out/status',
    );
    await run(sandbox, confined);
    expect(await readFile(join(confined.writableDir, 'uid'), 'utf8')).toBe('65534\n');
    const status = await readFile(join(confined.writableDir, 'status'), 'utf8');
    expect(status.replaceAll(/\s+/g, ' ')).toBe(
      'CapInh: 0000000000000000 CapPrm: 0000000000000000 CapEff: 0000000000000000 CapBnd: 0000000000000000 CapAmb: 0000000000000000 NoNewPrivs: 1 Seccomp: 2 ',
    );
  });

  test('shows no path of this machine among the words of its processes', async () => {
    const confined = await program('cat /proc/[0-9]*/cmdline > out/words');
    await run(sandbox, confined);
    const words = await readFile(join(confined.writableDir, 'words'), 'utf8');
    expect(words).toContain('--args');
    expect(words).not.toContain(confined.workDir.split('/').at(-1));
  });

  test('refuses a folder to write to that is not in the work folder', async () => {
    const confined = { ...(await program('true')), writableDir: '/tmp' };
    expect(() => sandbox.commandLine(confined)).toThrow(TypeError);
  });
});

describe.runIf(machine.sandbox.isLimiting)(`limits${unless(machine.sandbox.isLimiting, 'prlimit')}`, () => {
  test('end a program that takes too much processor time', async () => {
    const confined = await program('while :; do :; done', { cpuSeconds: 1 });
    expect(endingSignal(await run(machine.sandbox, confined))).toMatch(/^SIG(KILL|XCPU)$/);
  });

  test.each([
    ['addresses', { addressSpaceBytes: 128 * 1024 ** 2 }],
    ['memory to write to', { dataBytes: 128 * 1024 ** 2 }],
  ])('end a program that takes too much %s', async (_what, memory) => {
    // One block of that size is asked for and filled.
    const fill = (megabytes: number) =>
      `dd if=/dev/zero of=/dev/null bs=${megabytes}M count=1 2>/dev/null && echo ${megabytes} >> out/filled`;
    const confined = await program(`${fill(16)}; ${fill(512)}`, { memory });
    await run(machine.sandbox, confined);
    expect(await readFile(join(confined.writableDir, 'filled'), 'utf8')).toBe('16\n');
  });

  test('end a program that starts too many others', async () => {
    const confined = await program('for _ in $(seq 60); do sleep 600 & done; wait');
    expect(endingSignal(await run(machine.sandbox, confined))).toBe('SIGKILL');
  });

  test('count the memory of all processes together', async () => {
    // Each stays within the limit of a process.
    const one = 'dd if=/dev/zero of=/dev/null bs=48M count=100000000 2>/dev/null';
    const confined = await program(`for _ in 1 2 3 4; do ${one} & done; wait`, {
      memory: { addressSpaceBytes: 128 * 1024 ** 2 },
    });
    expect(endingSignal(await run(machine.sandbox, confined))).toBe('SIGKILL');
  });

  test('count what it holds open without a name', async () => {
    // No look at its folders finds it.
    const confined = await program(
      'exec 3>out/nameless; rm out/nameless; dd if=/dev/zero bs=1M count=160 >&3 2>/dev/null; sleep 600',
      { memory: { addressSpaceBytes: 128 * 1024 ** 2 }, fileBytes: 256 * 1024 ** 2 },
    );
    expect(endingSignal(await run(machine.sandbox, confined))).toBe('SIGKILL');
  });

  test('bound the files that it may open', async () => {
    const confined = await program('ulimit -n > out/files; ulimit -n 100000 || echo refused >> out/files');
    await run(machine.sandbox, confined);
    expect(await readFile(join(confined.writableDir, 'files'), 'utf8')).toBe('512\nrefused\n');
  });

  test('end a program that writes too large a file', async () => {
    const confined = await program('exec dd if=/dev/zero of=out/large bs=65536 count=100 2>/dev/null', {
      fileBytes: 1024 ** 2,
    });
    await run(machine.sandbox, confined);
    expect((await readFile(join(confined.writableDir, 'large'))).length).toBeLessThanOrEqual(1024 ** 2);
  });
});

test.runIf(existsSync('/proc/self/autogroup'))(
  'a program gives way to everything else that runs',
  async () => {
    const confined = await program('cat /proc/self/autogroup > out/share');
    await run(await Sandbox.probe(process.env.PATH ?? ''), confined);
    expect(await readFile(join(confined.writableDir, 'share'), 'utf8')).toMatch(/nice 10$/m);
  },
);

test('a machine without the tools is told from one that has them', async () => {
  const sandbox = await Sandbox.probe('/nonexistent');
  expect(sandbox.isConfining).toBe(false);
  expect(sandbox.isLimiting).toBe(false);
});

test('a `bwrap` that cannot confine is as good as none', async () => {
  const folder = join(bench.path, 'tools');
  await mkdir(folder);
  await writeFile(join(folder, 'bwrap'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  expect((await Sandbox.probe(folder)).isConfining).toBe(false);
});
