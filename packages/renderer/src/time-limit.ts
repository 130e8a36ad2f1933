import vm from 'node:vm';

const room = vm.createContext({ work: undefined });
const script = new vm.Script('work()');
const TIMED_OUT = 'ERR_SCRIPT_EXECUTION_TIMEOUT';

export class OutOfTime extends Error {}

/**
 * Interrupts synchronous work, WebAssembly too, which leaves a broken state: the process must exit. PDFium's own pause callback is not
 * called within an image or a shading, nor while it parses a page.
 *
 * @throws {OutOfTime}
 */
export function withinTime<T>(limitMs: number, work: () => T): T {
  room.work = work;
  try {
    return script.runInContext(room, { timeout: limitMs }) as T;
  } catch (cause) {
    // An object of the engine, not an `Error` of this realm.
    if ((cause as { code?: unknown } | undefined)?.code === TIMED_OUT)
      throw new OutOfTime(`Not done after ${limitMs} ms.`, { cause });
    throw cause;
  }
}
