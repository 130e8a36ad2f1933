/** A system call: its number, and up to three arguments. The rest are 0. */
export type SystemCall = readonly [number: number, first?: number, second?: number, third?: number];

const ADDRESS = 0x40_0000;
const HEADER_BYTES = 64;
const SEGMENT_BYTES = 56;
const WRITE = 1;
const EXIT_GROUP = 231;

/**
 * A program for Linux on x86-64 that makes system calls by number, as no shell can, and writes what each returned to standard output: eight
 * bytes, little-endian, negative for an error. It is assembled here, since a machine that runs the tests may have no compiler.
 */
export function syscallProgram(calls: readonly SystemCall[]): Buffer {
  const code = Buffer.concat([...calls.map(callAndTell), move(RAX, EXIT_GROUP), move(RDI, 0), SYSCALL]);
  return Buffer.concat([headers(code.length), code]);
}

/** What a program from `syscallProgram` wrote. */
export function readResults(output: Buffer): number[] {
  return Array.from({ length: output.length / 8 }, (_, at) => Number(output.readBigInt64LE(at * 8)));
}

/** The program whose only instruction of interest calls by the numbers of 32-bit Linux: `getpid`, then an end with status 7. */
export function legacyCallProgram(): Buffer {
  const code = Buffer.concat([
    move(RAX, 20),
    Buffer.from([0xcd, 0x80]),
    move(RAX, EXIT_GROUP),
    move(RDI, 7),
    SYSCALL,
  ]);
  return Buffer.concat([headers(code.length), code]);
}

const RAX = [0x48, 0xb8];
const RDI = [0x48, 0xbf];
const RSI = [0x48, 0xbe];
const RDX = [0x48, 0xba];
const R10 = [0x49, 0xba];
const R8 = [0x49, 0xb8];
const R9 = [0x49, 0xb9];
const SYSCALL = Buffer.from([0x0f, 0x05]);
const PUSH_RAX = Buffer.from([0x50]);
const RSI_FROM_RSP = Buffer.from([0x48, 0x89, 0xe6]);
const POP_RAX = Buffer.from([0x58]);

function callAndTell([number, first = 0, second = 0, third = 0]: SystemCall): Buffer {
  const registers = [
    move(RDI, first),
    move(RSI, second),
    move(RDX, third),
    ...[R10, R8, R9].map((to) => move(to, 0)),
  ];
  const call = [...registers, move(RAX, number), SYSCALL];
  const tell = [PUSH_RAX, move(RAX, WRITE), move(RDI, 1), RSI_FROM_RSP, move(RDX, 8), SYSCALL, POP_RAX];
  return Buffer.concat([...call, ...tell]);
}

function move(register: readonly number[], value: number): Buffer {
  const instruction = Buffer.alloc(10);
  instruction.set(register);
  instruction.writeBigInt64LE(BigInt(value), 2);
  return instruction;
}

/** Of an executable whose one segment is the whole file. */
function headers(codeBytes: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + SEGMENT_BYTES);
  const size = BigInt(bytes.length + codeBytes);
  // 64 bits, little-endian.
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  bytes.writeUInt16LE(2, 16);
  bytes.writeUInt16LE(62, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(ADDRESS + bytes.length), 24);
  bytes.writeBigUInt64LE(BigInt(HEADER_BYTES), 32);
  bytes.writeUInt16LE(HEADER_BYTES, 52);
  bytes.writeUInt16LE(SEGMENT_BYTES, 54);
  bytes.writeUInt16LE(1, 56);
  // To be loaded, readable and executable.
  bytes.writeUInt32LE(1, HEADER_BYTES);
  bytes.writeUInt32LE(5, HEADER_BYTES + 4);
  bytes.writeBigUInt64LE(BigInt(ADDRESS), HEADER_BYTES + 16);
  bytes.writeBigUInt64LE(BigInt(ADDRESS), HEADER_BYTES + 24);
  bytes.writeBigUInt64LE(size, HEADER_BYTES + 32);
  bytes.writeBigUInt64LE(size, HEADER_BYTES + 40);
  bytes.writeBigUInt64LE(0x1000n, HEADER_BYTES + 48);
  return bytes;
}
