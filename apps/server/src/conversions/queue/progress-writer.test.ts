import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProgressWriter } from './progress-writer.ts';

describe('writing a task’s progress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('the first word goes at once, what comes thick and fast together', async () => {
    const save = vi.fn(async () => {});
    const writer = new ProgressWriter(save);
    writer.changed();
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(1);
    for (let page = 0; page < 10; page++) writer.changed();
    await vi.advanceTimersByTimeAsync(199);
    expect(save).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(save).toHaveBeenCalledTimes(2);
    await writer.close();
  });

  test('what somebody waits for does not wait, also while something else does', async () => {
    const save = vi.fn(async () => {});
    const writer = new ProgressWriter(save);
    writer.changed();
    await vi.advanceTimersByTimeAsync(0);
    writer.changed();
    await vi.advanceTimersByTimeAsync(10);
    writer.changed(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(save).toHaveBeenCalledTimes(2);
    await writer.close();
  });

  test('never two at a time, and a failure is made up for by the next write', async () => {
    const saves: PromiseWithResolvers<void>[] = [];
    const save = vi.fn(() => {
      const saving = Promise.withResolvers<void>();
      saves.push(saving);
      return saving.promise;
    });
    const writer = new ProgressWriter(save);
    writer.changed(true);
    await vi.advanceTimersByTimeAsync(0);
    writer.changed(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(save).toHaveBeenCalledTimes(1);
    saves[0]?.reject(new Error('the database is away'));
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(2);
    saves[1]?.resolve();
    await writer.close();
  });

  test('nothing is written once it is closed', async () => {
    const save = vi.fn(async () => {});
    const writer = new ProgressWriter(save);
    writer.changed();
    await writer.close();
    writer.changed(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(save).not.toHaveBeenCalled();
  });
});
