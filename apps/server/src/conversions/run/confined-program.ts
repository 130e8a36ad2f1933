type MemoryLimit =
  /** Including what it only reserves. */
  | { readonly addressSpaceBytes: number }
  /** Writable memory, for programs that reserve far more than they use, as V8 does around WebAssembly's. */
  | { readonly dataBytes: number };

/** Of each process. */
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
  /** Besides `PATH`, `LANG`, `HOME` and `TMPDIR`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Besides the system's programs, libraries and fonts. */
  readonly readable: readonly string[];
  /** Files among them that it finds empty; only where a sandbox can hide them. */
  readonly hidden?: readonly string[];
  /** It sees this at `Sandbox.insideOf`. */
  readonly workDir: string;
  /** A part of the work folder, or all of it. */
  readonly writableDir: string;
  readonly tmpDir: string;
  /** Whether it talks to the server, on file descriptor 3. */
  readonly talks: boolean;
  readonly limits: ProcessLimits;
}
