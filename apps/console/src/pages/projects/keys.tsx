import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Section } from '../../components/section.tsx';
import { ListSkeleton } from '../../components/skeletons.tsx';
import { KeyDialogs, type KeyTask } from './key-dialogs.tsx';
import { useChangeKey, useKeys, useReplacements } from './key-queries.ts';
import { KeyTable } from './key-table.tsx';
import type { AccessKey, Project } from './project-types.ts';
import { RotationCards } from './rotation-cards.tsx';
import { isEnding, rotationsOf } from './rotations.ts';

/** The access keys of a project. */
export function Keys({ project }: { readonly project: Project }) {
  const { t } = useTranslation(['projects', 'common']);
  const dialog = useDialog<KeyTask>();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useKeys(
    project.id,
  );
  const keys = data?.pages.flatMap((page) => page.keys) ?? [];
  const enable = useChangeKey();
  const rotations = useRotations(project.id, keys);
  const create = <Button onClick={() => dialog.open({ kind: 'create' })}>{t('keys.create.open')}</Button>;
  const actions = (
    <>
      <Button variant="default" onClick={() => dialog.open({ kind: 'import' })}>
        {t('keys.import.open')}
      </Button>
      {keys.length > 0 && create}
    </>
  );
  return (
    <Section title={t('keys.title')} description={t('keys.description')} actions={actions}>
      <Stack>
        {isPending && <ListSkeleton rows={2} />}
        <ErrorNotice error={keys.length === 0 ? error : null} onRetry={() => void refetch()} />
        {data !== undefined && keys.length === 0 && (
          <EmptyState title={t('keys.empty.title')} action={create}>
            {t('keys.empty.advice')}
          </EmptyState>
        )}
        <ErrorNotice error={enable.error} />
        <RotationCards rotations={rotations} onEnd={(pair) => dialog.open({ kind: 'end', pair })} />
        {keys.length > 0 && (
          <KeyTable
            keys={keys}
            onTask={dialog.open}
            onEnable={(pair) => enable.mutate({ pair, disabled: false })}
          />
        )}
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('common:loadMore')}
          </Button>
        )}
      </Stack>
      <KeyDialogs projectId={project.id} dialog={dialog} />
    </Section>
  );
}

/** Reads the audit log only if a key is about to expire. */
function useRotations(projectId: string, keys: readonly AccessKey[]) {
  const now = Date.now();
  const isAny = keys.some((key) => isEnding(key, now));
  const { data: entries = [] } = useReplacements(projectId, isAny);
  return rotationsOf(keys, entries, now);
}
