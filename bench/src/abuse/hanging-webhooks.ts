import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signSdkToken } from '@boardgate/token';
import { ABUSERS, ABUSERS_ADDRESS, type Abuse } from './abuse.ts';
import { quietWebhooks, startFailing } from './quiet-webhooks.ts';

const AT_FIRST = 24;
const EVERY_MS = 5000;

/** Ten tenants have webhooks sent to receivers of their own that never answer. */
export const hangingWebhooks: Abuse = {
  title: '10 tenants have webhooks sent to hosts that hang',
  quietTenant: quietWebhooks,
  maxSlowdown: 2,
  start: async ({ port }) => {
    const url = `http://127.0.0.1:${port}`;
    for (const pair of ABUSERS) {
      const receiver = createServer(() => {});
      receiver.listen(0, ABUSERS_ADDRESS);
      await once(receiver, 'listening');
      const endpoint = `http://${ABUSERS_ADDRESS}:${(receiver.address() as AddressInfo).port}/hook`;
      const token = signSdkToken({ ...pair, role: 'admin', lifespanMs: 0 });
      // What a quota refuses is not sent again.
      const start = () => startFailing(url, token, endpoint).catch(() => {});
      for (let i = 0; i < AT_FIRST; i++) void start();
      setInterval(start, EVERY_MS);
    }
  },
};
