import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SignInDelays } from './sign-in-delays.ts';

describe('failed attempts to sign in', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_750_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const refusal = (seconds: number) => ({
    code: 'too-many-failures',
    statusCode: 429,
    retryAfterSeconds: seconds,
  });
  async function fail(delays: SignInDelays, times: number, address: string): Promise<void> {
    for (let at = 0; at < times; at++) await delays.begin(address);
  }

  test('five are free; each further one doubles the delay, up to a quarter of an hour', async () => {
    const delays = new SignInDelays();
    await fail(delays, 5, '10.0.0.1');
    for (const seconds of [15, 30, 60, 120, 240, 480, 900, 900]) {
      await expect(delays.begin('10.0.0.1')).rejects.toMatchObject(refusal(seconds));
      vi.advanceTimersByTime(seconds * 1000 - 1);
      await expect(delays.begin('10.0.0.1')).rejects.toMatchObject(refusal(1));
      vi.advanceTimersByTime(1);
      await delays.begin('10.0.0.1');
    }
  });

  test('delay nobody else; an IPv6 address counts with its network', async () => {
    const delays = new SignInDelays();
    await fail(delays, 5, '10.0.0.1');
    await fail(delays, 5, '2001:db8:0:1::1');
    await expect(delays.begin('::ffff:10.0.0.1')).rejects.toMatchObject(refusal(15));
    await expect(delays.begin('2001:db8:0:1:2::9')).rejects.toMatchObject(refusal(15));
    await delays.begin('10.0.0.2');
    await delays.begin('2001:db8:0:2::1');
  });

  test('in parallel, no more are checked than one after the other', async () => {
    const delays = new SignInDelays();
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => delays.begin('10.0.0.1')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    vi.advanceTimersByTime(15_000);
    const later = await Promise.allSettled(Array.from({ length: 50 }, () => delays.begin('10.0.0.1')));
    expect(later.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    // Those that were not checked do not make the delay longer.
    await expect(delays.begin('10.0.0.1')).rejects.toMatchObject(refusal(30));
  });

  test('are forgotten after a success, and after an hour', async () => {
    const delays = new SignInDelays();
    await fail(delays, 5, '10.0.0.1');
    await delays.forget('10.0.0.1');
    await fail(delays, 5, '10.0.0.1');
    await expect(delays.begin('10.0.0.1')).rejects.toMatchObject(refusal(15));
    vi.advanceTimersByTime(3_600_000);
    await fail(delays, 5, '10.0.0.1');
    await expect(delays.begin('10.0.0.1')).rejects.toMatchObject(refusal(15));
  });
});
