import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from '../packages/pack.ts';
import { ROOT } from '../packages/published.ts';

const BASE = 'localhost/boardgate-base';
/** `vfs` works everywhere, also where this runs in a container itself. With `overlay` it takes less room and half as long. */
const DRIVER = process.env.STORAGE_DRIVER ?? 'vfs';
/** Where the build sees the certificates of this machine. */
const CERTIFICATES = '/certificates';

/** What an image says about how to run it. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly WorkingDir: string;
  readonly Volumes: Readonly<Record<string, unknown>>;
  readonly Healthcheck: { readonly Test: readonly string[] };
}

/** Builds images with buildah in a folder of its own: neither a registry nor a daemon takes part. */
export class Images {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes Debian itself out of its packages, which is what the images begin with. */
  makeBase(): void {
    const archive = join(this.#folder, 'base.tar');
    run('mmdebstrap', ['--variant=minbase', 'bookworm', archive], this.#folder);
    const container = this.#buildah('from', 'scratch');
    this.#buildah('add', '--quiet', container, archive, '/');
    this.#buildah('commit', '--quiet', '--rm', container, BASE);
  }

  /** @returns the name of the image. */
  build(target: string): string {
    const image = `localhost/boardgate-${target}`;
    const options = ['--isolation', 'chroot', '--format', 'docker', '--layers', '--quiet'];
    const base = ['--build-arg', `BASE_IMAGE=${BASE}`];
    this.#buildah('bud', ...options, ...base, ...ofThisMachine(), '--target', target, '--tag', image, '.');
    return image;
  }

  configOf(image: string): ImageConfig {
    const { Docker } = JSON.parse(this.#buildah('inspect', '--type', 'image', image)) as {
      Docker: { config: ImageConfig };
    };
    return Docker.config;
  }

  sizeOf(image: string): string {
    return this.#buildah('images', '--format', '{{.Size}}', image);
  }

  /** @returns the folder that is to be the root of a container. */
  mount(image: string): string {
    return this.#buildah('mount', this.#buildah('from', image));
  }

  unmountAll(): void {
    this.#buildah('umount', '--all');
  }

  #buildah(...args: string[]): string {
    const folders = ['root', 'runroot'].map((name) => join(this.#folder, name));
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    const [root = '', runroot = ''] = folders;
    const storage = ['--storage-driver', DRIVER, '--root', root, '--runroot', runroot];
    return run('buildah', [...storage, ...args], ROOT).trim();
  }
}

/** What the way from here to the npm registry needs. None of it is part of the image. */
function ofThisMachine(): string[] {
  const args: string[] = [];
  const certificates = process.env.NODE_EXTRA_CA_CERTS;
  if (certificates !== undefined) {
    args.push('--volume', `${dirname(certificates)}:${CERTIFICATES}:ro`);
    args.push('--build-arg', `NODE_EXTRA_CA_CERTS=${CERTIFICATES}/${basename(certificates)}`);
  }
  const settings = run('npm', ['config', 'get', 'userconfig'], ROOT).trim();
  if (existsSync(settings)) args.push('--secret', `id=npmrc,src=${settings}`);
  return args;
}
