type MemoryLimit =
  /** Its address space, including what it only reserves. */
  | { readonly addressSpaceBytes: number }
  /** Its writable memory. For programs that reserve far more than they use, as V8 does around WebAssembly's memory. */
  | { readonly dataBytes: number };

/** Limits of each process. */
export interface ProcessLimits {
  readonly memory: MemoryLimit;
  readonly cpuSeconds: number;
  /** The largest file it may write. */
  readonly fileBytes: number;
}

/** A program that reads a stranger's document. */
export interface ConfinedProgram {
  readonly file: string;
  readonly args: readonly string[];
  /** Its environment besides `PATH`, `LANG`, `HOME` and `TMPDIR`. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it may read besides the system's programs, libraries and fonts. */
  readonly readable: readonly string[];
  /** Its work folder, which it sees at `Sandbox.insideOf`. */
  readonly workDir: string;
  /** The folder it may write to: a part of the work folder, or all of it. */
  readonly writableDir: string;
  readonly tmpDir: string;
  /** Whether it talks to the server, on file descriptor 3. */
  readonly talks: boolean;
  readonly limits: ProcessLimits;
}
