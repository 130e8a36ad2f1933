import { describe, expect, test } from 'vitest';
import { SERVERS } from '../../test/support/test-server.ts';

describe.each(SERVERS)('latencies at /metrics, on $name', ({ start }) => {
  test('are counted by route, method and status class, and by no value that a caller chooses', async () => {
    const server = await start();
    const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const headers = { region: 'us-sv', token: server.sdkToken() };
    for (const path of ['/v5/rooms', '/v5/rooms/made-up-1', '/v5/rooms/made-up-2', '/v5/no/such/route']) {
      await (await fetch(`${origin}${path}`, { headers })).text();
    }
    const text = await (await fetch(`${origin}/metrics`)).text();
    const name = 'boardgate_request_duration_seconds';
    expect(text).toContain(`# TYPE ${name} histogram`);
    expect(text).toContain(`${name}_count{method="GET",route="/v5/rooms",status="2xx"} 1`);
    expect(text).toContain(`${name}_count{method="GET",route="/v5/rooms/:uuid",status="4xx"} 2`);
    expect(text).toContain(`${name}_bucket{method="GET",route="/v5/rooms",status="2xx",le="+Inf"} 1`);
    expect(text).toMatch(new RegExp(`${name}_sum\\{method="GET",route="/v5/rooms",status="2xx"\\} 0\\.\\d`));
    expect(text).not.toContain('made-up');
    const buckets = [
      ...text.matchAll(/_bucket\{method="GET",route="\/v5\/rooms",status="2xx",le="[^"]+"\} (\d)/g),
    ];
    const counts = buckets.map(([, count]) => Number(count));
    expect(counts).toEqual(counts.toSorted());
    await server.stop();
  });
});
