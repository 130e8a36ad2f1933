import { expect, test } from 'vitest';
import { ActivityCounter } from './activity-counter.ts';

const MINUTE = 60_000;

test('counts belong to the minute in which they happened, to the millisecond', () => {
  const activity = new ActivityCounter();
  activity.countIssued('sdk', MINUTE - 1);
  activity.countIssued('sdk', MINUTE);
  activity.countRefused('room', 2 * MINUTE - 1);
  activity.countRefusal('token-expired', 2 * MINUTE);
  // The clock was set back.
  activity.countIssued('sdk', MINUTE + 1);
  expect(activity.take()).toEqual([
    { minute: 0, measure: 'issued', name: 'sdk', count: 1 },
    { minute: MINUTE, measure: 'issued', name: 'sdk', count: 2 },
    { minute: MINUTE, measure: 'refused', name: 'room', count: 1 },
    { minute: 2 * MINUTE, measure: 'refusal', name: 'token-expired', count: 1 },
  ]);
  expect(activity.take()).toEqual([]);
});

test('what is taken back is added to what was counted meanwhile', () => {
  const activity = new ActivityCounter();
  activity.countIssued('task', 5);
  activity.countRefusal('internal', 5);
  const taken = activity.take();
  activity.countIssued('task', 6);
  activity.countIssued('task', MINUTE);
  activity.putBack(taken);
  activity.countIssued('task', 7);
  expect(activity.take()).toEqual(
    expect.arrayContaining([
      { minute: 0, measure: 'issued', name: 'task', count: 3 },
      { minute: 0, measure: 'refusal', name: 'internal', count: 1 },
      { minute: MINUTE, measure: 'issued', name: 'task', count: 1 },
    ]),
  );
});
