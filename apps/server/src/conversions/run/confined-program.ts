/** How a process's memory is counted. */
export type MemoryLimit =
  /** All addresses, also those that are only kept free. */
  | { readonly addressSpaceBytes: number }
  /** What it may write to. For whoever keeps far more addresses free than it uses, as V8 does around WebAssembly's memory. */
  | { readonly dataBytes: number };

/** What one process may use; each of its processes anew. */
export interface ProcessLimits {
  readonly memory: MemoryLimit;
  readonly cpuSeconds: number;
  /** Of one file. */
  readonly fileBytes: number;
}

/** A program that is given a stranger’s document. */
export interface ConfinedProgram {
  readonly file: string;
  readonly args: readonly string[];
  /** Its environment beside `PATH`, `LANG`, `HOME` and `TMPDIR`. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it may read beside the system’s programs, libraries and fonts. */
  readonly readable: readonly string[];
  /** The folder it works in: it sees it at `Sandbox.insideOf`. */
  readonly workDir: string;
  /** The one part of it that it may write to; the work folder itself where it may write to all of it. */
  readonly writableDir: string;
  /** Its temporary folder. */
  readonly tmpDir: string;
  /** Whether it speaks with the server, on file descriptor 3. */
  readonly talks: boolean;
  readonly limits: ProcessLimits;
}
