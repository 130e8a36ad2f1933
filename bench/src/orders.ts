import type { ChildProcess } from 'node:child_process';
import { nextMessage } from './child.ts';

/** Runs the orders that the benchmark sends to this process. */
export function answerOrders<Order, Result>(run: (order: Order) => Promise<Result>): void {
  process.on('message', (order: Order) => {
    run(order).then(
      (result) => process.send?.({ result }),
      (error: Error) => process.send?.({ error: error.message }),
    );
  });
}

/** Sends an order to a child and returns the result. @throws {Error} if the child fails. */
export async function sendOrder<Result>(child: ChildProcess, name: string, order: object): Promise<Result> {
  child.send(order);
  const answer = (await nextMessage(child)) as { result?: Result; error?: string };
  if (answer.result === undefined) throw new Error(`${name}: ${answer.error}`);
  return answer.result;
}
