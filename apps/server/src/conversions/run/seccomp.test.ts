import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DENIED, seccompFilter } from './seccomp.ts';

const ALLOW = 0x7fff_0000;
const EPERM = 0x0005_0001;
const ENOSYS = 0x0005_0026;
const KILL = 0x8000_0000;

const CHIPS = [
  {
    name: 'x64',
    audit: 0xc000_003e,
    column: 1,
    clone: 56,
    header: '/usr/include/x86_64-linux-gnu/asm/unistd_64.h',
  },
  { name: 'arm64', audit: 0xc000_00b7, column: 2, clone: 220, header: '/usr/include/asm-generic/unistd.h' },
] as const;

/** What Linux does with a filter, for the instructions that ours may have. */
function verdictOf(filter: Buffer, audit: number, call: number, argument = 0): number {
  const data = new Map([
    [0, call],
    [4, audit],
    [16, argument],
  ]);
  let accumulator = 0;
  for (let at = 0; at * 8 < filter.length; at++) {
    const code = filter.readUInt16LE(at * 8);
    const operand = filter.readUInt32LE(at * 8 + 4);
    const jump = (isTrue: boolean) => filter.readUInt8(at * 8 + (isTrue ? 2 : 3));
    if (code === 0x06) return operand;
    if (code === 0x20) accumulator = data.get(operand) ?? Number.NaN;
    else if (code === 0x15) at += jump(accumulator === operand);
    else if (code === 0x35) at += jump(accumulator >= operand);
    else if (code === 0x45) at += jump((accumulator & operand) !== 0);
    else throw new TypeError(`an instruction that Linux may not know: ${code}`);
  }
  throw new TypeError('the filter does not end');
}

describe.each(CHIPS)('the filter of system calls for $name', ({ name, audit, column, clone, header }) => {
  const filter = seccompFilter(name) ?? Buffer.alloc(0);
  const denied = new Map(DENIED.map((entry) => [entry[column], entry[0]]));

  test('denies what is listed and nothing else', () => {
    for (let call = 0; call < 600; call++) {
      const expected = call === 435 ? ENOSYS : denied.has(call) ? EPERM : ALLOW;
      expect([call, verdictOf(filter, audit, call)]).toEqual([call, expected]);
    }
  });

  test.runIf(existsSync(header))('has the numbers of Linux’s own table, where that is installed', () => {
    const text = readFileSync(header, 'utf8');
    for (const [call, x64, arm64] of DENIED) {
      const [, number] = new RegExp(`^#define __NR(?:3264)?_${call}\\s+(\\d+)$`, 'm').exec(text) ?? [];
      // An older table lacks the newest calls.
      if (number !== undefined) expect([call, name === 'x64' ? x64 : arm64]).toEqual([call, Number(number)]);
    }
  });

  test('lets threads and processes begin, and no namespace', () => {
    const namespaces = [0x2_0000, 0x200_0000, 0x400_0000, 0x800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000];
    fc.assert(
      fc.property(fc.nat({ max: 0x7fff_ffff }), (flags) => {
        const isNew = namespaces.some((flag) => (flags & flag) !== 0);
        expect(verdictOf(filter, audit, clone, flags)).toBe(isNew ? EPERM : ALLOW);
      }),
    );
  });

  test('ends a process that calls by the numbers of another processor', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffff_ffff }), fc.nat({ max: 600 }), (other, call) => {
        fc.pre(other !== audit);
        expect(verdictOf(filter, other, call)).toBe(KILL);
      }),
    );
    if (name === 'x64') expect(verdictOf(filter, audit, 0x4000_0000 + 59)).toBe(KILL);
  });
});

test('there is no filter for a processor that the table does not have', () => {
  expect(seccompFilter('riscv64')).toBeUndefined();
});
