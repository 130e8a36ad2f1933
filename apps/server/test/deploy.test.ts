import { describe, expect, test } from 'vitest';
import { envNameOf, loadConfig, SETTING_NAMES } from '../src/config/config.ts';
import { deploymentFiles, readObjects, readRoot, readYaml, seconds } from './support/deployment.ts';

/** Of Compose and Caddy, not of the server. */
const OTHER_VARIABLES = ['BOARDGATE_IMAGE', 'BOARDGATE_SITE', 'BOARDGATE_UPSTREAMS'];
const USUAL = loadConfig({}).config;
const SECRETS = {
  BOARDGATE_DATABASE_URL: 'postgres://boardgate:secret@localhost:5432/boardgate',
  BOARDGATE_MASTER_KEY: Buffer.alloc(32).toString('base64'),
  BOARDGATE_ADMIN_TOKEN: '0'.repeat(32),
};

test('every file says at its head how it was checked, and names only settings that there are', () => {
  const settings = [...SETTING_NAMES.map(envNameOf), ...OTHER_VARIABLES];
  const files = deploymentFiles();
  expect(files.length).toBeGreaterThan(9);
  for (const [path, text] of files) {
    const names = [...text.matchAll(/\bBOARDGATE_[A-Z0-9_]+/g)].map(([name]) => name);
    expect([path, names.filter((name) => !settings.includes(name))]).toEqual([path, []]);
    // These two are filled in, or run by `promtool` itself.
    if (/env\.example$|secret\.yaml$|rules\.test\.yml$/.test(path)) continue;
    expect([path, /Checked\b/.test(text.slice(0, 1000))]).toEqual([path, true]);
  }
});

describe('the image', () => {
  const text = readRoot('Dockerfile');

  test('has the Node.js of the checkout, and an npm that is named exactly', () => {
    const { devDependencies } = JSON.parse(readRoot('package.json'));
    expect(text).toMatch(
      new RegExp(`npm install --prefix /opt/node node@${devDependencies.node} npm@\\d+\\.\\d+\\.\\d+\n`),
    );
  });

  test('listens on the usual port, and brings what docs/conversion.md says to install', () => {
    expect(text).toMatch(new RegExp(`^EXPOSE ${USUAL.port}$`, 'm'));
    const documented = [
      ...readRoot('docs/conversion.md').matchAll(/^apt-get install --no-install-recommends (.+)$/gm),
    ];
    const packages = documented.flatMap(([, names = '']) => names.split(' '));
    expect(packages.length).toBeGreaterThan(5);
    const office = /AS server-office\n(.*?)^FROM/ms.exec(text)?.[1] ?? '';
    expect(packages.filter((name) => !office.split(/\s+/).includes(name))).toEqual([]);
  });

  test('runs as a user of its own, with a health check that exists, and takes nothing private into the build', () => {
    expect(text.match(/^USER .*$/gm)?.at(-1)).toBe('USER 10001:10001');
    expect(text).toContain('CMD ["boardgate", "health"]');
    expect(readRoot('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['.git', '**/node_modules', '**/data', '**/.env']),
    );
  });
});

describe('deploy/compose', () => {
  const { services, networks, volumes } = readYaml('deploy/compose/compose.yaml');
  const servers = Object.entries(services).filter(([name]) => name.startsWith('boardgate-'));
  const { environment, ...server } = services['boardgate-1'];

  test('what it sets is valid, and what it leaves open is in env.example', () => {
    const given = readRoot('deploy/compose/env.example').match(/^[A-Z_]+(?==$)/gm) ?? [];
    const text = readRoot('deploy/compose/compose.yaml');
    const wanted = [...text.matchAll(/\$\{([A-Z_]+):\?set it in \.env\}/g)].map(([, name]) => name);
    expect([...new Set(wanted)].sort()).toEqual(given.toSorted());
    expect(text.match(/\$\{(?!BOARDGATE_IMAGE:-boardgate\}|[A-Z_]+:\?set it in \.env\})/)).toBeNull();
    const filledIn = Object.fromEntries(
      Object.entries<string>(environment).map(([name, value]) => [
        name,
        value
          .replace(/^\$\{(\w+):[^}]*\}$/, (_, variable) => SECRETS[variable as keyof typeof SECRETS] ?? '')
          .replace(/\$\{\w+:[^}]*\}/, 'x.example.org'),
      ]),
    );
    expect(loadConfig(filledIn).warnings).toEqual([]);
  });

  test('every server is the same but for its folder, and shares with others the results alone', () => {
    expect(servers).toHaveLength(3);
    const own = new Set<string>();
    for (const [, { volumes: mounted, ...rest }] of servers as [string, typeof services][]) {
      expect({ ...rest, environment }).toEqual({ ...server, environment, volumes: undefined });
      expect(mounted).toEqual([expect.stringMatching(/^data-\d:\/data$/), 'files:/data/files']);
      own.add(mounted[0].split(':')[0]);
    }
    expect(own.size).toBe(3);
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining([...own, 'files']));
  });

  test('Caddy is the one proxy that is trusted, and knows every server at its port', () => {
    const { caddy } = services;
    expect(caddy.networks.boardgate.ipv4_address).toBe(environment.BOARDGATE_TRUSTED_PROXIES);
    expect(networks.boardgate.ipam.config[0].subnet).toBe(
      `${environment.BOARDGATE_TRUSTED_PROXIES.replace(/\d+$/, '0')}/24`,
    );
    expect(caddy.environment.BOARDGATE_UPSTREAMS.split(' ')).toEqual(
      servers.map(([name]) => `${name}:${USUAL.port}`),
    );
  });

  test('a server is stopped after Caddy has noticed, and killed after its own limit', () => {
    const caddyfile = readRoot('deploy/proxies/Caddyfile');
    const of = (name: string) => seconds(new RegExp(`^\\s*${name} (\\S+)$`, 'm').exec(caddyfile)?.[1]);
    const noticedMs = (of('health_interval') + of('health_timeout')) * 1000;
    expect(Number(environment.BOARDGATE_SHUTDOWN_DELAY_MS)).toBeGreaterThan(noticedMs);
    expect(seconds(server.stop_grace_period) * 1000).toBeGreaterThan(
      Number(environment.BOARDGATE_SHUTDOWN_LIMIT_MS),
    );
    expect(Number(environment.BOARDGATE_KEEP_ALIVE_TIMEOUT_MS)).toBeGreaterThan(of('keepalive') * 1000);
  });
});

describe('deploy/proxies', () => {
  const files = ['Caddyfile', 'nginx.conf', 'traefik.yaml'] as const;
  const text = Object.fromEntries(files.map((name) => [name, readRoot(`deploy/proxies/${name}`)]));

  test.each([
    ['Caddyfile', /^\s*keepalive (\S+)$/m],
    ['nginx.conf', /^\s*keepalive_timeout (\S+);$/m],
    ['traefik.yaml', /^\s*idleConnTimeout: (\S+)$/m],
  ])('%s ends idle connections before the server does', (file, form) => {
    expect(seconds(form.exec(text[file] ?? '')?.[1]) * 1000).toBeLessThan(USUAL.keepAliveTimeoutMs);
  });

  test('each keeps the metrics to itself, and those that can ask /readyz', () => {
    expect(text.Caddyfile).toMatch(/respond \/metrics\* 404/);
    expect(text['nginx.conf']).toMatch(/location \/metrics \{\s*return 404;/);
    const { http } = readYaml('deploy/proxies/traefik.yaml');
    expect(http.routers.boardgate.rule).toMatch(/&& !PathPrefix\(`\/metrics`\)$/);
    const { loadBalancer } = http.services[http.routers.boardgate.service];
    expect(loadBalancer.healthCheck.path).toBe('/readyz');
    expect(Object.keys(http.serversTransports)).toEqual([loadBalancer.serversTransport]);
    expect(text.Caddyfile).toMatch(/health_uri \/readyz$/m);
  });

  test('nginx lets documents through that the server takes', () => {
    const [, megabytes] = /client_max_body_size (\d+)m;/.exec(text['nginx.conf'] ?? '') ?? [];
    expect(Number(megabytes) * 1024 ** 2).toBeGreaterThanOrEqual(USUAL.conversionMaxBytes);
  });
});

describe('deploy/kubernetes', () => {
  const { ConfigMap, Deployment, PodDisruptionBudget, Service } = readObjects(
    'deploy/kubernetes/boardgate.yaml',
  );
  const { Secret } = readObjects('deploy/kubernetes/secret.yaml');
  const { spec: pod, metadata } = Deployment.spec.template;
  const [container] = pod.containers;

  test('what it sets is valid, and the secrets of the example are refused', () => {
    const env = { ...Secret.stringData, ...ConfigMap.data };
    expect(loadConfig({ ...env, ...SECRETS }).warnings).toEqual([]);
    for (const name of ['BOARDGATE_MASTER_KEY', 'BOARDGATE_ADMIN_TOKEN'] as const)
      expect(() => loadConfig({ ...env, ...SECRETS, [name]: env[name] })).toThrow(name);
    expect(container.envFrom).toEqual([
      { configMapRef: { name: ConfigMap.metadata.name } },
      { secretRef: { name: Secret.metadata.name } },
    ]);
  });

  test('Kubernetes adds no setting of its own', () => {
    expect(Service.metadata.name).toBe('boardgate');
    expect(pod.enableServiceLinks).toBe(false);
  });

  test('whatever selects the pods finds them, and ports lead to the server', () => {
    const { labels } = metadata;
    for (const selector of [
      Deployment.spec.selector.matchLabels,
      Service.spec.selector,
      PodDisruptionBudget.spec.selector.matchLabels,
      pod.topologySpreadConstraints[0].labelSelector.matchLabels,
    ])
      expect(selector).toEqual(labels);
    const [{ name, containerPort }] = container.ports;
    expect(containerPort).toBe(USUAL.port);
    expect(Service.spec.ports[0].targetPort).toBe(name);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
      expect(container[probe].httpGet.port).toBe(name);
  });

  test('it is alive while its process is, and gets requests while it is ready', () => {
    expect(container.startupProbe.httpGet.path).toBe('/healthz');
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
  });

  test('times fit together: a start, an answer of /readyz, a stop', () => {
    const { config } = loadConfig({ ...Secret.stringData, ...ConfigMap.data, ...SECRETS });
    const { startupProbe, readinessProbe } = container;
    expect(startupProbe.periodSeconds * startupProbe.failureThreshold * 1000).toBeGreaterThan(
      config.startLimitMs,
    );
    expect(readinessProbe.timeoutSeconds * 1000).toBeGreaterThan(config.databaseTimeoutMs);
    const noticedSeconds =
      readinessProbe.periodSeconds * readinessProbe.failureThreshold + readinessProbe.timeoutSeconds;
    expect(config.shutdownDelayMs).toBeGreaterThan(noticedSeconds * 1000);
    expect(pod.terminationGracePeriodSeconds * 1000).toBeGreaterThan(config.shutdownLimitMs);
    expect(container.lifecycle).toBeUndefined();
  });

  test('it may do nothing but serve, and writes to its data folder alone', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10001, fsGroup: 10001 });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const [{ mountPath, name }] = container.volumeMounts;
    expect(ConfigMap.data.BOARDGATE_DATA_DIR.startsWith(`${mountPath}/`)).toBe(true);
    expect(pod.volumes).toEqual([{ name, emptyDir: expect.any(Object) }]);
  });
});

test('systemd kills a server after its own limit', () => {
  const [, limit] = /^TimeoutStopSec=(\d+)$/m.exec(readRoot('deploy/systemd/boardgate.service')) ?? [];
  expect(Number(limit) * 1000).toBeGreaterThan(USUAL.shutdownLimitMs);
});
