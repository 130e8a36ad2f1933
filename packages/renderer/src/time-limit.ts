import vm from 'node:vm';

const room = vm.createContext({ work: undefined });
const script = new vm.Script('work()');
const TIMED_OUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

export class OutOfTime extends Error {}

/**
 * Runs work that does not give way, WebAssembly above all, and breaks it off in mid-loop when its time is over. PDFium’s own pause
 * callback is not asked inside one image, one shading or while a page is parsed; the engine’s interrupt reaches all of these.
 *
 * What was broken off is in no state to go on with: the process must end.
 *
 * @throws {OutOfTime}
 */
export function withinTime<T>(limitMs: number, work: () => T): T {
  room.work = work;
  try {
    return script.runInContext(room, { timeout: limitMs }) as T;
  } catch (cause) {
    // Made by the engine, and no `Error` of this realm.
    if ((cause as { code?: unknown } | undefined)?.code === TIMED_OUT)
      throw new OutOfTime(`Not done after ${limitMs} ms.`, { cause });
    throw cause;
  }
}
