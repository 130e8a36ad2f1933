import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { freePort } from '../../apps/server/test/support/free-port.ts';
import { checkTokens, KEYS } from '../packages/check-server.ts';
import { expect } from '../packages/guarantee.ts';
import type { ImageConfig } from './build.ts';
import { Container } from './container.ts';
import { convert, OFFICE_DOCUMENTS } from './documents.ts';

const ADMIN_TOKEN = randomBytes(16).toString('hex');
/** What `docker stop` waits. */
const STOP_LIMIT_MS = 10_000;
const SERVES = /Boardgate serves http\S+\/v5/;

interface Image {
  readonly root: string;
  readonly config: ImageConfig;
}

/** Proves that an image serves and converts, with nothing but its volume to write to, and stops in time. */
export async function tryImage(image: Image, documents: readonly string[], folder: string): Promise<void> {
  // The others need no more than every container may do.
  const letsBubblewrapWork = documents.some((document) => OFFICE_DOCUMENTS.includes(document));
  const lock = readFileSync(join(image.root, 'opt/boardgate/node_modules/.package-lock.json'), 'utf8');
  const hasTraces = existsSync(join(image.root, 'root/.npmrc')) || /"resolved": "https?:/.test(lock);
  expect(!hasTraces, 'the image has nothing of the machine that built it');
  const volume = makeVolume(folder, image);
  const first = await start(image, volume, join(folder, 'first'), letsBubblewrapWork);
  try {
    expect(true, 'the image serves');
    expect(image.config.User === '10001:10001', '… as a user of its own');
    const written = first.container.exec(
      'sh',
      '-c',
      'id -u; touch /x /opt/x /tmp/x || touch /data/x && echo volume',
    );
    const isReadOnly = written.output.match(/Read-only file system/g)?.length === 3;
    expect(written.output.startsWith('10001\n') && isReadOnly, '… on a read-only root', [written.output]);
    expect(written.output.includes('\nvolume\n'), '… with a volume that it may write to', [written.output]);
    const [, ...health] = image.config.Healthcheck.Test;
    const answer = first.container.exec(...health);
    expect(answer.status === 0, '… and is healthy by its own check', [answer.output]);
    await checkTokens(first.url);
    for (const document of documents) {
      const { pages, status, text } = await convert(first.url, ADMIN_TOKEN, document);
      const page = await fetch(pages[0] ?? first.url);
      const isThere = page.headers.get('content-type') === 'image/png';
      expect(status === 'Finished' && isThere, `… converts ${basename(document)}`, [text]);
    }
    expect((await first.container.stop(STOP_LIMIT_MS)) === 0, '… stops in time', [first.container.output]);
  } finally {
    await first.container.stop(0);
  }
  const second = await start(image, volume, join(folder, 'second'), letsBubblewrapWork);
  try {
    const answer = await fetch(`${second.url}/v1/rooms`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    const { rooms } = (await answer.json()) as { rooms: unknown[] };
    expect(rooms.length === 1, '… and has its data after another start', [JSON.stringify(rooms)]);
  } finally {
    await second.container.stop(STOP_LIMIT_MS);
  }
}

/** Proves that a container in which bubblewrap may not work opens no Word or PowerPoint file, and says why. */
export async function tryWithoutSandbox(image: Image, folder: string): Promise<void> {
  const { container, url } = await start(image, makeVolume(folder, image), join(folder, 'first'), false);
  try {
    const [document = ''] = OFFICE_DOCUMENTS;
    const { status, text } = await convert(url, ADMIN_TOKEN, document);
    expect(
      status === 'Fail' && text.includes('nothing confines LibreOffice'),
      'with what containers may do by default, it refuses Word and PowerPoint files and says why',
      [text],
    );
  } finally {
    await container.stop(STOP_LIMIT_MS);
  }
}

/** Proves that a volume of Kubernetes will do: root's, and its group may write to it. */
export async function tryGroupVolume(image: Image, folder: string): Promise<void> {
  const volume = makeVolume(folder, image);
  chownSync(volume, 0, Number(image.config.User.split(':')[1]));
  chmodSync(volume, 0o2770);
  const within = { BOARDGATE_DATA_DIR: '/data/boardgate' };
  const { container } = await start(image, volume, join(folder, 'first'), false, within);
  expect((await container.stop(STOP_LIMIT_MS)) === 0, 'a folder within a volume of its group alone will do');
}

async function start(
  { root, config }: Image,
  volume: string,
  folder: string,
  letsBubblewrapWork: boolean,
  added: Readonly<Record<string, string>> = {},
) {
  const port = await freePort();
  const env = {
    BOARDGATE_PORT: String(port),
    BOARDGATE_ACCESS_KEY: KEYS.accessKey,
    BOARDGATE_SECRET_KEY: KEYS.secretKey,
    BOARDGATE_ADMIN_TOKEN: ADMIN_TOKEN,
    ...added,
  };
  const name = `boardgate-${port}`;
  const container = Container.start(name, folder, { root, config, volume, env, letsBubblewrapWork });
  await container.untilItSays(SERVES);
  return { container, url: `http://127.0.0.1:${port}` };
}

/** As a volume is at first: empty, and its user's. */
function makeVolume(folder: string, { config }: Image): string {
  const volume = join(folder, 'volume');
  mkdirSync(volume, { recursive: true, mode: 0o700 });
  const [uid = 0, gid = 0] = config.User.split(':').map(Number);
  chownSync(volume, uid, gid);
  return volume;
}
