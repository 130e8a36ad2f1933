import { readFileSync } from 'node:fs';

/** What Podman and buildah apply by default. */
const PROFILE = '/usr/share/containers/seccomp.json';
const ARCHITECTURES = { x64: ['amd64', 'SCMP_ARCH_X86_64'], arm64: ['arm64', 'SCMP_ARCH_AARCH64'] } as const;

interface Rule {
  readonly names: readonly string[];
  readonly action: string;
  readonly args?: readonly unknown[] | null;
  readonly errnoRet?: number;
  readonly includes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
  readonly excludes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
}

interface Profile {
  readonly defaultAction: string;
  readonly defaultErrnoRet?: number;
  readonly syscalls: readonly Rule[];
}

/** The default filter of system calls, as the runtime takes it, for a container without any capability. */
export function defaultSeccomp(): object {
  const { defaultAction, defaultErrnoRet, syscalls } = JSON.parse(readFileSync(PROFILE, 'utf8')) as Profile;
  const [name, architecture] = ARCHITECTURES[process.arch as keyof typeof ARCHITECTURES];
  const applies = ({ includes, excludes }: Rule): boolean =>
    !includes?.caps?.length &&
    (!includes?.arches?.length || includes.arches.includes(name)) &&
    !excludes?.arches?.includes(name);
  return {
    defaultAction,
    defaultErrnoRet,
    architectures: [architecture],
    syscalls: syscalls.filter(applies).map(({ names, action, args, errnoRet }) => ({
      names,
      action,
      ...(args?.length && { args }),
      ...(errnoRet !== undefined && { errnoRet }),
    })),
  };
}
