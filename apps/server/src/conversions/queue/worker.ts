import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { ConversionFailure } from '@boardgate/renderer';
import type { Config } from '../../config/config.ts';
import { convertTask } from '../run/convert-task.ts';
import type { Converter } from '../run/converter.ts';
import { fetchDocument } from '../run/fetch-document.ts';
import { ProgramKilled } from '../run/program-killed.ts';
import { makeWorkFolder, type WorkFolder } from '../run/work-folder.ts';
import { ClaimLoop } from './claim-loop.ts';
import type { Place } from './conversion-places.ts';
import { NO_PROGRESS, ProgressWriter } from './progress-writer.ts';
import type { Task } from './task.ts';
import { type EndingUses, TaskEndings } from './task-endings.ts';
import { type Outcome, type Progress, TaskLeases } from './task-leases.ts';
import { uploadKey } from './uploads.ts';

/** Well below the time between two looks for dead workers: see `lease-watch.ts`. */
const RENEW_MS = 2000;
/** How soon a task that another process cancels ends here. */
const LOOK_MS = 250;
/** Retries of writing how a conversion ended, while the database cannot be reached. */
const INSIST_EVERY_MS = 500;
const INSIST_MS = 60_000;

/** Why a conversion stops without an ending of its own. */
const CALLED_OFF = Symbol('the task was called off, or is another worker’s by now');
/** A conversion gives way to requests: by the clock it may take so many times its processor time. */
const CLOCK_FACTOR = 10;
const STOPPING = Symbol('this server stops');

export interface WorkerUses extends EndingUses {
  /** Looking at what this machine has takes a moment: prepared when first needed. */
  readonly converter: () => Promise<Converter>;
  /** For tests: see `conversion-places.ts`. */
  readonly quickDownloadMs?: number;
}

interface RunOptions {
  /** The document, if it need not be downloaded. */
  readonly localFile?: string | undefined;
  readonly onProgress?: (progress: Progress) => void;
  /** Among this server's tasks. Without one it is converted at once. */
  readonly place?: Place;
}

/** For the log. */
interface Facts {
  readonly task: string;
  readonly ms: number;
}

export class ConversionWorker {
  readonly #uses: WorkerUses;
  readonly #leases: TaskLeases;
  readonly #endings: TaskEndings;
  readonly #loop: ClaimLoop;
  readonly #running = new Map<string, AbortController>();
  #isStopping = false;

  constructor(uses: WorkerUses) {
    const { config, database, log, now } = uses;
    this.#uses = uses;
    this.#leases = new TaskLeases(database, randomUUID(), now);
    this.#endings = new TaskEndings(uses, this.#leases);
    this.#loop = new ClaimLoop({
      concurrency: config.conversionConcurrency ?? Math.max(1, availableParallelism() - 1),
      claim: (admits) => this.#leases.claim(admits),
      run: (task, place) => this.run(task, { place }),
      quickMs: uses.quickDownloadMs,
      onError: (error) => log.warn({ err: error }, 'a conversion could not be taken up: it is tried again'),
    });
    // A row of `tasks` is announced only where that ends the task: see the triggers of migration 3.
    database.changes.subscribe(({ table, id }) => {
      if (table === 'tasks' && id !== undefined) this.#running.get(id)?.abort(CALLED_OFF);
    });
  }

  /** Takes up waiting tasks from now on. */
  start(): void {
    this.#uses.database.changes.subscribe(({ table }) => {
      if (table === 'waiting_tasks' || table === undefined) this.wake();
    });
  }

  /** To be called when a task may be waiting. */
  wake(): void {
    this.#loop.wake();
  }

  /** To be called every few seconds, for tasks of dead workers and lost announcements. */
  async sweep(): Promise<void> {
    await this.#endings.recover();
    this.wake();
  }

  /** Gives running tasks back, and resolves when none of its processes is left. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const running of this.#running.values()) running.abort(STOPPING);
    await this.#loop.stop();
  }

  /** Stores a task that is this worker's from the start, so that nobody else takes it up. */
  async adopt(task: Task): Promise<Task> {
    return await this.#leases.adopt(task);
  }

  /** Converts a task that is this worker's, and writes how it ended. A bad document does not make it throw. */
  async run(task: Task, { localFile, onProgress, place }: RunOptions = {}): Promise<void> {
    const { config, converter, results } = this.#uses;
    const { uuid } = task;
    const startedAt = performance.now();
    const running = new AbortController();
    let limit: AbortSignal | undefined;
    let progress = NO_PROGRESS;
    const writer = new ProgressWriter(() => this.#leases.saveProgress(uuid, progress));
    const stopWatching = this.#watch(uuid, running);
    this.#running.set(uuid, running);
    if (this.#isStopping) running.abort(STOPPING);
    let folder: WorkFolder | undefined;
    const convert = async (): Promise<Outcome> => {
      folder = await makeWorkFolder(config.dataDir);
      const workDir = folder.path;
      const source = await fetchDocument(task.resource, config, {
        workDir,
        localFile,
        uploadKey: uploadKey(task.resource),
        results,
        signal: running.signal,
      });
      await place?.toConvert(running.signal);
      limit = AbortSignal.timeout(CLOCK_FACTOR * config.conversionTimeLimitMs);
      return await convertTask(
        task,
        { converter: await converter(), results },
        {
          workDir,
          source,
          signal: AbortSignal.any([running.signal, limit]),
          onProgress: (made) => {
            progress = made;
            // Somebody waits for the first page.
            writer.changed(made.pages.length === 1);
            onProgress?.(made);
          },
        },
      );
    };
    try {
      const made = await convert().then(
        (outcome) => ({ outcome }),
        (error: unknown) => ({
          reason: running.signal.aborted ? running.signal.reason : toFailure(error, limit, config),
        }),
      );
      await writer.close();
      const facts = { task: uuid, ms: Math.round(performance.now() - startedAt) };
      await this.#insist(
        () =>
          'outcome' in made
            ? this.#finish(task, made.outcome, facts)
            : this.#breakOff(task, progress, made.reason, facts),
        running.signal,
      );
    } finally {
      stopWatching();
      this.#running.delete(uuid);
      await folder?.remove();
    }
  }

  async #finish(task: Task, outcome: Outcome, facts: Facts): Promise<void> {
    if (!(await this.#endings.finish(task, outcome))) return;
    const { log, noteEnding } = this.#uses;
    const { pageCount: pages } = outcome;
    log.info({ ...facts, pages }, 'conversion finished');
    noteEnding({ result: 'finished', seconds: facts.ms / 1000, pages: pages ?? 0 });
  }

  async #breakOff(task: Task, progress: Progress, reason: unknown, facts: Facts): Promise<void> {
    const { log, noteEnding } = this.#uses;
    const seconds = facts.ms / 1000;
    if (reason === STOPPING) return await this.#endings.giveBack(task);
    if (reason === CALLED_OFF) {
      if (!(await this.#endings.clearAway(task))) return;
      log.info(facts, 'conversion called off');
      noteEnding({ result: 'called-off', seconds });
      return;
    }
    const failure = reason as ConversionFailure;
    if (failure instanceof ProgramKilled && !this.#endings.isLastAttempt(task)) {
      log.warn(facts, 'the program of a conversion was ended from outside: the conversion is tried again');
      return await this.#endings.tryAgain(task);
    }
    if (!(await this.#endings.fail({ ...task, pageCount: progress.pageCount }, failure))) return;
    const { code, reason: kind, cause } = failure;
    const err = kind === 'unknown' ? { err: cause } : {};
    log.info({ ...facts, code, reason: kind, ...err }, 'conversion failed');
    noteEnding({ result: 'failed', reason: kind, seconds });
  }

  /** Retries while the database cannot be reached, to keep the result. In the end the lease expires and the task starts anew. */
  async #insist(write: () => Promise<void>, stopped: AbortSignal): Promise<void> {
    const until = performance.now() + INSIST_MS;
    for (;;) {
      try {
        return await write();
      } catch (err) {
        if (stopped.aborted || performance.now() > until) throw err;
        this.#uses.log.warn({ err }, 'the end of a conversion could not be written: it is tried again');
        await setTimeout(INSIST_EVERY_MS, undefined, { signal: stopped }).catch(() => {});
      }
    }
  }

  /** Keeps the lease, and looks for a cancellation, while a task runs. */
  #watch(uuid: string, running: AbortController): () => void {
    const { database, log } = this.#uses;
    const look = setInterval(() => database.changes.look(), LOOK_MS);
    const renew = setInterval(() => {
      this.#leases.renew(uuid).then(
        (isOwn) => {
          if (!isOwn) running.abort(CALLED_OFF);
        },
        (error: unknown) => log.warn({ err: error }, 'keeping a conversion failed: it is tried again'),
      );
    }, RENEW_MS);
    return () => {
      clearInterval(look);
      clearInterval(renew);
    };
  }
}

function toFailure(
  error: unknown,
  limit: AbortSignal | undefined,
  { conversionTimeLimitMs }: Config,
): ConversionFailure {
  if (limit?.aborted) {
    const seconds = (CLOCK_FACTOR * conversionTimeLimitMs) / 1000;
    const detail = `it did not finish within ${seconds} seconds: this server is busy, try again later, or try a smaller document`;
    return new ConversionFailure('task-timeout', detail);
  }
  if (error instanceof ConversionFailure) return error;
  const detail = 'a fault of this server; its operator finds the cause in the log';
  return new ConversionFailure('unknown', detail, { cause: error });
}
