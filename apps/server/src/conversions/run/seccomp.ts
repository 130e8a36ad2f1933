/**
 * System calls that neither LibreOffice nor Node.js needs to read a document, and that have served to leave sandboxes. Their numbers are
 * those of Linux's `asm/unistd_64.h` and `asm-generic/unistd.h`; `undefined` = the processor has no such call.
 */
export const DENIED: readonly (readonly [
  name: string,
  x64: number | undefined,
  arm64: number | undefined,
])[] = [
  // Other views of the file system and of the machine
  ['mount', 165, 40],
  ['umount2', 166, 39],
  ['pivot_root', 155, 41],
  ['chroot', 161, 51],
  ['open_tree', 428, 428],
  ['move_mount', 429, 429],
  ['fsopen', 430, 430],
  ['fsconfig', 431, 431],
  ['fsmount', 432, 432],
  ['fspick', 433, 433],
  ['mount_setattr', 442, 442],
  ['unshare', 272, 97],
  ['setns', 308, 268],
  ['name_to_handle_at', 303, 264],
  ['open_by_handle_at', 304, 265],
  // Other processes
  ['ptrace', 101, 117],
  ['process_vm_readv', 310, 270],
  ['process_vm_writev', 311, 271],
  ['kcmp', 312, 272],
  ['pidfd_getfd', 438, 438],
  // Parts of the kernel that have been a way in
  ['keyctl', 250, 219],
  ['add_key', 248, 217],
  ['request_key', 249, 218],
  ['bpf', 321, 280],
  ['userfaultfd', 323, 282],
  ['perf_event_open', 298, 241],
  ['io_uring_setup', 425, 425],
  ['io_uring_enter', 426, 426],
  ['io_uring_register', 427, 427],
  ['modify_ldt', 154, undefined],
  // Memory that belongs to no process, which no limit counts
  ['memfd_create', 319, 279],
  ['memfd_secret', 447, 447],
  ['shmget', 29, 194],
  ['shmat', 30, 196],
  ['msgget', 68, 186],
  ['semget', 64, 190],
  ['mq_open', 240, 180],
  // The machine itself
  ['init_module', 175, 105],
  ['finit_module', 313, 273],
  ['delete_module', 176, 106],
  ['kexec_load', 246, 104],
  ['kexec_file_load', 320, 294],
  ['swapon', 167, 224],
  ['swapoff', 168, 225],
  ['reboot', 169, 142],
  ['syslog', 103, 116],
  ['quotactl', 179, 60],
  ['acct', 163, 89],
  ['settimeofday', 164, 170],
  ['clock_settime', 227, 112],
  ['clock_adjtime', 305, 266],
  ['adjtimex', 159, 171],
  ['sethostname', 170, 161],
  ['setdomainname', 171, 162],
  ['vhangup', 153, 58],
  ['iopl', 172, undefined],
  ['ioperm', 173, undefined],
];

/** `clone` makes threads, but also namespaces: with any of these flags. */
const NAMESPACE_FLAGS = 0x7e02_0000;
const CLONE = { x64: 56, arm64: 220 };
/** Its flags are in memory, which a filter cannot read. Without it, the C library uses `clone`. */
const CLONE3 = 435;
/** Calls of the 32-bit ABI on x86-64, which have other numbers. */
const X32 = 0x4000_0000;

const ARCHITECTURES = { x64: 0xc000_003e, arm64: 0xc000_00b7 } as const;
const EPERM = 1;
const ENOSYS = 38;
const ALLOW = 0x7fff_0000;
const KILL_PROCESS = 0x8000_0000;
const refuse = (errno: number) => 0x0005_0000 + errno;

/** Offsets in what a filter sees: `struct seccomp_data`. */
const CALL = 0;
const ARCHITECTURE = 4;
const FIRST_ARGUMENT = 16;

/** One instruction of the Berkeley packet filter: code, jump if true, jump if false, operand. */
type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];
const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const end = (result: number): Instruction => [0x06, 0, 0, result];
const ifEqual = (value: number, result: number): Instruction[] => [[0x15, 0, 1, value], end(result)];

/**
 * A filter of system calls as `bwrap --seccomp` takes it. A call that is denied fails as if it were forbidden or unknown; one of another
 * processor's numbering ends the process.
 *
 * @returns nothing for a processor whose numbers are not in the table.
 */
export function seccompFilter(architecture: string): Buffer | undefined {
  if (architecture !== 'x64' && architecture !== 'arm64') return undefined;
  const program: Instruction[] = [
    load(ARCHITECTURE),
    [0x15, 1, 0, ARCHITECTURES[architecture]],
    end(KILL_PROCESS),
    load(CALL),
    ...(architecture === 'x64' ? ([[0x35, 0, 1, X32], end(KILL_PROCESS)] as const) : []),
    ...ifEqual(CLONE3, refuse(ENOSYS)),
    ...DENIED.flatMap(([, x64, arm64]) => {
      const number = architecture === 'x64' ? x64 : arm64;
      return number === undefined ? [] : ifEqual(number, refuse(EPERM));
    }),
    [0x15, 0, 3, CLONE[architecture]],
    load(FIRST_ARGUMENT),
    [0x45, 0, 1, NAMESPACE_FLAGS],
    end(refuse(EPERM)),
    end(ALLOW),
  ];
  const filter = Buffer.alloc(program.length * 8);
  for (const [at, [code, ifTrue, ifFalse, operand]] of program.entries()) {
    filter.writeUInt16LE(code, at * 8);
    filter.writeUInt8(ifTrue, at * 8 + 2);
    filter.writeUInt8(ifFalse, at * 8 + 3);
    filter.writeUInt32LE(operand, at * 8 + 4);
  }
  return filter;
}
