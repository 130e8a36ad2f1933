import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { ConversionPlaces, type Place } from './conversion-places.ts';

const FOREVER = 3_600_000;
const { signal } = new AbortController();

/** Until everything that goes on by itself has gone as far as it can. */
const settle = () => new Promise(setImmediate);

function placesOf(concurrency: number, quickMs = FOREVER) {
  const converting: string[] = [];
  const seen = { wakes: 0 };
  const places = new ConversionPlaces({ concurrency, quickMs, onFree: () => seen.wakes++ });
  const ready = (name: string, place: Place, until = signal) =>
    place.toConvert(until).then(() => converting.push(name));
  return { places, converting, seen, ready };
}

/** A slow download of each project named. */
async function slowDownloads(places: ConversionPlaces, projects: readonly string[]): Promise<Place[]> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const entered = projects.map((project) => places.enter(project));
    vi.advanceTimersByTime(FOREVER);
    return entered;
  } finally {
    vi.useRealTimers();
  }
}

test('a slow download keeps no task from being claimed, a quick one does', async () => {
  const { places, seen } = placesOf(1);
  expect(places.hasFree).toBe(true);
  const [slow] = await slowDownloads(places, ['a']);
  expect([places.hasFree, seen.wakes]).toEqual([true, 1]);
  const quick = places.enter('b');
  expect(places.hasFree).toBe(false);
  quick.leave();
  expect([places.hasFree, seen.wakes]).toEqual([true, 2]);
  slow?.leave();
});

test('no more documents are converted at a time than slots there are, and the next when one ends', async () => {
  const { places, converting, ready } = placesOf(2);
  const entered = ['a', 'b', 'c'].map((project) => ({ project, place: places.enter(project) }));
  for (const { project, place } of entered) void ready(project, place);
  await settle();
  expect(converting).toEqual(['a', 'b']);
  entered[0]?.place.leave();
  await settle();
  expect(converting).toEqual(['a', 'b', 'c']);
});

test('of documents that are ready, those of a project with fewer conversions come first', async () => {
  const { places, converting, ready } = placesOf(1);
  const [first, second, third] = [places.enter('a'), places.enter('a'), places.enter('b')];
  void ready('a1', first);
  void ready('a2', second);
  void ready('b1', third);
  await settle();
  first.leave();
  await settle();
  expect(converting).toEqual(['a1', 'b1']);
});

test('a task that is called off while it waits has no turn, and takes nobody else’s', async () => {
  const { places, converting, ready } = placesOf(1);
  const [first, second, third] = [places.enter('a'), places.enter('b'), places.enter('c')];
  void ready('a', first);
  const calledOff = new AbortController();
  const waiting = ready('b', second, calledOff.signal).finally(() => second.leave());
  calledOff.abort(new Error('called off'));
  await expect(waiting).rejects.toThrow('called off');
  void ready('c', third);
  first.leave();
  await settle();
  expect(converting).toEqual(['a', 'c']);
  await expect(places.enter('d').toConvert(calledOff.signal)).rejects.toThrow('called off');
});

test('one project holds as many downloads as there are slots, and the last places go to projects without one', async () => {
  const { places } = placesOf(2);
  await slowDownloads(places, ['a', 'a']);
  expect([places.admits('a'), places.admits('b')]).toEqual([false, true]);
  // Twenty places in all.
  await slowDownloads(
    places,
    Array.from({ length: 17 }, (_, index) => `p${index}`),
  );
  expect([places.admits('p1'), places.admits('b')]).toEqual([false, true]);
  await slowDownloads(places, ['b']);
  expect(places.admits('c')).toBe(false);
});

/** What may happen to the tasks, in any order. */
const step = fc.record({
  act: fc.constantFrom('claim', 'claim', 'ready', 'leave'),
  project: fc.constantFrom('a', 'b', 'c', 'd'),
  at: fc.nat(),
});

test('whatever happens, slots and downloads stay bounded and no slot is idle while a document is ready', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3 }),
      fc.array(step, { maxLength: 60 }),
      async (slots, steps) => {
        const { places } = placesOf(slots);
        const tasks: { project: string; place: Place; stage: 'downloading' | 'ready' | 'converting' }[] = [];
        const count = (stage: string) => tasks.filter((task) => task.stage === stage).length;
        for (const { act, project, at } of steps) {
          const task = tasks[at % (tasks.length || 1)];
          if (act === 'claim' && places.admits(project)) {
            const [place] = await slowDownloads(places, [project]);
            if (place) tasks.push({ project, place, stage: 'downloading' });
          }
          if (act === 'ready' && task?.stage === 'downloading') {
            task.stage = 'ready';
            void task.place.toConvert(signal).then(() => {
              task.stage = 'converting';
            });
          }
          if (act === 'leave' && task !== undefined && task.stage !== 'ready') {
            tasks.splice(tasks.indexOf(task), 1);
            task.place.leave();
          }
          await settle();
          expect(count('converting')).toBe(Math.min(slots, count('converting') + count('ready')));
          for (const name of 'abcd') {
            const own = tasks.filter((one) => one.project === name && one.stage !== 'converting');
            expect(own.length).toBeLessThanOrEqual(slots);
          }
          expect(places.hasFree).toBe(count('converting') + count('ready') < slots);
        }
        for (const { place } of tasks) place.leave();
      },
    ),
    { numRuns: 200 },
  );
});
